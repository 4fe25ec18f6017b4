import type { ComponentChildren } from 'preact';
import { usePage } from '#platform/html/context.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { countingAnswers, countingQuestions, countingSections, piped, wordsOf } from '../answers.ts';
import type { Choosable } from '../places.ts';
import type { Answers, Question, Questionnaire } from '../questionnaire.ts';

type SummaryProps = {
  questionnaire: Questionnaire;
  answers: Answers;
  places: readonly Choosable[];
  /** Where an answer is changed, by its section; absent: nowhere. */
  change?: (section: string) => string;
};

/** Everything that was answered and applies, section by section. */
export function AnswerSummary({ questionnaire, answers, places, change }: SummaryProps) {
  const { t, lang } = usePage();
  const names = new Map(places.map(({ code, name }) => [code, name]));
  const counting = countingAnswers(questionnaire, answers);
  const shown = (question: Question): ComponentChildren => {
    const words = wordsOf(question, counting[question.id] ?? [], lang, names);
    if (words.length === 0) return <span class="soft">{t('surveys.answer.unanswered')}</span>;
    if (question.kind === 'consent') return t('surveys.answer.agreed');
    if (words.length === 1) return <bdi>{words[0]}</bdi>;
    return (
      <ul class="plain-list">
        {words.map((one) => (
          <li>
            <bdi>{one}</bdi>
          </li>
        ))}
      </ul>
    );
  };
  const ids = countingQuestions(questionnaire, answers);
  return (
    <>
      {countingSections(questionnaire, answers).map((section) => (
        <>
          <Multilingual as="h2" text={piped(section.title, questionnaire, answers, names)} />
          <Summary
            rows={section.questions
              .filter(({ id }) => ids.has(id))
              .map((question) => {
                const title = piped(question.title, questionnaire, answers, names) ?? {};
                return {
                  label: <Multilingual text={title} />,
                  value: shown(question),
                  ...(change ? { change: { path: change(section.id), label: plain(title, lang) } } : {}),
                };
              })}
          />
        </>
      ))}
    </>
  );
}
