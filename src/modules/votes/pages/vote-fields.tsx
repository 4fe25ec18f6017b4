import { dateOf, many, one, TextFields, textOf } from '#core/institutions/index.ts';
import { Checkbox, DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { Vote } from '../queries/votes.ts';
import { METHODS, OPTION_MAX, OPTIONS_MAX, RESULTS, TEXT_MAX, TIE_RULES, type VoteOption } from '../vote.ts';

/** A territory in which residence may be asked. */
export type Place = { code: string; name: Text };

type Props = { vote?: Vote; options?: readonly VoteOption[]; places: readonly Place[]; form: FormState };

/** Empty lines for further options, and how many there are at least. */
const SPARE = 3;
const ROWS = 6;

/** Everything a vote declares, and its options. */
export function VoteFields({ vote, options = [], places, form }: Props) {
  const { t, ts, lang } = usePage();
  const choices = <T extends string>(values: readonly T[], word: (value: T) => string, hint?: (value: T) => string) =>
    values.map((value) => ({ value, label: word(value), ...(hint ? { hint: hint(value) } : {}) }));
  const rows = Math.min(OPTIONS_MAX, Math.max(ROWS, options.length + SPARE, rowsTyped(form.values)));
  const number = (value: number | undefined) => (value === undefined ? '1' : String(value));
  return (
    <>
      <TextFields name="title" label={ts('votes.field.title')} value={vote?.title} optional={['fr', 'en']} />
      {(['ar', 'fr'] as const).map((each) => (
        <TextArea
          name={`explanation.${each}`}
          label={
            <>
              {t('votes.field.explanation')} – <bdi lang={each}>{LANGUAGE_NAMES[each]}</bdi>
            </>
          }
          value={vote?.explanation[each]}
          optional={each === 'fr'}
          maxlength={TEXT_MAX}
        />
      ))}
      <TextInput
        name="about"
        label={t('votes.field.about')}
        hint={t('votes.field.link-hint')}
        value={vote?.about ?? ''}
        dir="ltr"
        maxlength={300}
        optional
      />
      <Radios
        name="method"
        label={t('votes.field.method')}
        value={vote?.method}
        choices={choices(
          METHODS,
          (method) => ts(`votes.method.${method}`),
          (method) => ts(`votes.results.how-${method}`),
        )}
      />
      <Numbers vote={vote} number={number} />
      {Array.from({ length: rows }, (_, index) => (
        <OptionFields index={index} option={options[index]} />
      ))}
      <Radios
        name="secret"
        label={t('votes.field.secrecy')}
        hint={t('votes.field.secrecy-hint')}
        value={vote && (vote.secret ? 'yes' : 'no')}
        choices={[
          { value: 'yes', label: ts('votes.field.is-secret'), hint: ts('votes.terms.secret') },
          { value: 'no', label: ts('votes.field.is-public'), hint: ts('votes.terms.public') },
        ]}
      />
      <Checkbox name="changeable" label={ts('votes.terms.changeable')} checked={vote?.changeable ?? true} />
      <Radios
        name="results"
        label={t('votes.field.results')}
        value={vote?.results ?? 'end'}
        choices={choices(RESULTS, (each) => ts(`votes.terms.results-${each}`))}
      />
      <Radios
        name="level"
        label={t('votes.field.level')}
        value={String(vote?.level ?? 2)}
        choices={[
          { value: '2', label: ts('votes.terms.level-2') },
          { value: '1', label: ts('votes.terms.level-1'), hint: ts('votes.field.level-1-hint') },
        ]}
      />
      {places.length > 0 && (
        <Select
          name="territory"
          label={t('votes.field.territory')}
          empty={ts('votes.field.anywhere')}
          value={vote?.territory ?? ''}
          choices={places.map(({ code, name }) => ({ value: code, label: plain(name, lang) }))}
          optional
        />
      )}
      <Radios
        name="tieRule"
        label={t('votes.field.tie')}
        value={vote?.tieRule}
        choices={choices(TIE_RULES, (each) => ts(`votes.tie.${each}`))}
      />
      <MomentFields name="opensAt" label={ts('votes.field.opens-at')} value={vote?.opensAt} time="09:00" />
      <MomentFields name="closesAt" label={ts('votes.field.closes-at')} value={vote?.closesAt} time="18:00" />
    </>
  );
}

function Numbers({ vote, number }: { vote: Vote | undefined; number(value: number | undefined): string }) {
  const { t } = usePage();
  return (
    <>
      {(['most', 'points', 'winners'] as const).map((name) => (
        <TextInput
          name={name}
          label={t(`votes.field.${name}`)}
          hint={t(`votes.field.${name}-hint`)}
          value={number(vote?.[name])}
          inputMode="numeric"
          dir="ltr"
          width={4}
          maxlength={3}
        />
      ))}
    </>
  );
}

function OptionFields({ index, option }: { index: number; option: VoteOption | undefined }) {
  const { t } = usePage();
  const name = `options.${index}`;
  const label = t('votes.field.option-n', { n: index + 1 });
  return (
    <>
      {(['ar', 'fr'] as const).map((lang) => (
        <TextInput
          name={`${name}.text.${lang}`}
          label={
            <>
              {label} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
            </>
          }
          value={option?.text[lang]}
          maxlength={OPTION_MAX}
          optional
        />
      ))}
      <Details
        summary={t('votes.field.option-more', { n: index + 1 })}
        open={option?.cost != null || option?.link != null}
      >
        <TextInput
          name={`${name}.cost`}
          label={t('votes.field.cost')}
          value={option?.cost == null ? '' : String(option.cost)}
          inputMode="numeric"
          dir="ltr"
          width={8}
          maxlength={13}
          optional
        />
        <TextInput
          name={`${name}.link`}
          label={t('votes.field.link')}
          hint={t('votes.field.link-hint')}
          value={option?.link ?? ''}
          dir="ltr"
          maxlength={300}
          optional
        />
      </Details>
    </>
  );
}

function MomentFields({
  name,
  label,
  value,
  time,
}: {
  name: string;
  label: string;
  value: Date | undefined;
  time: string;
}) {
  const { t } = usePage();
  const text = value?.toISOString();
  return (
    <>
      <DateField name={name} label={label} value={text?.slice(0, 10)} />
      <TextInput
        name={`${name}-time`}
        label={t('votes.field.time', { of: label })}
        hint={t('votes.field.time-hint')}
        value={text?.slice(11, 16) ?? time}
        dir="ltr"
        width={8}
        maxlength={5}
      />
    </>
  );
}

function rowsTyped(values: FormState['values']): number {
  const indexes = Object.keys(values).map((name) => Number(/^options\.(\d{1,2})\./.exec(name)?.[1] ?? -1));
  return Math.max(0, ...indexes.map((index) => index + 1));
}

/** What the fields say. Lines of options that are wholly empty are none. */
export function voteIn(values: FormState['values']): Record<string, unknown> {
  const options = Array.from({ length: Math.min(OPTIONS_MAX, rowsTyped(values)) }, (_, index) => ({
    text: textOf(values, `options.${index}.text`),
    cost: one(values, `options.${index}.cost`),
    link: one(values, `options.${index}.link`),
  }));
  const last = options.findLastIndex(({ text, cost, link }) =>
    [...Object.values(text), cost, link].some((part) => part.trim() !== ''),
  );
  const secret = one(values, 'secret');
  return {
    title: textOf(values, 'title'),
    explanation: textOf(values, 'explanation'),
    about: one(values, 'about'),
    method: one(values, 'method'),
    most: one(values, 'most') || '1',
    points: one(values, 'points') || '1',
    winners: one(values, 'winners') || '1',
    secret: secret === '' ? undefined : secret === 'yes',
    changeable: many(values, 'changeable').includes('yes'),
    results: one(values, 'results'),
    level: Number(one(values, 'level')),
    territory: one(values, 'territory'),
    tieRule: one(values, 'tieRule'),
    opensAt: momentIn(values, 'opensAt'),
    closesAt: momentIn(values, 'closesAt'),
    options: options.slice(0, last + 1),
  };
}

/** A moment from its fields; Morocco keeps UTC. What is no moment comes out as something that no schema accepts. */
function momentIn(values: FormState['values'], name: string): string {
  const time = one(values, `${name}-time`).trim();
  return `${dateOf(values, name)}T${/^\d:/.test(time) ? `0${time}` : time}:00Z`;
}
