import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import type { PersonActor } from '#platform/tenant.ts';
import { draftKey, takerOf } from '../holder.ts';
import { COLUMNS, type Survey } from './surveys.ts';
import '../tables.ts';

/** A survey that a person takes part in. `answeredOn` null: it is not sent yet. */
export type OwnSurvey = { survey: Survey; answeredOn: string | null; revises: boolean };

/** How many surveys are looked through, those that open last first. Who answered is forgotten a year after the end anyway. */
const MOST = 1_000;

/**
 * The surveys that somebody has answered by their account, or begun to. Nothing in the database leads from a person to them: for each survey
 * the hashes are made under which the person would stand on its roll.
 */
export async function surveysOfPerson(db: Db, keys: Keys, actor: PersonActor, today: string): Promise<OwnSurvey[]> {
  const yearAgo = new Date(Date.parse(today) - 366 * 24 * 3_600_000).toISOString().slice(0, 10);
  const surveys = await across(db)
    .selectFrom('survey')
    .select(COLUMNS)
    .where('state', '!=', 'draft')
    .where('closes_on', '>=', yearAgo)
    .orderBy('opens_on', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute();
  const contacts = await across(db)
    .selectFrom('contact')
    .select('fingerprint')
    .where('person_id', '=', actor.id)
    .where('confirmed_at', 'is not', null)
    .execute();
  const names = [{ personId: actor.id }, ...contacts.map(({ fingerprint }) => ({ contact: fingerprint }))];
  const asked = surveys.flatMap((survey) => names.map((who) => ({ survey, key: takerOf(keys, survey.id, who) })));
  const { rows: answered } = await sql<{ survey_id: string; taken_on: string }>`
    select distinct roll.survey_id, roll.taken_on
    from unnest(${asked.map(({ survey }) => survey.institutionId)}::uuid[], ${asked.map(({ survey }) => survey.id)}::uuid[],
      ${asked.map(({ key }) => key)}::bytea[]) as asked (institution_id, survey_id, taker)
      join survey_roll roll using (institution_id, survey_id, taker)`.execute(db);
  const drafts = surveys.flatMap((survey) => {
    const key = draftKey(keys, survey, actor, undefined);
    return key ? [{ survey, key }] : [];
  });
  const { rows: begun } = await sql<{ survey_id: string; revises: boolean }>`
    select draft.survey_id, draft.revises
    from unnest(${drafts.map(({ survey }) => survey.institutionId)}::uuid[], ${drafts.map(({ survey }) => survey.id)}::uuid[],
      ${drafts.map(({ key }) => key)}::bytea[]) as asked (institution_id, survey_id, key)
      join survey_draft draft using (institution_id, survey_id, key)`.execute(db);
  const answeredOn = new Map(answered.map((row) => [row.survey_id, row.taken_on]));
  const drafted = new Map(begun.map((row) => [row.survey_id, row.revises]));
  return surveys.flatMap((survey): OwnSurvey[] => {
    const on = answeredOn.get(survey.id) ?? null;
    const revises = drafted.get(survey.id);
    return on === null && revises === undefined ? [] : [{ survey, answeredOn: on, revises: revises ?? false }];
  });
}
