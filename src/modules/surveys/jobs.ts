import { sql } from 'kysely';
import { z } from 'zod';
import { across } from '#platform/db/database.ts';
import type { Job, JobContext } from '#platform/module.ts';
import { closeEndedSurveys } from './actions/close-ended-surveys.ts';
import { keepResults } from './actions/keep-results.ts';
import { countResults, surveysToCount } from './queries/answers.ts';
import { findSurvey } from './queries/surveys.ts';
import { PAPER_DAYS } from './survey.ts';
import './tables.ts';

/** Closes what is over, and forgets answers that nobody finished, online or on paper. */
export const endSurveys: Job = {
  name: 'surveys.end-surveys',
  cron: '*/10 * * * *',
  run: async (_payload, { db, clock, actions }) => {
    const system = { kind: 'system', name: 'surveys.end-surveys' } as const;
    await actions.perform(closeEndedSurveys, { actor: system, tenant: null, input: {} });
    await across(db).deleteFrom('survey_draft').where('expires_at', '<', clock.now()).execute();
    await sql`
      delete from survey_paper paper using survey
      where survey.institution_id = paper.institution_id and survey.id = paper.survey_id and paper.state <> 'agreed'
        and survey.closes_on + ${PAPER_DAYS}::int < ${clock.today()}`.execute(db);
  },
};

/** Counts the results of one survey, or of all that may have new answers. Heavy reading stays outside transactions. */
export const countSurveys: Job = {
  name: 'surveys.count-results',
  cron: '*/5 * * * *',
  payload: z.object({ survey: z.string().optional() }).passthrough().nullish(),
  run: async (payload, context) => {
    const { db, clock } = context;
    const { survey } = (payload ?? {}) as { survey?: string };
    for (const reference of survey === undefined ? await surveysToCount(db, clock.today()) : [survey])
      await count(context, reference);
  },
};

async function count({ db, clock, actions, around }: JobContext, reference: string): Promise<void> {
  const survey = await findSurvey({ db, tenant: null }, reference);
  if (!survey) return;
  const results = await countResults(db, around.keys, survey, clock.today());
  const system = { kind: 'system', name: 'surveys.count-results' } as const;
  await actions.perform(keepResults, { actor: system, tenant: null, input: { survey: reference, results } });
}

/**
 * Writes the rolls of anonymous surveys anew in the order of their hashes: until then the order of the rows, and the transactions that wrote
 * them, would tell which line of the roll came with which answer.
 */
export const mixRolls: Job = {
  name: 'surveys.mix-rolls',
  cron: '20 2 * * *',
  run: async (_payload, { db, clock }) => {
    const since = new Date(clock.now().getTime() - 2 * 24 * 3_600_000).toISOString().slice(0, 10);
    const { rows } = await sql<{ institution_id: string; id: string }>`
      select institution_id, id from survey where privacy = 'anonymous' and exists (
        select 1 from survey_roll where survey_roll.institution_id = survey.institution_id
          and survey_roll.survey_id = survey.id and taken_on >= ${since})`.execute(db);
    for (const { institution_id, id } of rows)
      await db.transaction().execute(async (tx) => {
        await sql`lock table survey_roll in share row exclusive mode`.execute(tx);
        await sql`
          with taken as (delete from survey_roll where institution_id = ${institution_id} and survey_id = ${id} returning *)
          insert into survey_roll select * from taken order by taker`.execute(tx);
      });
  },
};
