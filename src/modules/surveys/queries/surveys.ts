import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Text } from '#platform/i18n/text.ts';
import { parseReference } from '#platform/reference.ts';
import type { Questionnaire } from '../questionnaire.ts';
import type { Results } from '../results.ts';
import type { Admission, Channel, Correction, Privacy, Showing, SurveyState } from '../survey.ts';
import '../tables.ts';

/** The first letters of a survey's reference (enquête). */
export const KIND = 'ENQ';

/** A survey as pages, actions and the API read it. */
export type Survey = {
  institutionId: string;
  id: string;
  reference: string;
  state: SurveyState;
  title: Text;
  intro: Text;
  questionnaire: Questionnaire;
  version: number;
  privacy: Privacy;
  admission: Admission;
  showing: Showing;
  editable: boolean;
  opensOn: string;
  closesOn: string;
  tokens: number;
  frozenAt: Date | null;
  createdAt: Date;
  publishedAt: Date | null;
  closedAt: Date | null;
  resultsPublishedAt: Date | null;
  paperFinishedAt: Date | null;
  countedAt: Date | null;
};

/** Everything that pages, actions and the API read of a survey. */
export const COLUMNS = [
  'survey.institution_id as institutionId',
  'survey.id',
  'survey.reference',
  'survey.state',
  'survey.title',
  'survey.intro',
  'survey.questionnaire',
  'survey.version',
  'survey.privacy',
  'survey.admission',
  'survey.showing',
  'survey.editable',
  'survey.opens_on as opensOn',
  'survey.closes_on as closesOn',
  'survey.tokens',
  'survey.frozen_at as frozenAt',
  'survey.created_at as createdAt',
  'survey.published_at as publishedAt',
  'survey.closed_at as closedAt',
  'survey.results_published_at as resultsPublishedAt',
  'survey.paper_finished_at as paperFinishedAt',
  'survey.counted_at as countedAt',
] as const;

type Scene = { db: Db; tenant: { id: string } | null };

/** The survey that a reference names, however it was typed; on a body's site only one of that body. */
export async function findSurvey({ db, tenant }: Scene, typed: string): Promise<Survey | undefined> {
  const reference = parseReference(typed);
  if (reference?.kind !== KIND) return undefined;
  const survey = await across(db)
    .selectFrom('survey')
    .select(COLUMNS)
    .where('reference', '=', reference.text)
    .executeTakeFirst();
  return tenant && survey && survey.institutionId !== tenant.id ? undefined : survey;
}

/** One survey of a body by its id. */
export async function surveyById(db: Db, institutionId: string, id: string): Promise<Survey | undefined> {
  return within(db, institutionId).selectFrom('survey').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

export type SurveyFilter = { institutionId?: string | undefined; drafts?: boolean };

const NEWEST: readonly OrderColumn[] = [
  { sql: sql`survey.opens_on::text`, key: 'opensOn', direction: 'desc' },
  { sql: sql`survey.id`, key: 'id', direction: 'desc' },
];

/** Surveys page by page, those that open last first: the public ones, or all of a body for its desk (`drafts`). */
export async function listSurveys(db: Db, filter: SurveyFilter, paging: Paging): Promise<Slice<Survey> & Total> {
  const total = await totalOf(db, filtered(db, filter).select('survey.id'));
  return { ...(await slice(filtered(db, filter).select(COLUMNS), NEWEST, paging)), ...total };
}

function filtered(db: Db, { institutionId, drafts = false }: SurveyFilter) {
  let query = across(db).selectFrom('survey');
  if (!drafts) query = query.where('survey.state', '!=', 'draft');
  if (institutionId) query = query.where('survey.institution_id', '=', institutionId);
  return query;
}

type Of = Pick<Survey, 'institutionId' | 'id'>;

/** The results as they were counted last. */
export async function resultsOf(db: Db, { institutionId, id }: Of): Promise<Results | null> {
  const row = await within(db, institutionId)
    .selectFrom('survey')
    .select('results')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.results ?? null;
}

/** How many answers came in, by channel. */
export async function answersByChannel(
  db: Db,
  { institutionId, id }: Of,
): Promise<{ total: number; channels: Map<Channel, number> }> {
  const rows = await within(db, institutionId)
    .selectFrom('survey_answer')
    .select((row) => ['survey_answer.channel', row.fn.countAll<number>().as('n')])
    .where('survey_answer.survey_id', '=', id)
    .groupBy('survey_answer.channel')
    .execute();
  return {
    total: rows.reduce((sum, { n }) => sum + n, 0),
    channels: new Map(rows.map(({ channel, n }) => [channel, n])),
  };
}

/** The corrections of a survey's words, the first one first. */
export async function correctionsOf(db: Db, { institutionId, id }: Of): Promise<Correction[]> {
  return within(db, institutionId)
    .selectFrom('survey_correction')
    .select(['at', 'note'])
    .where('survey_id', '=', id)
    .orderBy('at')
    .execute();
}

/** The answers that a person gave under their account, of surveys that tell whose they are. */
export async function answersOfPerson(db: Db, personId: string) {
  return across(db)
    .selectFrom('survey_answer')
    .innerJoin('survey', (join) =>
      join
        .onRef('survey.institution_id', '=', 'survey_answer.institution_id')
        .onRef('survey.id', '=', 'survey_answer.survey_id'),
    )
    .select([...COLUMNS, 'survey_answer.answers', 'survey_answer.answered_on as answeredOn'])
    .where('survey_answer.person_id', '=', personId)
    .orderBy('survey_answer.answered_on', 'desc')
    .limit(500)
    .execute();
}
