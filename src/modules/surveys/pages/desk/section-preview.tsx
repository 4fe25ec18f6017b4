import type { Condition } from '#platform/html/conditions.ts';
import { usePage } from '#platform/html/context.tsx';
import { Prose } from '#platform/html/text.tsx';
import type { Choosable } from '../../places.ts';
import type { Survey } from '../../queries/surveys.ts';
import { questionsOf, type Section } from '../../questionnaire.ts';
import { QuestionField } from '../question-field.tsx';
import { testWords } from './condition-fields.tsx';

type PreviewProps = { survey: Pick<Survey, 'questionnaire'>; section: Section; places: readonly Choosable[] };

/** A section with all its questions, each with the condition under which it applies. */
export function SectionPreview({ survey, section, places }: PreviewProps) {
  const page = usePage();
  const { t } = page;
  const questions = new Map(questionsOf(survey.questionnaire).map((question) => [question.id, question]));
  const Condition = ({ when }: { when: Condition | null }) =>
    when && (
      <p class="hint">
        {t(when.all ? 'surveys.edit.only-if-all' : 'surveys.edit.only-if-any', {
          tests: when.tests
            .map((test) => {
              const question = questions.get(test.of);
              return question ? `${test.of} ${testWords(page, question, test)}` : test.of;
            })
            .join(' · '),
        })}
      </p>
    );
  return (
    <>
      <Condition when={section.when} />
      <Prose text={section.intro} />
      {section.questions.map((question) => (
        <>
          <Condition when={question.when} />
          <QuestionField
            question={question}
            title={question.title}
            hint={question.hint}
            values={[]}
            seed={1}
            places={places}
          />
        </>
      ))}
    </>
  );
}
