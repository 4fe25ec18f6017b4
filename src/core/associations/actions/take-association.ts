import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { personOf, verifyAssociation } from '../access.ts';
import { id } from '../input.ts';
import { noteReader } from '../readers.ts';
import { type Verifying, verifyingTarget, waits } from '../verifying.ts';

const input = z.object({ association: id, institution: z.string().max(80).optional() });

/**
 * Takes a declaration to compare it with its receipt. Only whoever has taken it reads who represents the association, and each of those
 * persons sees on `/me/data` that and when an official read their name.
 */
export const takeAssociation = defineAction<z.infer<typeof input>, Verifying>({
  name: 'associations.take-association',
  input,
  target: verifyingTarget,
  access: verifyAssociation,
  event: 'association.taken',
  record: (_given, association) => ({
    subject: `association:${association.id}`,
    institutionId: association.institutionId,
  }),
  async run(context, _given, association) {
    const { db, actor } = context;
    const official = personOf(actor);
    const { institutionId } = association;
    if (!waits(association)) throw new Conflict('associations.refusal.over');
    await db
      .updateTable('association')
      .set({ taken_by: official.id, taken_for: institutionId })
      .where('id', '=', association.id)
      .execute();
    await noteReader(context, association.id, { officialId: official.id, institutionId });
  },
});
