import type { Condition } from '#platform/html/conditions.ts';
import { usePage } from '#platform/html/context.tsx';
import { Prose } from '#platform/html/text.tsx';
import type { Choosable } from '../../places.ts';
import type { Survey } from '../../queries/surveys.ts';
import type { Section } from '../../questionnaire.ts';
import { QuestionField } from '../question-field.tsx';
import { conditionWords } from '../words.tsx';

type PreviewProps = { survey: Pick<Survey, 'questionnaire'>; section: Section; places: readonly Choosable[] };

/** A section with all its questions, each with the condition under which it applies. */
export function SectionPreview({ survey, section, places }: PreviewProps) {
  const page = usePage();
  const only = (when: Condition | null) =>
    when && <p class="hint">{conditionWords(page, survey.questionnaire, when)}</p>;
  return (
    <>
      {only(section.when)}
      <Prose text={section.intro} />
      {section.questions.map((question) => (
        <>
          {only(question.when)}
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
