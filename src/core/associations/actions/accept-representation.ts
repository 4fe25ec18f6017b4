import { z } from 'zod';
import { nationalPortal } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { ownRepresentation } from '../access.ts';
import type { Representative } from '../association.ts';
import { id } from '../input.ts';
import { representativeProcessing } from '../personal-data.ts';
import { associationById, representativeById } from '../queries.ts';

const input = z.object({
  representation: id,
  /** Whether the page of the association names this representative. */
  publicName: z.boolean().default(false),
});

/** Says yes to representing an association. Only then may the person speak for it. */
export const acceptRepresentation = defineAction<z.infer<typeof input>, Representative>({
  name: 'associations.accept-representation',
  input,
  target: ({ db }, { representation }) => representativeById(db, representation),
  access: ownRepresentation,
  event: 'representative.accepted',
  record: (_given, one) => ({ subject: `association:${one.associationId}`, detail: { representation: one.id } }),
  async run({ db, now, around, touch }, { publicName }, one) {
    if (one.state !== 'asked') throw new Conflict('associations.refusal.answered');
    const association = await associationById(db, one.associationId);
    if (!association || association.state === 'closed') throw new Conflict('associations.refusal.closed');
    const portal = await nationalPortal(db);
    if (!(await isProcessingOpen(db, portal.id, representativeProcessing.kind, modeOf(around))))
      throw new NotAllowed('associations.refusal.processing');
    await db
      .updateTable('association_representative')
      .set({ state: 'confirmed', public_name: publicName, answered_at: now })
      .where('id', '=', one.id)
      .execute();
    // Whoever reads the papers takes them anew: this person must see that their name is read.
    await db
      .updateTable('association')
      .set({ taken_by: null, taken_for: null })
      .where('id', '=', one.associationId)
      .execute();
    touch(`association:${one.associationId}`);
  },
});
