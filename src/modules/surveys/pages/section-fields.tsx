import type { Part } from '#platform/html/conditions.ts';
import { usePage } from '#platform/html/context.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { countingQuestions, piped } from '../answers.ts';
import { shuffledBy } from '../order.ts';
import type { Choosable } from '../places.ts';
import { type Answers, partsOf, type Questionnaire, type Section } from '../questionnaire.ts';
import { QuestionField } from './question-field.tsx';

type SectionProps = {
  questionnaire: Questionnaire;
  section: Section;
  answers: Answers;
  seed: number;
  places: readonly Choosable[];
};

/**
 * The questions of a section. Those that earlier sections rule out are left out; those that depend on the section itself all stand there,
 * with a line that says so, and the browser code shows and hides them while the form is filled in.
 */
export function SectionFields({ questionnaire, section, answers, seed, places }: SectionProps) {
  const { t } = usePage();
  const own = new Set(section.questions.map(({ id }) => id));
  const parts = partsOf(questionnaire);
  const here = parts.filter(({ name }) => own.has(name));
  const earlier = partsBefore(parts, own);
  const before = Object.fromEntries(Object.entries(answers).filter(([id]) => earlier.has(id)));
  const counting = countingQuestions(questionnaire, answers);
  const names = new Map<string, Text>(places.map(({ code, name }) => [code, name]));
  const words = (text: Text | null) => piped(text, questionnaire, before, names);
  const questions = section.shuffled ? shuffledBy(seed, section.id, section.questions) : section.questions;
  return (
    <jamaa-conditions data-parts={JSON.stringify(parts)} data-given={JSON.stringify(before)}>
      {questions.map((question) => {
        const part = here.find(({ name }) => name === question.id);
        const depends = part?.when.some(({ tests }) => tests.some(({ of }) => own.has(of))) === true;
        if (!depends && !counting.has(question.id)) return null;
        return (
          <div data-part={question.id}>
            {depends && (
              <p class="hint" data-depends>
                {t('surveys.answer.if-it-applies')}
              </p>
            )}
            <QuestionField
              question={question}
              title={words(question.title) ?? {}}
              hint={words(question.hint)}
              values={answers[question.id] ?? []}
              seed={seed}
              places={places}
            />
          </div>
        );
      })}
    </jamaa-conditions>
  );
}

/** The questions of the sections before. */
function partsBefore(parts: readonly Part[], own: ReadonlySet<string>): Set<string> {
  const first = parts.findIndex(({ name }) => own.has(name));
  return new Set(parts.slice(0, first).map(({ name }) => name));
}
