import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { decideOpening } from '../access.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';

const input = z.object({
  petition: z.string().max(40),
  /** False: gives it back to everybody. */
  take: z.boolean().default(true),
});

/** An official examines a submitted petition, and for an hour nobody else decides about it; a colleague may take it over by saying so. */
export const takePetition = defineAction<z.infer<typeof input>, Draft>({
  name: 'petitions.take-petition',
  input,
  target: (context, { petition }) => findDraft(context, petition),
  access: decideOpening,
  event: 'petition.taken',
  record: ({ take }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { take },
  }),
  run: async ({ db, actor, now }, { take }, petition) => {
    if (petition.state !== 'submitted') throw new Conflict('petitions.refusal.cannot-open');
    const by = take && actor.kind === 'person' ? actor.id : null;
    await within(db, petition.institutionId)
      .updateTable('petition')
      .set({ taken_by: by, taken_at: by === null ? null : now })
      .where('id', '=', petition.id)
      .execute();
  },
});
