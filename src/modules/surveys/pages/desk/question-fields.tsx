import { one, TextFields, textOf } from '#core/institutions/index.ts';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Group, Select, TextInput } from '#platform/html/field.tsx';
import { Hidden } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES, type Lang } from '#platform/i18n/languages.ts';
import type { FormState } from '#platform/page.ts';
import { type Choice, freeId, MOST, QUESTION_KINDS, type Question } from '../../questionnaire.ts';
import { ConditionFields, conditionOf } from './condition-fields.tsx';

const WRITTEN: readonly Lang[] = ['ar', 'fr', 'en'];
/** Empty lines for options or rows that are not there yet. */
const SPARE = { options: 5, rows: 4 } as const;

type Props = { question: Question | null; earlier: readonly Question[]; frozen: boolean };

/** A question as officials write it. What its kind does not need stays empty; once frozen only its words can be changed. */
export function QuestionFields({ question, earlier, frozen }: Props) {
  const { t, ts } = usePage();
  return (
    <>
      {frozen ? (
        <p class="measure">{question && t(`surveys.kind.${question.kind}`)}</p>
      ) : (
        <Select
          name="kind"
          label={t('surveys.edit.kind')}
          value={question?.kind}
          choices={QUESTION_KINDS.map((kind) => ({ value: kind, label: ts(`surveys.kind.${kind}`) }))}
        />
      )}
      <div class="pair three">
        <TextFields name="title" label={ts('surveys.edit.question')} value={question?.title} optional={['fr', 'en']} />
      </div>
      <p class="hint">{t('surveys.edit.piping')}</p>
      <div class="pair three">
        <TextFields name="hint" label={ts('surveys.edit.hint')} value={question?.hint} optional={['ar', 'fr', 'en']} />
      </div>
      {!frozen && (
        <>
          <Checkbox name="required" label={ts('surveys.edit.required')} checked={question?.required ?? false} />
          <div class="pair">
            <TextInput
              {...numberOf('min', question?.min)}
              label={t('surveys.edit.min')}
              hint={t('surveys.edit.bounds')}
            />
            <TextInput {...numberOf('max', question?.max)} label={t('surveys.edit.max')} />
          </div>
        </>
      )}
      <ChoiceLines name="options" choices={question?.options ?? []} frozen={frozen} />
      <ChoiceLines name="rows" choices={question?.rows ?? []} frozen={frozen} />
      {!frozen && (
        <>
          <Checkbox name="shuffled" label={ts('surveys.edit.shuffled')} checked={question?.shuffled ?? false} />
          <ConditionFields when={question?.when ?? null} earlier={earlier} />
        </>
      )}
    </>
  );
}

function numberOf(name: string, value: number | null | undefined) {
  return {
    name,
    value: value === null || value === undefined ? undefined : String(value),
    optional: true,
    inputMode: 'decimal' as const,
    dir: 'ltr' as const,
    width: 8 as const,
  };
}

type LinesProps = { name: 'options' | 'rows'; choices: readonly Choice[]; frozen: boolean };

/** Options or rows, a line for each with its words in the three languages, and some empty ones. A line that is emptied is taken away. */
function ChoiceLines({ name, choices, frozen }: LinesProps) {
  const { t } = usePage();
  if (frozen && choices.length === 0) return null;
  const lines = choices.length + (frozen ? 0 : SPARE[name]);
  return (
    <Group
      id={`${name}-lines`}
      label={t(`surveys.edit.${name}`)}
      hint={t(`surveys.edit.${name}-hint`)}
      fault={undefined}
    >
      {Array.from({ length: lines }, (_, index) => (
        <>
          <Hidden name={`${name}.${index}.id`} value={choices[index]?.id ?? ''} />
          <div class="pair three">
            {WRITTEN.map((lang) => (
              <TextInput
                name={`${name}.${index}.title.${lang}`}
                label={
                  <>
                    {index + 1} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
                  </>
                }
                value={choices[index]?.title[lang]}
                maxlength={MOST.title}
              />
            ))}
          </div>
        </>
      ))}
    </Group>
  );
}

/** The question that the fields make, as the action reads it. `frozen`: the question as it stands, of which only the words change. */
export function questionFrom(values: FormState['values'], id: string, frozen: Question | null): Question {
  const words = { title: textOf(values, 'title'), hint: textOf(values, 'hint') };
  if (frozen)
    return {
      ...frozen,
      ...words,
      options: linesFrom(values, 'options', 'o'),
      rows: linesFrom(values, 'rows', 'r'),
    };
  return {
    id,
    ...words,
    kind: one(values, 'kind') as Question['kind'],
    required: one(values, 'required') !== '',
    options: linesFrom(values, 'options', 'o'),
    rows: linesFrom(values, 'rows', 'r'),
    min: numberFrom(values, 'min'),
    max: numberFrom(values, 'max'),
    shuffled: one(values, 'shuffled') !== '',
    when: conditionOf(values),
  };
}

/** A number as it was typed; what is none comes out as something that the schema refuses. */
function numberFrom(values: FormState['values'], name: string): number | null {
  const typed = one(values, name).trim();
  return typed === '' ? null : Number(typed);
}

function linesFrom(values: FormState['values'], name: 'options' | 'rows', letter: 'o' | 'r'): Choice[] {
  const lines: Choice[] = [];
  const known = Object.keys(values).flatMap((field) =>
    field.startsWith(`${name}.`) && field.endsWith('.id') ? [one(values, field)] : [],
  );
  for (let index = 0; index < MOST.options + SPARE.options; index++) {
    const title = textOf(values, `${name}.${index}.title`);
    if (Object.values(title).every((text) => text.trim() === '')) continue;
    const id = one(values, `${name}.${index}.id`) || freeId(letter, [...known, ...lines.map((line) => line.id)]);
    lines.push({ id, title });
  }
  return lines;
}
