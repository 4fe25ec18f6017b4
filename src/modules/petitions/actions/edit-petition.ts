import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, Overtaken } from '#platform/errors.ts';
import { isRepresentative, writeDraft } from '../access.ts';
import { changedParts } from '../drafting.ts';
import { petitionInput } from '../petition-input.ts';
import { type Draft, findDraft, wordsOfDraft } from '../queries/collaborators.ts';

const input = petitionInput.extend({
  petition: z.string().max(40),
  /** The version that was changed. */
  version: z.coerce.number().int().min(1),
  // The representative's own: whoever writes with them leaves them as they are.
  representative: petitionInput.shape.representative.optional(),
  months: petitionInput.shape.months.optional(),
});

/**
 * Changes a draft: by its representative, or by whoever writes it with them, who change neither the name of the representative nor the
 * time of collecting. Every version is kept with its author. Refuses a change of an older version than the one that stands (409), and what
 * was opened stays as it was signed.
 */
export const editPetition = defineAction<z.infer<typeof input>, Draft, { reference: string; version: number }>({
  name: 'petitions.edit-petition',
  input,
  target: (context, { petition }) => findDraft(context, petition),
  access: writeDraft,
  event: 'petition.changed',
  record: (_input, petition, result) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { version: (result as { version: number }).version },
  }),
  run: async ({ db, actor, now }, given, draft) => {
    const { institutionId, id, reference } = draft;
    if (draft.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    if (given.version !== draft.version) throw new Overtaken('petitions.refusal.overtaken');
    const before = wordsOfDraft(draft);
    const { lang, title, demand, reasons } = given;
    const own = isRepresentative(actor, draft)
      ? { representative: given.representative ?? before.representative, months: given.months ?? before.months }
      : { representative: before.representative, months: before.months };
    const words = { lang, title, demand, reasons, ...own };
    if (changedParts(before, words).length === 0) return { reference, version: draft.version };
    const version = draft.version + 1;
    const here = within(db, institutionId);
    const saved = await here
      .updateTable('petition')
      .set({ lang, title, demand, reasons, representative_name: own.representative, months: own.months, version })
      .where('id', '=', id)
      .where('version', '=', draft.version)
      .where('state', '=', 'draft')
      .executeTakeFirst();
    if (Number(saved.numUpdatedRows) === 0) throw new Overtaken('petitions.refusal.overtaken');
    // What stood before anybody changed it is kept too.
    await here
      .insert('petition_version', [
        {
          petition_id: id,
          version: draft.version,
          words: json(before),
          saved_by: draft.representativeId,
          saved_at: draft.createdAt,
        },
        {
          petition_id: id,
          version,
          words: json(words),
          saved_by: actor.kind === 'person' ? actor.id : null,
          saved_at: now,
        },
      ])
      .onConflict((conflict) => conflict.columns(['institution_id', 'petition_id', 'version']).doNothing())
      .execute();
    return { reference, version };
  },
});
