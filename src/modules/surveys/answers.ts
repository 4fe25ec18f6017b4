import type { Fault } from '#platform/errors.ts';
import { partsThatCount } from '#platform/html/conditions.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { plain } from '#platform/i18n/text.ts';
import {
  type Answers,
  MOST,
  PIPE,
  partsOf,
  type Question,
  type Questionnaire,
  questionsOf,
  type Section,
} from './questionnaire.ts';

/** The questions that apply to whoever gave these answers. */
export function countingQuestions(questionnaire: Questionnaire, answers: Answers): Set<string> {
  return partsThatCount(partsOf(questionnaire), answers);
}

/** The answers that count: what was typed to questions that do not apply is left out. */
export function countingAnswers(questionnaire: Questionnaire, answers: Answers): Record<string, readonly string[]> {
  const counting = countingQuestions(questionnaire, answers);
  const kept = questionsOf(questionnaire).flatMap(({ id }): [string, readonly string[]][] => {
    const values = Object.hasOwn(answers, id) ? answers[id] : undefined;
    return counting.has(id) && values && values.length > 0 ? [[id, values]] : [];
  });
  return Object.fromEntries(kept);
}

/** Sections with at least one question that applies; those without questions only tell something. */
export function countingSections(questionnaire: Questionnaire, answers: Answers): Section[] {
  const counting = countingQuestions(questionnaire, answers);
  return questionnaire.sections.filter(({ questions }) => questions.some(({ id }) => counting.has(id)));
}

/** What an answer is checked against besides its question: the places that may be chosen. */
export type Known = { places: ReadonlySet<string> };

/** What is wrong with one answer; nothing for an empty one, which only a required question refuses. */
function faultOf(question: Question, values: readonly string[], { places }: Known): string | undefined {
  const { kind, options, rows, min, max } = question;
  const isOption = (id: string) => options.some((option) => option.id === id);
  const [first = ''] = values;
  switch (kind) {
    case 'single':
      return values.length === 1 && isOption(first) ? undefined : 'choose-one';
    case 'several':
      if (!values.every(isOption) || new Set(values).size < values.length) return 'choose-some';
      if (min !== null && values.length < min) return 'choose-at-least';
      return max !== null && values.length > max ? 'choose-at-most' : undefined;
    case 'rating':
      return /^\d{1,2}$/.test(first) && Number(first) >= (min ?? 1) && Number(first) <= (max ?? 5)
        ? undefined
        : 'choose-one';
    case 'ranking':
      return rankingFault(question, values);
    case 'matrix': {
      const pairs = values.map((value) => value.split('='));
      const good = pairs.every(([row, column]) => rows.some(({ id }) => id === row) && isOption(column ?? ''));
      if (!good || new Set(pairs.map(([row]) => row)).size < pairs.length) return 'choose-each-row';
      return question.required && pairs.length < rows.length ? 'choose-each-row' : undefined;
    }
    case 'number':
      if (values.length !== 1 || !/^-?\d{1,15}(\.\d{1,6})?$/.test(first)) return 'number';
      if (min !== null && Number(first) < min) return 'number-small';
      return max !== null && Number(first) > max ? 'number-large' : undefined;
    case 'date':
      return isDate(first) ? undefined : 'date';
    case 'text':
      return first.length <= MOST.text ? undefined : 'text-long';
    case 'long-text':
      return first.length <= MOST.longText ? undefined : 'text-long';
    case 'place':
      return places.has(first) ? undefined : 'place';
    case 'consent':
      return first === 'yes' ? undefined : 'consent';
    case 'file':
      return values.length === 4 ? undefined : 'file';
  }
}

/** Every place from 1 on, each once; options may be left without a place at the end. */
function rankingFault({ options, required }: Question, values: readonly string[]): string | undefined {
  const pairs = values.map((value) => value.split('='));
  const known = pairs.every(([option]) => options.some(({ id }) => id === option));
  const places = pairs.map(([, place]) => Number(place)).sort((a, b) => a - b);
  const inOrder = places.every((place, index) => place === index + 1);
  if (!known || !inOrder || new Set(pairs.map(([option]) => option)).size < pairs.length) return 'ranking';
  return required && pairs.length < options.length ? 'ranking-whole' : undefined;
}

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * What is wrong with answers, of the questions of these sections that apply: required ones without an answer, and answers that do not fit.
 * Pointers name the fields: `/q/q3`.
 */
