import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { DeskItem, DeskSource } from '#platform/module.ts';
import { holdsPower, type PersonActor } from '#platform/tenant.ts';
import { ENTER, MANAGE } from './access.ts';
import { PAPER_DAYS } from './survey.ts';
import './tables.ts';

function bodiesWith(actor: PersonActor, power: string): string[] {
  return actor.powers.flatMap(({ name, institutionId }) =>
    name === power && institutionId !== null && holdsPower(actor, power, institutionId) ? [institutionId] : [],
  );
}

type Row = { institution_id: string; id: string; reference: string; title: Text; closes_on: string; due: string };

const itemOf = ({ institution_id, id, title, due }: Row, kind: MessageKey, path: string): DeskItem => ({
  id: `${kind}:${id}`,
  institutionId: institution_id,
  title,
  path,
  kind,
  due,
});

/** Sheets that wait for their second typing or a decision; results that wait to be published; texts that nobody has read. */
export const surveyDesk: DeskSource = {
  name: 'surveys',
  async items(db, actor, today, limit) {
    const [entering, managing] = [bodiesWith(actor, ENTER), bodiesWith(actor, MANAGE)];
    const sheets = await waitingSheets(db, entering, today, limit);
    const results = await waitingResults(db, managing, today, limit);
    const texts = await waitingTexts(db, managing, limit);
    return [
      ...sheets.map((row) => itemOf(row, 'surveys.desk.sheets-waiting', `/desk/surveys/${row.reference}/papers`)),
      ...results.map((row) => itemOf(row, 'surveys.desk.results-waiting', `/desk/surveys/${row.reference}`)),
      ...texts.map((row) => itemOf(row, 'surveys.desk.texts-waiting', `/desk/surveys/${row.reference}`)),
    ];
  },
};

async function waitingSheets(db: Db, bodies: readonly string[], today: string, limit: number): Promise<Row[]> {
  if (bodies.length === 0) return [];
  const { rows } = await sql<Row>`
    select institution_id, id, reference, title, closes_on, closes_on + ${PAPER_DAYS}::int as due from survey
    where institution_id = any(${bodies}::uuid[]) and closes_on + ${PAPER_DAYS}::int >= ${today} and exists (
      select 1 from survey_paper paper where paper.institution_id = survey.institution_id and paper.survey_id = survey.id
        and paper.state <> 'agreed')
    order by closes_on limit ${limit}`.execute(db);
  return rows;
}

async function waitingResults(db: Db, bodies: readonly string[], today: string, limit: number): Promise<Row[]> {
  if (bodies.length === 0) return [];
  const { rows } = await sql<Row>`
    select institution_id, id, reference, title, closes_on, closes_on as due from survey
    where institution_id = any(${bodies}::uuid[]) and showing = 'decision' and results_published_at is null
      and (state = 'closed' or state = 'published' and closes_on < ${today})
    order by closes_on limit ${limit}`.execute(db);
  return rows;
}

/** Surveys that are over, with texts that nobody has decided on. */
async function waitingTexts(db: Db, bodies: readonly string[], limit: number): Promise<Row[]> {
  if (bodies.length === 0) return [];
  const { rows } = await sql<Row>`
    select institution_id, id, reference, title, closes_on, closes_on as due from survey
    where institution_id = any(${bodies}::uuid[]) and state = 'closed' and exists (
      select 1 from survey_answer answer, jsonb_path_query(survey.questionnaire,
        '$.sections[*].questions[*] ? (@.kind == "text" || @.kind == "long-text").id') as asked (id)
      where answer.institution_id = survey.institution_id and answer.survey_id = survey.id
        and answer.answers ? (asked.id #>> '{}') and not exists (
          select 1 from survey_text text where text.institution_id = answer.institution_id
            and text.survey_id = answer.survey_id and text.answer_id = answer.id
            and text.question = asked.id #>> '{}'))
    order by closes_on limit ${limit}`.execute(db);
  return rows;
}
