import { z } from 'zod';
import type { Fault } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';

/** What a body may ask beside the proposal itself: a short line, a text, a number, one of a few choices, several of them. */
export const QUESTION_KINDS = ['line', 'text', 'number', 'one', 'several'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A question of a call. Its key and the keys of its choices never change: answers are kept under them. */
export type Question = {
  key: string;
  kind: QuestionKind;
  label: Text;
  hint: Text;
  needed: boolean;
  choices: { key: string; name: Text }[];
};

/** What somebody answered, by the key of the question: words, a number as it was typed, or the keys of choices. */
export type Answers = Record<string, string | string[]>;

/** The most questions of one call, and choices of one question. */
export const QUESTIONS_MAX = 10;
export const CHOICES_MAX = 20;

/** The most signs of an answer. */
export const ANSWER_MAX: Record<'line' | 'text' | 'number', number> = { line: 300, text: 3_000, number: 20 };

const NUMBER = /^-?\d{1,15}([.,]\d{1,6})?$/;

/** Whether a question is answered with choices. */
export function hasChoices({ kind }: Pick<Question, 'kind'>): boolean {
  return kind === 'one' || kind === 'several';
}

/** Answers as a form or a program sends them. */
export const answersInput = z
  .record(
    z.string().max(10),
    z.union([z.string().max(10_000, 'proposals.fault.answer-long'), z.array(z.string().max(10)).max(CHOICES_MAX)]),
  )
  .default({});

/**
 * The answers that a call takes: of questions that it asks, without empty ones. Refuses, by field, what is missing though it is needed
 * (`needed: false` where an official writes down what came on paper), too long, no number or no choice of the question.
 */
export function readAnswers(
  questions: readonly Question[],
  given: Answers,
  { needed = true }: { needed?: boolean } = {},
): { answers: Answers; faults: Fault[] } {
  const answers: Answers = {};
  const faults: Fault[] = [];
  for (const question of questions) {
    const values = [given[question.key] ?? []]
      .flat()
      .map((value) => value.normalize('NFC').trim())
      .filter((value) => value !== '');
    const fault = values.length > 0 ? faultOf(question, values) : needed && question.needed ? 'missing' : undefined;
    if (fault) faults.push({ pointer: `/answers/${question.key}`, key: `proposals.fault.answer-${fault}` });
    else if (values.length > 0)
      answers[question.key] = question.kind === 'several' ? [...new Set(values)] : (values[0] as string);
  }
  return { answers, faults };
}

function faultOf(question: Question, values: readonly string[]): 'long' | 'number' | 'choice' | undefined {
  const { kind, choices } = question;
  if (hasChoices(question)) {
    const known = values.every((value) => choices.some(({ key }) => key === value));
    return known && (kind === 'several' || values.length === 1) ? undefined : 'choice';
  }
  const value = values.join('\n');
  if (kind === 'number') return NUMBER.test(value) ? undefined : 'number';
  return value.length > ANSWER_MAX[kind as 'line' | 'text'] ? 'long' : undefined;
}

/** Everything somebody wrote in their own words among the answers: for moderators. */
export function wordsOfAnswers(answers: Answers): string[] {
  return Object.values(answers).filter((value): value is string => typeof value === 'string' && !/^c\d+$/.test(value));
}
