import { type Condition, type Part, TESTS } from '#platform/html/conditions.ts';
import type { Text } from '#platform/i18n/text.ts';

/** The kinds of questions. */
export const QUESTION_KINDS = [
  'single',
  'several',
  'rating',
  'ranking',
  'matrix',
  'number',
  'date',
  'text',
  'long-text',
  'place',
  'file',
  'consent',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** One choice: an option, or a row or column of a matrix. Its id is what answers hold. */
export type Choice = { id: string; title: Text };

export type Question = {
  /** `q1`: what answers and conditions name it by. */
  id: string;
  kind: QuestionKind;
  title: Text;
  hint: Text | null;
  required: boolean;
  /** Of single, several and ranking: what is chosen; of a matrix: its columns. Else empty. */
  options: readonly Choice[];
  /** The rows of a matrix. */
  rows: readonly Choice[];
  /** The least and the most: of a number, of a rating's scale, of how many options are chosen. */
  min: number | null;
  max: number | null;
  /** Options (or the rows of a matrix) stand in another order for everybody. */
  shuffled: boolean;
  when: Condition | null;
};

export type Section = {
  id: string;
  title: Text;
  intro: Text | null;
  /** Its questions stand in another order for everybody. */
  shuffled: boolean;
  when: Condition | null;
  questions: readonly Question[];
};

export type Questionnaire = { sections: readonly Section[] };

/** Answers by the id of their question; every answer is a list of texts. `row=column` of a matrix, `option=place` of a ranking. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** Longest texts, in signs, and most of each thing. */
export const MOST = {
  title: 300,
  intro: 4_000,
  sections: 30,
  questions: 200,
  options: 60,
  rows: 30,
  text: 300,
  longText: 5_000,
} as const;

/** How long a rating's scale may be. */
export const RATING = { min: 2, max: 10 } as const;

/** All questions in their order. */
export function questionsOf({ sections }: Questionnaire): Question[] {
  return sections.flatMap((section) => section.questions);
}

/** The questionnaire as conditions see it: each question with its own condition and that of its section. */
export function partsOf({ sections }: Questionnaire): Part[] {
  return sections.flatMap((section) =>
    section.questions.map((question) => ({
      name: question.id,
      when: [section.when, question.when].filter((one) => one !== null),
    })),
  );
}

/** Whether people choose among options. */
export function hasOptions(kind: QuestionKind): boolean {
  return kind === 'single' || kind === 'several' || kind === 'ranking' || kind === 'matrix';
}

/** Whether people write in their own words: what is read, sorted by themes and published one by one. */
export function isOpen(kind: QuestionKind): boolean {
  return kind === 'text' || kind === 'long-text';
}

/** The values that a condition may ask for of a question; null: any number. Empty: only whether it was answered. */
export function testableValues(question: Question): string[] | null {
  if (question.kind === 'single' || question.kind === 'several') return question.options.map(({ id }) => id);
  if (question.kind === 'consent') return ['yes'];
  if (question.kind === 'rating' || question.kind === 'number') return null;
  if (question.kind === 'matrix')
    return question.rows.flatMap((row) => question.options.map((option) => `${row.id}=${option.id}`));
  if (question.kind === 'ranking')
    return question.options.flatMap((option) => question.options.map((_, index) => `${option.id}=${index + 1}`));
  return [];
}

/** Which tests suit a question. */
export function testsFor(question: Question): (typeof TESTS)[number][] {
  const values = testableValues(question);
  return TESTS.filter((test) => {
    if (test === 'filled' || test === 'empty') return true;
    if (test === 'at-least' || test === 'at-most') return values === null;
    return values === null || values.length > 0;
  });
}

/** `[q3]` in a text stands for what was answered to that question. */
export const PIPE = /\[(q\d{1,4})\]/g;

/** The questions that a text takes words from. */
export function pipedIn(text: Text | null): string[] {
  return Object.values(text ?? {}).flatMap((words) => [...words.matchAll(PIPE)].map((match) => match[1] ?? ''));
}

/** The kinds whose answers can stand inside a sentence. */
export function isPipeable(kind: QuestionKind): boolean {
  return ['single', 'rating', 'number', 'text', 'place'].includes(kind);
}

export type Flaw = { path: (string | number)[]; key: string };

/**
 * What is wrong with a questionnaire as a whole: ids that come twice, questions without what their kind needs, conditions and words that
 * look at what does not come before them.
 */
export function flawsOf({ sections }: Questionnaire): Flaw[] {
  const flaws: Flaw[] = [];
  const ids = new Set<string>();
  const earlier = new Map<string, Question>();
  const earlierSections = new Set<string>();
  const flaw = (path: (string | number)[], key: string) => flaws.push({ path, key: `surveys.fault.${key}` });
  const once = (path: (string | number)[], id: string) => {
    if (ids.has(id)) flaw([...path, 'id'], 'id-twice');
    ids.add(id);
  };
  if (sections.flatMap(({ questions }) => questions).length > MOST.questions) flaw(['sections'], 'too-many-questions');
  for (const [s, section] of sections.entries()) {
    const at = ['sections', s];
    once(at, section.id);
    checkCondition([...at, 'when'], section.when);
    checkPipes([...at, 'title'], section.title);
    checkPipes([...at, 'intro'], section.intro);
    for (const [q, question] of section.questions.entries()) {
      const place = [...at, 'questions', q];
      once(place, question.id);
      for (const key of lacks(question)) flaw([...place, key === 'rows-missing' ? 'rows' : 'options'], key);
      if (question.min !== null && question.max !== null && question.min > question.max)
        flaw([...place, 'max'], 'max-below-min');
      checkCondition([...place, 'when'], question.when);
      checkPipes([...place, 'title'], question.title);
      checkPipes([...place, 'hint'], question.hint);
      if (section.shuffled && question.when?.tests.some(({ of }) => section.questions.some(({ id }) => id === of)))
        flaw([...at, 'shuffled'], 'shuffled-condition');
      earlier.set(question.id, question);
    }
    for (const { id } of section.questions) earlierSections.add(id);
  }
  return flaws;

  function checkCondition(path: (string | number)[], when: Condition | null): void {
    for (const [index, test] of (when?.tests ?? []).entries()) {
      const question = earlier.get(test.of);
      const at = [...path, 'tests', index];
      if (!question) flaw([...at, 'of'], 'condition-later');
      else if (!testsFor(question).includes(test.is)) flaw([...at, 'is'], 'condition-unsuited');
      else if (!valuesSuit(question, test)) flaw([...at, 'values'], 'condition-values');
    }
  }

  function checkPipes(path: (string | number)[], text: Text | null): void {
    for (const id of pipedIn(text)) {
      const question = earlierSections.has(id) ? earlier.get(id) : undefined;
      if (!question || !isPipeable(question.kind)) flaw(path, 'pipe-later');
    }
  }
}

function lacks({ kind, options, rows, min, max }: Question): string[] {
  const found: string[] = [];
  if (hasOptions(kind) && options.length < 2) found.push('options-missing');
  if (kind === 'matrix' && rows.length === 0) found.push('rows-missing');
  if (new Set(options.map(({ id }) => id)).size < options.length) found.push('id-twice');
  if (new Set(rows.map(({ id }) => id)).size < rows.length) found.push('rows-missing');
  if (kind === 'rating' && (max === null || max < RATING.min || max > RATING.max || (min ?? 1) > 1))
    found.push('rating-scale');
  return found;
}

function valuesSuit(question: Question, { is, values }: Condition['tests'][number]): boolean {
  if (is === 'filled' || is === 'empty') return true;
  if (is === 'at-least' || is === 'at-most') return values.length === 1 && Number.isFinite(Number(values[0]));
  const possible = testableValues(question);
  const suits = (value: string) => (possible === null ? Number.isFinite(Number(value)) : possible.includes(value));
  return values.length > 0 && values.every(suits);
}

/** What of a questionnaire may not change once somebody has answered: everything but its words, in an order that compares. */
export function structureOf({ sections }: Questionnaire): string {
  return JSON.stringify(
    sections.map(({ id, shuffled, when, questions }) => [
      id,
      shuffled,
      conditionIn(when),
      questions.map(({ id: question, kind, required, options, rows, min, max, shuffled: mixed, when: own }) => [
        question,
        kind,
        required,
        options.map((one) => one.id),
        rows.map((one) => one.id),
        min,
        max,
        mixed,
        conditionIn(own),
      ]),
    ]),
  );
}

const conditionIn = (when: Condition | null) =>
  when && [when.all, when.tests.map(({ of, is, values }) => [of, is, values])];

/** An id that is still free among those that begin alike: `q7`. */
export function freeId(letter: 's' | 'q' | 'o' | 'r', taken: readonly string[]): string {
  const numbers = taken.filter((id) => id.startsWith(letter)).map((id) => Number(id.slice(1)));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}
