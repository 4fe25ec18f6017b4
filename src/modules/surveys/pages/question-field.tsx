import type { ComponentChildren } from 'preact';
import { Checkbox, Checkboxes, DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField, Group, Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { fieldId, useField } from '#platform/html/form-state.ts';
import { Multilingual } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { shuffledBy } from '../order.ts';
import type { Choosable } from '../places.ts';
import { type Choice, MOST, type Question } from '../questionnaire.ts';
import { pointsOf } from '../results.ts';

type QuestionProps = {
  question: Question;
  /** Its words, with what was answered before put in. */
  title: Text;
  hint: Text | null;
  /** What is answered so far. */
  values: readonly string[];
  /** Orders what stands in another order for everybody. */
  seed: number;
  places: readonly Choosable[];
};

/** One question as fields of a form: `q.q3`, or `q.q3.r1` for its rows. */
export function QuestionField({ question, title, hint, values, seed, places }: QuestionProps) {
  const { t, ts, lang } = usePage();
  const { id, kind, required } = question;
  const order = <T extends Choice>(choices: readonly T[]) =>
    question.shuffled ? shuffledBy(seed, id, choices) : choices;
  const common = {
    name: `q.${id}`,
    label: <Multilingual text={title} />,
    hint: hint ? <Multilingual text={hint} /> : undefined,
    optional: !required,
  };
  const choicesOf = (choices: readonly Choice[]) =>
    order(choices).map((choice) => ({ value: choice.id, label: plain(choice.title, lang) }));
  switch (kind) {
    case 'single':
      return <Radios {...common} choices={choicesOf(question.options)} value={values[0]} />;
    case 'several':
      return <Checkboxes {...common} choices={choicesOf(question.options)} values={values} />;
    case 'rating':
      return (
        <Radios
          {...common}
          hint={common.hint ?? t('surveys.answer.scale', { from: question.min ?? 1, to: question.max ?? 5 })}
          choices={pointsOf(question).map((point) => ({ value: String(point), label: String(point) }))}
          value={values[0]}
          look="two"
        />
      );
    case 'ranking':
      return (
        <Rows {...common} hint={common.hint ?? t('surveys.answer.ranking', { n: question.options.length })}>
          {order(question.options).map((option) => (
            <Select
              name={`q.${id}.${option.id}`}
              label={<Multilingual text={option.title} />}
              empty={ts('surveys.answer.no-place')}
              value={pairOf(values, option.id)}
              choices={question.options.map((_, index) => ({ value: String(index + 1), label: String(index + 1) }))}
            />
          ))}
        </Rows>
      );
    case 'matrix':
      return (
        <Rows {...common}>
          {order(question.rows).map((row) => (
            <Radios
              name={`q.${id}.${row.id}`}
              label={<Multilingual text={row.title} />}
              value={pairOf(values, row.id)}
              look="two"
              choices={question.options.map((option) => ({ value: option.id, label: plain(option.title, lang) }))}
            />
          ))}
        </Rows>
      );
    case 'number':
      return <TextInput {...common} value={values[0]} inputMode="decimal" dir="ltr" width={8} maxlength={20} />;
    case 'date':
      return <DateField {...common} value={values[0]} />;
    case 'text':
      return <TextInput {...common} value={values[0]} maxlength={MOST.text} />;
    case 'long-text':
      return <TextArea {...common} value={values[0]} maxlength={MOST.longText} />;
    case 'place':
      return (
        <Select
          {...common}
          empty={ts('surveys.answer.choose-place')}
          value={values[0]}
          choices={places.map(({ code, name, group }) => ({
            value: code,
            label: plain(name, lang),
            ...(group ? { group: plain(group, lang) } : {}),
          }))}
        />
      );
    case 'file':
      return (
        <FileField
          {...common}
          hint={
            values[1]
              ? t('surveys.answer.file-there', { name: <bdi>{values[1]}</bdi> })
              : (common.hint ?? t('surveys.answer.file'))
          }
          accept=".pdf,.jpg,.jpeg,.png"
        />
      );
    case 'consent':
      return (
        <Checkbox
          name={common.name}
          label={plain(title, lang)}
          hint={plain(hint, lang)}
          checked={values[0] === 'yes'}
        />
      );
  }
}

function pairOf(values: readonly string[], name: string): string | undefined {
  return values.find((value) => value.startsWith(`${name}=`))?.slice(name.length + 1);
}

type RowsProps = {
  name: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  optional: boolean;
  children: ComponentChildren;
};

/** Several fields that answer one question together. The link of the error summary leads to the whole. */
function Rows({ name, label, hint, optional, children }: RowsProps) {
  const { fault } = useField(name);
  return (
    <div id={fieldId(name)} tabindex={-1}>
      <Group id={`${fieldId(name)}-rows`} label={label} hint={hint} fault={fault} optional={optional}>
        {children}
      </Group>
    </div>
  );
}
