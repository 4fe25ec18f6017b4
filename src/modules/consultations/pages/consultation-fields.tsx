import { many, one, TextFields, textOf } from '#core/institutions/index.ts';
import { Checkboxes, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { ABOUT_KINDS } from '../consultation.ts';
import { MOST } from '../input.ts';
import type { Consultation } from '../queries/consultations.ts';

const WRITTEN = ['ar', 'fr', 'en'] as const;

/** A long text in the three languages that officials write in: Arabic or French at least. */
export function LongFields({ name, label, hint, value }: LongProps) {
  return (
    <>
      {WRITTEN.map((lang) => (
        <TextArea
          name={`${name}.${lang}`}
          label={
            <>
              {label} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
            </>
          }
          hint={hint}
          value={value?.[lang]}
          rows={4}
          maxlength={MOST.text}
          optional={lang !== 'ar'}
        />
      ))}
    </>
  );
}

type LongProps = { name: string; label: string; hint?: string; value?: Text | undefined };

type FieldsProps = { known?: Consultation & { partners: readonly string[] } };

/** What a consultation says of itself. */
export function ConsultationFields({ known }: FieldsProps) {
  const { t, ts } = usePage();
  return (
    <>
      <TextFields name="title" label={ts('consultations.field.title')} value={known?.title} optional={['fr', 'en']} />
      <LongFields name="summary" label={ts('consultations.field.summary')} value={known?.summary} />
      <Select
        name="aboutKind"
        label={t('consultations.field.about')}
        value={known?.aboutKind}
        choices={ABOUT_KINDS.map((kind) => ({ value: kind, label: ts(`consultations.about.${kind}`) }))}
      />
      <TextInput
        name="aboutReference"
        label={t('consultations.field.about-reference')}
        hint={t('consultations.write.about-hint')}
        value={known?.aboutReference}
        maxlength={300}
        optional
      />
      <LongFields name="openTo" label={ts('consultations.field.open-to')} value={known?.openTo} />
      <LongFields name="notOpen" label={ts('consultations.field.not-open')} value={known?.notOpen} />
      <LongFields name="decides" label={ts('consultations.field.decides')} value={known?.decides} />
      <Radios
        name="level"
        label={t('consultations.field.who')}
        value={String(known?.level ?? 1)}
        choices={[
          { value: '1', label: ts('consultations.level.one') },
          { value: '2', label: ts('consultations.level.two') },
        ]}
      />
      <Checkboxes
        name="languages"
        label={t('consultations.field.languages')}
        look="two"
        values={known?.languages ?? ['ar', 'fr']}
        choices={(['ar', 'fr', 'zgh', 'en'] as const).map((each) => ({
          value: each,
          label: ts(`consultations.language.${each}`),
        }))}
      />
      <LongFields
        name="themes"
        label={ts('consultations.field.themes')}
        hint={ts('consultations.write.themes-hint')}
        value={known && themeLines(known.themes)}
      />
      <TextInput
        name="partners"
        label={t('consultations.field.partners')}
        hint={t('consultations.write.partners-hint')}
        value={known?.partners.join(' ')}
        dir="ltr"
        optional
      />
    </>
  );
}

function themeLines(themes: Consultation['themes']): Text {
  return {
    ar: themes.map(({ name }) => name.ar ?? '').join('\n'),
    fr: themes.map(({ name }) => name.fr ?? '').join('\n'),
    en: themes.map(({ name }) => name.en ?? '').join('\n'),
  };
}

/** One theme in each line, in the same order in both languages. */
function themesOf(values: FormState['values']) {
  const lines = (lang: string) =>
    one(values, `themes.${lang}`)
      .split(/\r?\n/)
      .map((line) => line.trim());
  const [ar, fr, en] = [lines('ar'), lines('fr'), lines('en')];
  return Array.from({ length: Math.max(ar.length, fr.length) }, (_, index) => ({
    key: `t${index + 1}`,
    name: { ar: ar[index] ?? '', fr: fr[index] ?? '', en: en[index] ?? '' },
  })).filter(({ name }) => name.ar !== '' || name.fr !== '');
}

/** The fields as an action takes them. */
export function consultationOf(values: FormState['values']) {
  return {
    title: textOf(values, 'title'),
    summary: textOf(values, 'summary'),
    aboutKind: one(values, 'aboutKind'),
    aboutReference: one(values, 'aboutReference'),
    decides: textOf(values, 'decides'),
    openTo: textOf(values, 'openTo'),
    notOpen: textOf(values, 'notOpen'),
    level: one(values, 'level'),
    languages: many(values, 'languages'),
    partners: one(values, 'partners')
      .split(/[\s,،]+/)
      .filter(Boolean),
    themes: themesOf(values),
  };
}
