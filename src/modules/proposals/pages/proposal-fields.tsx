import { one, textOf } from '#core/institutions/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { SimilarWhileTyping } from '#platform/html/similar.tsx';
import { LANGUAGE_NAMES, type Lang } from '#platform/i18n/languages.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { PlaceChoice } from '../places.ts';
import { BODY_MAX, TITLE_MAX } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import type { Answers } from '../questions.ts';
import { answersOf, QuestionFields } from './question-fields.tsx';

/** The languages in which proposals are written here. */
export const WRITTEN: readonly Lang[] = ['ar', 'fr', 'en'];

/** What the fields hold at first. */
export type Known = {
  reference: string;
  title: Text;
  body: Text;
  theme: string | null;
  territory: string | null;
  place: string | null;
  answers: Answers;
};

type FieldsProps = {
  call: Pick<ProposalCall, 'id' | 'themes' | 'questions'>;
  places: readonly PlaceChoice[];
  known?: Known | undefined;
  /** Before the names of the fields, where a form has two proposals. */
  prefix?: string;
};

/** What somebody proposes: in the language of the page, and in others for whoever wants to. */
export function ProposalFields({ call, places, known, prefix = '' }: FieldsProps) {
  const { t, ts, lang } = usePage();
  const main = WRITTEN.includes(lang) ? lang : 'ar';
  const others = WRITTEN.filter((one) => one !== main);
  const words = (one: Lang, optional: boolean) => (
    <WordsFields
      lang={one}
      named={optional}
      optional={optional}
      hints={!optional}
      rows={optional ? 4 : 8}
      known={known}
      prefix={prefix}
    />
  );
  return (
    <>
      <SimilarWhileTyping
        source={`/proposals/similar.json?call=${call.id}${known ? `&except=${known.reference}` : ''}`}
        title={ts('proposals.similar.title')}
      >
        {words(main, false)}
      </SimilarWhileTyping>
      {call.themes.length > 0 && (
        <Select
          name={`${prefix}theme`}
          label={t('proposals.field.theme')}
          empty={ts('proposals.write.choose')}
          value={known?.theme ?? undefined}
          choices={call.themes.map(({ key, name }) => ({ value: key, label: plain(name, lang) }))}
        />
      )}
      {places.length > 0 && (
        <Select
          name={`${prefix}territory`}
          label={t('proposals.field.territory')}
          hint={t('proposals.write.territory-hint')}
          optional
          empty={ts('proposals.write.everywhere')}
          value={known?.territory ?? undefined}
          choices={places.map(({ code, name, within }) => ({
            value: code,
            label: plain(name, lang),
            group: plain(within, lang),
          }))}
        />
      )}
      <TextInput
        name={`${prefix}place`}
        label={t('proposals.field.place')}
        hint={t('proposals.write.place-hint')}
        value={known?.place ?? undefined}
        maxlength={200}
        optional
      />
      <QuestionFields questions={call.questions} known={known?.answers} prefix={prefix} />
      <Details
        summary={t('proposals.write.other-languages')}
        open={others.some((one) => known?.title[one] || known?.body[one])}
      >
        {others.map((one) => words(one, true))}
      </Details>
    </>
  );
}

type WordsProps = {
  lang: Lang;
  /** Whether the labels name the language. */
  named: boolean;
  optional?: boolean;
  hints?: boolean;
  rows: number;
  known?: { title: Text; body: Text } | undefined;
  prefix?: string;
};

/** Title and text in one language. */
export function WordsFields({ lang, named, optional = false, hints = false, rows, known, prefix = '' }: WordsProps) {
  const { t, ts } = usePage();
  return (
    <>
      <TextInput
        name={`${prefix}title.${lang}`}
        label={<Labelled label={ts('proposals.field.title')} lang={named ? lang : null} />}
        hint={hints ? t('proposals.write.title-hint') : undefined}
        value={known?.title[lang]}
        maxlength={TITLE_MAX}
        optional={optional}
      />
      <TextArea
        name={`${prefix}body.${lang}`}
        label={<Labelled label={ts('proposals.field.body')} lang={named ? lang : null} />}
        hint={hints ? t('proposals.write.body-hint') : undefined}
        value={known?.body[lang]}
        rows={rows}
        maxlength={BODY_MAX}
        optional={optional}
      />
    </>
  );
}

function Labelled({ label, lang }: { label: string; lang: Lang | null }) {
  if (!lang) return <>{label}</>;
  return (
    <>
      {label} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
    </>
  );
}

/** The fields as an action takes them. */
export function proposalOf(values: FormState['values'], prefix = '') {
  return {
    title: textOf(values, `${prefix}title`),
    body: textOf(values, `${prefix}body`),
    theme: one(values, `${prefix}theme`),
    territory: one(values, `${prefix}territory`),
    place: one(values, `${prefix}place`),
    answers: answersOf(values, prefix),
  };
}
