import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import { personDraftKey, takerOf } from '../holder.ts';
import { COLUMNS, type Survey } from './surveys.ts';
import '../tables.ts';

/** A survey that a person takes part in. `answeredOn` null: it is not sent yet. */
export type OwnSurvey = { survey: Survey; answeredOn: string | null; revises: boolean };

/** How many surveys are looked through, those that are open first. Who answered is forgotten a year after the end anyway. */
const MOST = 1_000;

/**
 * The surveys that somebody has answered by their account, or begun to. Nothing in the database leads from a person to them: for each survey
 * the hashes are made under which the person would stand on its roll.
 */
export async function surveysOfPerson(db: Db, keys: Keys, personId: string, today: string): Promise<OwnSurvey[]> {
  const yearAgo = new Date(Date.parse(today) - 366 * 24 * 3_600_000).toISOString().slice(0, 10);
  const surveys = await across(db)
    .selectFrom('survey')
    .select(['institution_id as institutionId', 'id'])
    .where('state', '!=', 'draft')
    .where('closes_on', '>=', yearAgo)
    .orderBy(sql`state = 'published' and closes_on >= ${today}`, 'desc')
    .orderBy('opens_on', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  const contacts = await across(db)
    .selectFrom('contact')
    .select('fingerprint')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .execute();
  const names = [{ personId }, ...contacts.map(({ fingerprint }) => ({ contact: fingerprint }))];
  const asked = surveys.flatMap((survey) => names.map((who) => ({ survey, key: takerOf(keys, survey.id, who) })));
  const { rows: answered } = await sql<{ survey_id: string; taken_on: string }>`
    select distinct roll.survey_id, roll.taken_on
    from unnest(${asked.map(({ survey }) => survey.institutionId)}::uuid[], ${asked.map(({ survey }) => survey.id)}::uuid[],
      ${asked.map(({ key }) => key)}::bytea[]) as asked (institution_id, survey_id, taker)
      join survey_roll roll using (institution_id, survey_id, taker)`.execute(db);
  const drafts = surveys.map((survey) => ({ survey, key: personDraftKey(keys, survey.id, personId) }));
  const { rows: begun } = await sql<{ survey_id: string; revises: boolean }>`
    select draft.survey_id, draft.revises
    from unnest(${drafts.map(({ survey }) => survey.institutionId)}::uuid[], ${drafts.map(({ survey }) => survey.id)}::uuid[],
      ${drafts.map(({ key }) => key)}::bytea[]) as asked (institution_id, survey_id, key)
      join survey_draft draft using (institution_id, survey_id, key)`.execute(db);
  const answeredOn = new Map(answered.map((row) => [row.survey_id, row.taken_on]));
  const drafted = new Map(begun.map((row) => [row.survey_id, row.revises]));
  const found = surveys.filter(({ id }) => answeredOn.has(id) || drafted.has(id)).map(({ id }) => id);
  if (found.length === 0) return [];
  const rows = await across(db).selectFrom('survey').select(COLUMNS).where('id', 'in', found).execute();
  const known = new Map(rows.map((survey) => [survey.id, survey]));
  return found.flatMap((id): OwnSurvey[] => {
    const survey = known.get(id);
    const revises = drafted.get(id) ?? false;
    return survey ? [{ survey, answeredOn: answeredOn.get(id) ?? null, revises }] : [];
  });
}
