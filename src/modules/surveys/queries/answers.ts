import { sql } from 'kysely';
import { type Demographics, frozenWith } from '#core/personal-data/index.ts';
import { COUNTRY, censusFigures, type Territory } from '#core/territory/index.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Keys } from '#platform/keys.ts';
import { actOf } from '../finish.ts';
import { comparedTerritories, governedTerritory } from '../places.ts';
import type { Answers } from '../questionnaire.ts';
import { type Census, type Results, tallyOf } from '../results.ts';
import { type Channel, isSettled, PAPER_DAYS } from '../survey.ts';
import type { Survey } from './surveys.ts';

type Of = Pick<Survey, 'institutionId' | 'id'>;

export type AnswerRow = {
  id: string;
  answers: Answers;
  channel: Channel;
  lang: Lang;
  answeredOn: string;
  taker: Buffer | null;
  personId: string | null;
};

const AT_ONCE = 500;

/** All answers of a survey in the order of their ids, which tells no time: a part after the other, however many there are. */
export async function* everyAnswer(db: Db, { institutionId, id }: Of): AsyncGenerator<AnswerRow[]> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await within(db, institutionId)
      .selectFrom('survey_answer')
      .select([
        'survey_answer.id',
        'survey_answer.answers',
        'survey_answer.channel',
        'survey_answer.lang',
        'survey_answer.answered_on as answeredOn',
        'survey_answer.taker',
        'survey_answer.person_id as personId',
      ])
      .where('survey_answer.survey_id', '=', id)
      .where('survey_answer.id', '>', after)
      .orderBy('survey_answer.id')
      .limit(AT_ONCE)
      .execute();
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/** How many answers a survey has, and a number that is another one when any of them comes or goes. */
export async function countAnswers(db: Db, { institutionId, id }: Of): Promise<{ n: number; mark: string }> {
  return within(db, institutionId)
    .selectFrom('survey_answer')
    .select((row) => row.fn.countAll<number>().as('n'))
    .select(sql<string>`coalesce(sum(hashtextextended(id::text, 0)), 0)::text`.as('mark'))
    .where('survey_id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The census whose figures weigh the answers (RGPH 2024). */
const CENSUS_YEAR = 2024;

/**
 * Counts the results of a survey from its answers. Groups are compared and weighted only when no answer can come in any more: by comparing
 * two moments one could tell what one person said.
 */
export async function countResults(db: Db, keys: Keys, survey: Survey, today: string): Promise<Results> {
  const isFinal = isSettled(survey, today);
  const territories = isFinal ? await comparedTerritories(db, survey) : [];
  const codes = territories.map(({ code }) => code);
  const tally = tallyOf(survey.questionnaire);
  for await (const rows of everyAnswer(db, survey)) {
    const told = isFinal
      ? await frozenWith(
          db,
          keys,
          actOf(survey, ''),
          rows.map((row) => row.id),
        )
      : new Map();
    for (const { id, answers, channel } of rows) {
      const { gender, ageBand, commune } = (told.get(id) ?? {}) as Demographics;
      const territory = commune && codes.find((code) => commune === code || commune.startsWith(`${code}.`));
      tally.add({ answers, channel, groups: { gender, ageBand, territory } });
    }
  }
  if (!isFinal) return tally.results(false);
  return tally.results(await censusOf(db, survey, territories));
}

/** The people whom the answers are weighted to: of the territories compared, and by sex and age where that was loaded for the whole, or for them all of one year. */
export async function censusOf(db: Db, survey: Of, territories: readonly Territory[]): Promise<Census> {
  const whole = (await governedTerritory(db, survey.institutionId))?.code ?? COUNTRY;
  const codes = territories.map(({ code }) => code);
  const figures = await censusFigures(db, [whole, ...codes]);
  const parts = codes.flatMap((code) => figures.get(code) ?? []);
  const own = figures.get(whole);
  const isWhole = parts.length === codes.length && new Set(parts.map(({ year }) => year)).size === 1;
  const used = own ? [own] : isWhole ? parts : [];
  const [first] = used;
  const source = [...new Set(used.map((one) => one.source))].join(' – ');
  const sums = (of: 'gender' | 'ageBand') => {
    const people = new Map<string, number>();
    for (const { groups } of used)
      for (const group of groups) people.set(group[of], (people.get(group[of]) ?? 0) + group.population);
    return people;
  };
  return {
    year: CENSUS_YEAR,
    populations: new Map(territories.map((one) => [one.code, one.population2024])),
    groups: first ? { year: first.year, source, gender: sums('gender'), ageBand: sums('ageBand') } : null,
  };
}

/**
 * Surveys whose results are older than their answers may be: everything that is open, and what ended since it was counted, or whose days for
 * typing paper did.
 */
export async function surveysToCount(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ reference: string }>`
    select reference from survey
    where state = 'published' and opens_on <= ${today}
      or state = 'closed' and (counted_at is null or counted_at < closed_at
        or counted_at < (select max(loaded_at) from census_group)
        or closes_on + ${PAPER_DAYS}::int < ${today}::date and counted_at < closes_on + ${PAPER_DAYS}::int + 1
          and results -> 'crossed' = '{}')
    order by counted_at nulls first limit 200`.execute(db);
  return rows.map((row) => row.reference);
}