export function answerFaults(
  questionnaire: Questionnaire,
  answers: Answers,
  known: Known,
  sections: readonly Section[] = questionnaire.sections,
): Fault[] {
  const counting = countingQuestions(questionnaire, answers);
  return sections
    .flatMap(({ questions }) => questions)
    .flatMap((question): Fault[] => {
      const { id, kind, min, max, required, options } = question;
      if (!counting.has(id)) return [];
      const values = answers[id] ?? [];
      if (values.length === 0) {
        if (!required) return [];
        const key = kind === 'consent' ? 'consent' : kind === 'matrix' ? 'choose-each-row' : 'missing';
        return [{ pointer: `/q/${id}`, key: `surveys.fault.${key}` }];
      }
      const fault = faultOf(question, values, known);
      const numbers = { min: min ?? 0, max: max ?? 0, n: options.length, most: mostOf(kind) };
      return fault === undefined ? [] : [{ pointer: `/q/${id}`, key: `surveys.fault.${fault}`, values: numbers }];
    });
}

const mostOf = (kind: Question['kind']) => (kind === 'long-text' ? MOST.longText : MOST.text);

/** The parts of a date as the form sends them (`day=3`, `month=12`, `year=2026`), as `2026-12-03`. */
export function asAnswers(questionnaire: Questionnaire, given: Answers): Record<string, readonly string[]> {
  const answers: Record<string, readonly string[]> = {};
  for (const question of questionsOf(questionnaire)) {
    const values = Object.hasOwn(given, question.id) ? given[question.id] : undefined;
    if (!values || values.length === 0) continue;
    answers[question.id] = question.kind === 'date' ? [dateFrom(values)] : values;
  }
  return answers;
}

function dateFrom(values: readonly string[]): string {
  const part = (name: string) => values.find((value) => value.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  if (values.every((value) => !value.includes('='))) return values[0] ?? '';
  return `${part('year').padStart(4, '0')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
}

/** The words of one value of an answer: the title of an option, the name of a place, what was typed. */
export function wordsOf(
  question: Question,
  values: readonly string[],
  lang: Lang,
  placeNames: ReadonlyMap<string, Text> = new Map(),
): string[] {
  const titleOf = (choices: Question['options'], id: string | undefined) =>
    plain(choices.find((choice) => choice.id === id)?.title, lang);
  switch (question.kind) {
    case 'single':
    case 'several':
      return values.map((value) => titleOf(question.options, value));
    case 'ranking':
      return [...values]
        .map((value) => value.split('='))
        .sort(([, a], [, b]) => Number(a) - Number(b))
        .map(([option, place]) => `${place}. ${titleOf(question.options, option)}`);
    case 'matrix':
      return values
        .map((value) => value.split('='))
        .map(([row, column]) => `${titleOf(question.rows, row)}: ${titleOf(question.options, column)}`);
    case 'place':
      return values.map((value) => plain(placeNames.get(value), lang) || value);
    case 'file':
      return values.slice(1, 2);
    default:
      return [...values];
  }
}

/** A text with what was answered before put in for `[q3]`; three dots where nothing was. */
export function piped(
  text: Text | null,
  questionnaire: Questionnaire,
  answers: Answers,
  placeNames?: ReadonlyMap<string, Text>,
): Text | null {
  if (!text) return null;
  const counting = countingAnswers(questionnaire, answers);
  const questions = new Map(questionsOf(questionnaire).map((question) => [question.id, question]));
  return Object.fromEntries(
    Object.entries(text).map(([lang, words]) => [
      lang,
      words.replace(PIPE, (_all, id: string) => {
        const question = questions.get(id);
        const values = counting[id];
        return question && values ? wordsOf(question, values, lang as Lang, placeNames).join(', ') : '…';
      }),
    ]),
  );
}
