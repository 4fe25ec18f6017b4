import { sql } from 'kysely';
import { dropUnnamed } from '#core/attachments/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import type { SentFile } from '#platform/http/body.ts';
import type { Job } from '#platform/module.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { everyDraft } from './holder.ts';
import { COLUMNS, type Survey } from './queries/surveys.ts';
import { questionsOf } from './questionnaire.ts';
import './tables.ts';

/** The largest file that may be sent with an answer, in bytes. */
const FILE_BYTES = 5 * 1024 * 1024;

/** So long a file may be kept before the section that it came with: minutes, unless the section is refused. */
const UNNAMED_MS = 3_600_000;

/** Days after the last one in which files may still lose the draft that names them. */
const DAYS_AFTER = 7;

type Keeper = { db: Db; around: Pick<Surroundings, 'files'>; now: Date };

/** Keeps a file that came with a section, before the action runs; answers what its question keeps of it. */
export async function keepFile(
  { db, around, now }: Keeper,
  survey: Pick<Survey, 'institutionId' | 'id'>,
  { field, name, bytes }: SentFile,
): Promise<string[]> {
  const pointer = `/${field.replaceAll('.', '/')}`;
  const upload = { content: bytes, name, maxBytes: FILE_BYTES, allow: ['pdf', 'jpg', 'png'] as const, pointer };
  const stored = await around.files.storeFile(upload);
  await within(db, survey.institutionId)
    .insert('survey_file', { survey_id: survey.id, hash: stored.hash, kept_at: now })
    .onConflict((conflict) => conflict.columns(['institution_id', 'survey_id', 'hash']).doUpdateSet({ kept_at: now }))
    .execute();
  return [stored.hash, stored.name, stored.type, String(stored.size)];
}

/** Drops the files that no answer and no draft names any more: of what was taken back, replaced, or never sent. */
export const dropFiles: Job = {
  name: 'surveys.drop-files',
  cron: '35 * * * *',
  run: async (_payload, { db, around, clock }) => {
    const before = new Date(clock.now().getTime() - UNNAMED_MS);
    const surveys = await across(db)
      .selectFrom('survey')
      .select(COLUMNS)
      .where(sql<boolean>`closes_on + ${DAYS_AFTER}::int >= ${clock.today()}::date`)
      .where(sql<boolean>`exists (select 1 from survey_file file where file.institution_id = survey.institution_id
        and file.survey_id = survey.id and file.kept_at < ${before})`)
      .execute();
    for (const survey of surveys)
      for (const hash of await unnamed({ db, around }, survey, before)) {
        if (!(await isElsewhere(db, survey, hash))) await dropUnnamed(db, around.files, hash);
        await within(db, survey.institutionId)
          .deleteFrom('survey_file')
          .where('survey_id', '=', survey.id)
          .where('hash', '=', hash)
          .where('kept_at', '<', before)
          .execute();
      }
  },
};

async function unnamed(
  { db, around }: { db: Db; around: Surroundings },
  survey: Survey,
  before: Date,
): Promise<string[]> {
  const { institutionId, id, questionnaire } = survey;
  const asked = questionsOf(questionnaire).flatMap((question) => (question.kind === 'file' ? [question.id] : []));
  const named = new Set<string>();
  for await (const answers of everyDraft(db, around.keys, survey))
    for (const question of asked) named.add(answers[question]?.[0] ?? '');
  const { rows } = await sql<{ hash: string }>`
    select hash from survey_file
    where institution_id = ${institutionId} and survey_id = ${id} and kept_at < ${before}
      and hash <> all(${[...named]}::text[])
      and hash not in (
        select answers -> asked.id ->> 0 from survey_answer, unnest(${asked}::text[]) as asked (id)
        where institution_id = ${institutionId} and survey_id = ${id} and answers -> asked.id ->> 0 is not null)
    limit 1000`.execute(db);
  return rows.map(({ hash }) => hash);
}

/** Whether the same content was sent to another survey. */
async function isElsewhere(db: Db, { id }: Pick<Survey, 'id'>, hash: string): Promise<boolean> {
  const row = await across(db)
    .selectFrom('survey_file')
    .select('hash')
    .where('hash', '=', hash)
    .where('survey_id', '!=', id)
    .executeTakeFirst();
  return row !== undefined;
}
