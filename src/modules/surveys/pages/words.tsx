import type { Condition, Test } from '#platform/html/conditions.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Status, Tone } from '#platform/html/tag.tsx';
import { wordsOf } from '../answers.ts';
import type { Survey } from '../queries/surveys.ts';
import { type Question, type Questionnaire, questionsOf } from '../questionnaire.ts';
import { phaseOf } from '../survey.ts';

const TONES: Record<ReturnType<typeof phaseOf>, Tone> = {
  draft: 'not-started',
  upcoming: 'not-reported',
  open: 'in-progress',
  over: 'finished',
};

/** Where a survey stands, as a tag. */
export function statusOf({ t, today }: Pick<PageContext, 't' | 'today'>, survey: Survey): Status {
  const phase = phaseOf(survey, today);
  return { tone: TONES[phase], label: t(`surveys.phase.${phase}`) };
}

type Words = Pick<PageContext, 'ts' | 'lang'>;

/** A test in words: "is Yes", "is at least 3". */
export function testWords({ ts, lang }: Words, question: Question, { is, values }: Test): string {
  const isNumeric = is === 'at-least' || is === 'at-most';
  const what = isNumeric ? values : wordsOf(question, values, lang);
  return ts(`surveys.test.${is}`, { what: what.join(' / ') });
}

/** When a question or a section applies, as a sentence that names earlier questions by their numbers. */
export function conditionWords(page: Words, questionnaire: Questionnaire, when: Condition): string {
  const questions = questionsOf(questionnaire);
  const tests = when.tests.map((test) => {
    const index = questions.findIndex(({ id }) => id === test.of);
    const question = questions[index];
    return question ? `${index + 1} ${testWords(page, question, test)}` : '';
  });
  return page.ts(when.all ? 'surveys.edit.only-if-all' : 'surveys.edit.only-if-any', { tests: tests.join(' · ') });
}
