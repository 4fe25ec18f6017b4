import { sql } from 'kysely';
import { type Db, within } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { isOpen, questionsOf } from '../questionnaire.ts';
import type { Survey } from './surveys.ts';
import '../tables.ts';

type Of = Pick<Survey, 'institutionId' | 'id' | 'questionnaire'>;

/** By question: the themes with how many texts each has, and the texts that an official let be shown. */
export type ShownTexts = Map<string, { themes: { title: Text; n: number }[]; texts: { words: string; lang: Lang }[] }>;

const MOST_SHOWN = 200;

/** What may be read of the texts that people wrote: nothing before an official said so of each. */
export async function shownTexts(db: Db, survey: Of): Promise<ShownTexts> {
  const shown: ShownTexts = new Map();
  for (const { id, kind } of questionsOf(survey.questionnaire)) {
    if (!isOpen(kind)) continue;
    const themes = await themesOf(db, survey, id);
    const { rows } = await sql<{ words: string; lang: Lang }>`
      select answer.answers -> ${id} ->> 0 as words, answer.lang
      from survey_text text join survey_answer answer on answer.institution_id = text.institution_id
        and answer.survey_id = text.survey_id and answer.id = text.answer_id
      where text.institution_id = ${survey.institutionId} and text.survey_id = ${survey.id} and text.question = ${id}
        and text.shown and answer.answers -> ${id} ->> 0 is not null
      order by answer.id limit ${MOST_SHOWN}`.execute(db);
    shown.set(id, { themes: themes.map(({ title, n }) => ({ title, n })), texts: rows });
  }
  return shown;
}

export type Theme = { id: string; title: Text; n: number };

/** The themes of a question, those with most texts first. */
export async function themesOf(
  db: Db,
  { institutionId, id }: Pick<Of, 'institutionId' | 'id'>,
  question: string,
): Promise<Theme[]> {
  const { rows } = await sql<Theme>`
    select theme.id, theme.title, (
      select count(*)::int from survey_text text where text.institution_id = theme.institution_id
        and text.survey_id = theme.survey_id and text.question = theme.question and theme.id = any(text.themes)) as n
    from survey_theme theme
    where theme.institution_id = ${institutionId} and theme.survey_id = ${id} and theme.question = ${question}
    order by n desc, theme.id`.execute(db);
  return rows;
}

export type WrittenText = { id: string; words: string; lang: Lang; themes: string[]; shown: boolean; decided: boolean };

/** What people wrote in answer to a question, those nobody has looked at first; from after an id on. */
export async function writtenTexts(
  db: Db,
  { institutionId, id }: Pick<Of, 'institutionId' | 'id'>,
  question: string,
  { undecided, after, limit }: { undecided: boolean; after: string | undefined; limit: number },
): Promise<WrittenText[]> {
  const { rows } = await sql<WrittenText>`
    select answer.id, answer.answers -> ${question}::text ->> 0 as words, answer.lang,
      coalesce(text.themes, '{}')::text[] as themes, coalesce(text.shown, false) as shown,
      text.answer_id is not null as decided
    from survey_answer answer left join survey_text text on text.institution_id = answer.institution_id
      and text.survey_id = answer.survey_id and text.answer_id = answer.id and text.question = ${question}
    where answer.institution_id = ${institutionId} and answer.survey_id = ${id}
      and answer.answers -> ${question}::text ->> 0 is not null
      ${undecided ? sql`and text.answer_id is null` : sql``}
      ${after === undefined ? sql`` : sql`and answer.id > ${after}::uuid`}
    order by answer.id limit ${limit}`.execute(db);
  return rows;
}

/** How many texts nobody has looked at yet, by question. */
export async function undecidedTexts(db: Db, survey: Of): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { id, kind } of questionsOf(survey.questionnaire)) {
    if (!isOpen(kind)) continue;
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from survey_answer answer
      where answer.institution_id = ${survey.institutionId} and answer.survey_id = ${survey.id} and answer.answers ? ${id}
        and not exists (select 1 from survey_text text where text.institution_id = answer.institution_id
          and text.survey_id = answer.survey_id and text.answer_id = answer.id and text.question = ${id})`.execute(db);
    found.set(id, rows[0]?.n ?? 0);
  }
  return found;
}

/** Whether an answer of a survey holds a text to a question. */
export async function holdsText(
  db: Db,
  { institutionId, id }: Pick<Of, 'institutionId' | 'id'>,
  answer: string,
  question: string,
): Promise<boolean> {
  const row = await within(db, institutionId)
    .selectFrom('survey_answer')
    .select(sql<boolean>`answers ? ${question}`.as('there'))
    .where('survey_id', '=', id)
    .where('id', '=', answer)
    .executeTakeFirst();
  return row?.there === true;
}
