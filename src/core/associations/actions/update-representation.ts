import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { ownRepresentation } from '../access.ts';
import type { Representative } from '../association.ts';
import { id } from '../input.ts';
import { representativeById } from '../queries.ts';

const input = z.object({ representation: id, publicName: z.boolean() });

/** A representative changes their mind about whether the page of the association names them. */
export const updateRepresentation = defineAction<z.infer<typeof input>, Representative>({
  name: 'associations.update-representation',
  input,
  target: ({ db }, { representation }) => representativeById(db, representation),
  access: ownRepresentation,
  event: 'representative.updated',
  record: ({ publicName }, one) => ({
    subject: `association:${one.associationId}`,
    detail: { representation: one.id, publicName },
  }),
  async run({ db, touch }, { publicName }, one) {
    if (one.state !== 'confirmed') throw new Conflict('associations.refusal.answered');
    await db
      .updateTable('association_representative')
      .set({ public_name: publicName })
      .where('id', '=', one.id)
      .execute();
    touch(`association:${one.associationId}`);
  },
});
