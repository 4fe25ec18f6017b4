import { displayNames, shownName } from '#core/accounts/index.ts';
import type { Db } from '#platform/db/database.ts';
import { csv } from '#platform/feeds/csv.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { type SheetCell, writeSheet } from '#platform/sheets/write-sheet.ts';
import { placesOf } from '../places.ts';
import { type AnswerRow, countAnswers, everyAnswer } from '../queries/answers.ts';
import type { Survey } from '../queries/surveys.ts';
import { questionsOf } from '../questionnaire.ts';
import { CHANNELS, type Channel } from '../survey.ts';
import { answerColumns, answerWords } from './columns.ts';

/** What stands before the answers themselves in every file. */
type Known = { channel: Channel; lang: string; day: string; author: string };

/**
 * Who a line is by, and when, as far as the survey says it: nothing where it is anonymous, a number where it is pseudonymous, a name where
 * people were asked for it.
 */
async function knownOf(db: Db, { privacy }: Survey, rows: readonly AnswerRow[]): Promise<(row: AnswerRow) => Known> {
  const people = privacy === 'identified' ? rows.flatMap(({ personId }) => personId ?? []) : [];
  const names = await displayNames(db, people);
  return ({ channel, lang, answeredOn, taker, personId }) => ({
    channel,
    lang,
    day: privacy === 'anonymous' ? '' : answeredOn,
    author:
      privacy === 'identified'
        ? ((personId && shownName(names.get(personId), { pseudonyms: false })) ?? '')
        : privacy === 'pseudonymous'
          ? (taker?.toString('hex').slice(0, 10).toUpperCase() ?? '')
          : '',
  });
}

/**
 * All answers for a file, which is refused where it would lose any: where none came or went meanwhile, all of them must have been read. The
 * connection then breaks off, so that nobody takes a part for the whole.
 */
async function* allAnswers(db: Db, survey: Survey): AsyncGenerator<AnswerRow[]> {
  const before = await countAnswers(db, survey);
  let read = 0;
  for await (const rows of everyAnswer(db, survey)) {
    read += rows.length;
    yield rows;
  }
  if (before.n !== read && before.mark === (await countAnswers(db, survey)).mark)
    throw new Error(`${read} of ${before.n} answers of ${survey.reference} were read`);
}

type Line = Known & { codes: (string | number)[] };

/** All answers as CSV with codes for programs; lines stand in an order that tells no time. Made while it is read. */
export function answersCsv(db: Db, survey: Survey): AsyncGenerator<string> {
  const columns = answerColumns(survey.questionnaire);
  async function* lines(): AsyncGenerator<Line> {
    for await (const rows of allAnswers(db, survey)) {
      const known = await knownOf(db, survey, rows);
      for (const row of rows)
        yield { ...known(row), codes: columns.map(({ question, code }) => code(row.answers[question.id] ?? [])) };
    }
  }
  return csv<Line>(
    [
      { name: 'channel', value: ({ channel }) => CHANNELS.indexOf(channel) + 1 },
      { name: 'lang', value: ({ lang }) => lang },
      { name: 'day', value: ({ day }) => day },
      { name: 'author', value: ({ author }) => author },
      ...columns.map(({ name }, index) => ({ name, value: ({ codes }: Line) => codes[index] })),
    ],
    lines(),
  );
}

/** All answers as XLSX in words, for people. */
export async function answersSheet(
  db: Db,
  survey: Survey,
  lang: Lang,
  heading: (name: 'channel' | 'lang' | 'day' | 'author') => string,
): Promise<ReadableStream<Uint8Array>> {
  const names = new Map((await placesOf(db, survey)).map(({ code, name }) => [code, name]));
  async function* lines(): AsyncGenerator<SheetCell[]> {
    for await (const rows of allAnswers(db, survey)) {
      const known = await knownOf(db, survey, rows);
      for (const row of rows) {
        const { channel, lang: written, day, author } = known(row);
        yield [channel, written, day, author, ...answerWords(survey.questionnaire, row.answers, lang, names)];
      }
    }
  }
  const questions = questionsOf(survey.questionnaire).map((question) => ({
    heading: `${question.id} – ${plain(question.title, lang)}`,
  }));
  const before = (['channel', 'lang', 'day', 'author'] as const).map((name) => ({ heading: heading(name), width: 14 }));
  return writeSheet('Answers', [...before, ...questions], lines());
}
