import type { Lang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { wordsOf } from '../answers.ts';
import { type Answers, type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import { pointsOf } from '../results.ts';

/**
 * A column of the file of answers. `code` is what programs for statistics read: a number for what is chosen, 1 and 0 for what is ticked;
 * `values` says what the numbers stand for.
 */
export type AnswerColumn = {
  /** At most eight signs, letters first: every program for statistics takes it. */
  name: string;
  question: Question;
  /** What of the question it holds, in words. */
  label(lang: Lang): string;
  code(values: readonly string[]): string | number;
  values: readonly { code: number; label(lang: Lang): string }[];
};

/** The columns of the questions of a survey, in their order. */
export function answerColumns(questionnaire: Questionnaire): AnswerColumn[] {
  return questionsOf(questionnaire).flatMap(columnsOf);
}

function columnsOf(question: Question): AnswerColumn[] {
  const { id, kind, options, rows } = question;
  const title = (lang: Lang) => plain(question.title, lang);
  const coded = options.map((option, index) => ({ code: index + 1, label: (lang: Lang) => plain(option.title, lang) }));
  const codeOf = (option: string | undefined) => {
    const index = options.findIndex((one) => one.id === option);
    return index < 0 ? '' : index + 1;
  };
  const pair = (values: readonly string[], name: string) =>
    values.find((value) => value.startsWith(`${name}=`))?.slice(name.length + 1);
  const whole = { name: id, question, label: title, values: [] };
  switch (kind) {
    case 'single':
      return [{ ...whole, code: ([first]) => codeOf(first), values: coded }];
    case 'several':
      return options.map((option) => ({
        name: `${id}_${option.id}`,
        question,
        label: (lang) => `${title(lang)} – ${plain(option.title, lang)}`,
        code: (values) => (values.length === 0 ? '' : Number(values.includes(option.id))),
        values: TICKED,
      }));
    case 'ranking':
      return options.map((option) => ({
        name: `${id}_${option.id}`,
        question,
        label: (lang) => `${title(lang)} – ${plain(option.title, lang)}`,
        code: (values) => numberOr(pair(values, option.id)),
        values: [],
      }));
    case 'matrix':
      return rows.map((row) => ({
        name: `${id}_${row.id}`,
        question,
        label: (lang) => `${title(lang)} – ${plain(row.title, lang)}`,
        code: (values) => codeOf(pair(values, row.id)),
        values: coded,
      }));
    case 'rating':
      return [
        {
          ...whole,
          code: ([first]) => numberOr(first),
          values: pointsOf(question).map((point) => ({ code: point, label: () => String(point) })),
        },
      ];
    case 'number':
      return [{ ...whole, code: ([first]) => numberOr(first) }];
    case 'consent':
      return [{ ...whole, code: ([first]) => (first === 'yes' ? 1 : ''), values: TICKED }];
    case 'file':
      return [{ ...whole, code: (values) => values[1] ?? '' }];
    default:
      return [{ ...whole, code: ([first = '']) => first }];
  }
}

const TICKED = [
  { code: 0, label: () => '0' },
  { code: 1, label: () => '1' },
];

const numberOr = (text: string | undefined) => (text === undefined || text === '' ? '' : Number(text));

/** What is answered to each question in words, for people who read a spreadsheet. */
export function answerWords(
  questionnaire: Questionnaire,
  answers: Answers,
  lang: Lang,
  placeNames: Parameters<typeof wordsOf>[3],
): string[] {
  return questionsOf(questionnaire).map((question) =>
    wordsOf(question, answers[question.id] ?? [], lang, placeNames).join(' | '),
  );
}
