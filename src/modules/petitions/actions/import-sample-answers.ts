import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { judgeSignatures, lyingWith } from '../access.ts';
import type { Petition } from '../queries/petitions.ts';
import { registerFormat } from '../queries/samples.ts';
import { readAnswers, SAMPLE_MOST } from '../sampling.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  sample: z.uuid(),
  /** The lines of the file that came back. */
  rows: z
    .array(z.object({ number: z.number().int(), cells: z.array(z.string().max(2_000)).max(100) }))
    .max(2 * SAMPLE_MOST, 'petitions.fault.sample-long'),
});

/**
 * Takes in what the register answered about a sample, from the file that went out. What is told again replaces what was told before; a line
 * without an answer changes nothing. Refuses a file whose headings, places or answers are not those of the body's format (422).
 */
export const importSampleAnswers = defineAction<z.infer<typeof input>, Petition, { answers: number }>({
  name: 'petitions.import-sample-answers',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: judgeSignatures,
  event: 'petition.sample-answered',
  record: ({ sample }, petition, result) => ({
    subject: `petition:${petition.reference}`,
    institutionId: lyingWith(petition),
    detail: { sample, ...(result as object) },
  }),
  run: async ({ db, now, touch }, { sample, rows }, petition) => {
    const { institutionId, id, reference } = petition;
    const found = await within(db, institutionId)
      .selectFrom('petition_sample')
      .select(['register', 'size'])
      .where('petition_id', '=', id)
      .where('id', '=', sample)
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw new Conflict('petitions.refusal.no-sample');
    const format = await registerFormat(db, lyingWith(petition), found.register);
    const { answers, faults } = readAnswers(format, rows, found.size);
    if (faults.length > 0) throw new InvalidInput(faults);
    if (answers.size === 0)
      throw new InvalidInput([{ pointer: '/file', key: 'petitions.fault.sample-no-answers', values: {} }]);
    await sql`
      update petition_sample_item item set result = told.result
      from unnest(${[...answers.keys()]}::int[], ${[...answers.values()]}::text[]) as told (place, result)
      where item.institution_id = ${institutionId} and item.petition_id = ${id} and item.sample = ${sample}
        and item.place = told.place`.execute(db);
    await within(db, institutionId)
      .updateTable('petition_sample')
      .set({ checked_at: now })
      .where('petition_id', '=', id)
      .where('id', '=', sample)
      .execute();
    touch(`petition-roots:${reference}`);
    return { answers: answers.size };
  },
});
