import { type Db, within } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Answers } from '../questionnaire.ts';
import type { Channel } from '../survey.ts';
import type { Survey } from './surveys.ts';
import '../tables.ts';

type Of = Pick<Survey, 'institutionId' | 'id'>;

/** A sheet that was typed. */
export type Sheet = {
  sheet: string;
  channel: Channel;
  lang: Lang;
  state: 'once' | 'differs' | 'agreed';
  answers: Answers;
  second: Answers | null;
  enteredBy: string | null;
  enteredAt: Date;
};

const COLUMNS = [
  'sheet',
  'channel',
  'lang',
  'state',
  'answers',
  'second',
  'entered_by as enteredBy',
  'entered_at as enteredAt',
] as const;

/** The sheets that are not done yet, those that differ first. */
export async function openSheets(db: Db, { institutionId, id }: Of, limit: number): Promise<Sheet[]> {
  return within(db, institutionId)
    .selectFrom('survey_paper')
    .select(COLUMNS)
    .where('survey_id', '=', id)
    .where('state', '!=', 'agreed')
    .orderBy('state')
    .orderBy('entered_at')
    .limit(limit)
    .execute();
}

/** How many sheets stand in each state. */
export async function countSheets(db: Db, { institutionId, id }: Of): Promise<Record<Sheet['state'], number>> {
  const rows = await within(db, institutionId)
    .selectFrom('survey_paper')
    .select((row) => ['survey_paper.state', row.fn.countAll<number>().as('n')])
    .where('survey_paper.survey_id', '=', id)
    .groupBy('survey_paper.state')
    .execute();
  return { once: 0, differs: 0, agreed: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
}

/** One sheet by its number. */
export async function sheetOf(db: Db, { institutionId, id }: Of, sheet: string): Promise<Sheet | undefined> {
  return within(db, institutionId)
    .selectFrom('survey_paper')
    .select(COLUMNS)
    .where('survey_id', '=', id)
    .where('sheet', '=', sheet)
    .executeTakeFirst();
}
