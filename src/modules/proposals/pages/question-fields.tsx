import { Checkboxes, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea, TextInput } from '#platform/html/field.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { Lang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { ANSWER_MAX, type Answers, hasChoices, type Question } from '../questions.ts';

type QuestionFieldsProps = { questions: readonly Question[]; known?: Answers | undefined; prefix?: string };

/** What the body asks beside the proposal itself. */
export function QuestionFields({ questions, known = {}, prefix = '' }: QuestionFieldsProps) {
  const { t, lang } = usePage();
  if (questions.length === 0) return null;
  return (
    <>
      <p class="hint">{t('proposals.questions.public')}</p>
      {questions.map(({ key, kind, label, hint, needed, choices }) => {
        const values = [known[key] ?? []].flat();
        const shared = {
          name: `${prefix}answers.${key}`,
          label: <Multilingual text={label} />,
          hint: Object.keys(hint).length > 0 ? <Multilingual text={hint} /> : undefined,
          optional: !needed,
        };
        const listed = choices.map((one) => ({ value: one.key, label: plain(one.name, lang) }));
        if (kind === 'several') return <Checkboxes {...shared} choices={listed} values={values} />;
        if (kind === 'one') return <Radios {...shared} choices={listed} value={values[0]} />;
        if (kind === 'text') return <TextArea {...shared} value={values[0]} rows={5} maxlength={ANSWER_MAX.text} />;
        return (
          <TextInput
            {...shared}
            value={values[0]}
            inputMode={kind === 'number' ? 'decimal' : undefined}
            width={kind === 'number' ? 8 : undefined}
            maxlength={ANSWER_MAX[kind]}
          />
        );
      })}
    </>
  );
}

/** The answers among the fields of a form. */
export function answersOf(values: FormState['values'], prefix = ''): Answers {
  const before = `${prefix}answers.`;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(before) ? [[name.slice(before.length), value]] : [],
    ),
  );
}

/** What was answered, as rows of a summary. */
export function answerRows(lang: Lang, questions: readonly Question[], answers: Answers) {
  return questions.flatMap((question) => {
    const values = [answers[question.key] ?? []].flat();
    if (values.length === 0) return [];
    return [{ label: <Multilingual text={question.label} />, value: shownAnswer(lang, question, values) }];
  });
}

function shownAnswer(lang: Lang, question: Question, values: readonly string[]) {
  if (question.kind === 'text')
    return values.flatMap((value) => value.split('\n')).map((line) => <p dir="auto">{line}</p>);
  if (!hasChoices(question)) return <bdi>{values[0]}</bdi>;
  return (
    <ul>
      {values.map((value) => (
        <li>
          <bdi>{plain(question.choices.find(({ key }) => key === value)?.name ?? {}, lang)}</bdi>
        </li>
      ))}
    </ul>
  );
}
