import { usePage } from '#platform/html/context.tsx';
import { Group, Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { fieldId } from '#platform/html/form-state.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import {
  DOCUMENT_LANGS,
  type DocumentLang,
  LONGEST_DESCRIPTION,
  LONGEST_REASON,
  LONGEST_TITLE,
} from '../attachment.ts';

const WRITTEN: readonly Lang[] = ['ar', 'fr', 'en'];

type LanguageFieldsProps = {
  /** Fields are called `name.ar`, `name.fr`, `name.en`. */
  name: string;
  label: string;
  hint: string;
  most: number;
  rows?: number;
  value?: Text | undefined;
};

/** One answer in the languages that officials write in, at least one of them. */
function LanguageFields({ name, label, hint, most, rows, value }: LanguageFieldsProps) {
  return (
    <Group id={`${fieldId(name)}-all`} label={label} hint={hint} fault={undefined}>
      {WRITTEN.map((lang) => {
        const field = {
          name: `${name}.${lang}`,
          label: <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>,
          value: value?.[lang],
          maxlength: most,
        };
        return rows ? <TextArea {...field} rows={rows} /> : <TextInput {...field} />;
      })}
    </Group>
  );
}

type Described = { title: Text; description: Text; lang: DocumentLang };

/** What is said of a document: title, language, description. */
export function DocumentFields({ value }: { value?: Described }) {
  const { t, ts } = usePage();
  return (
    <>
      <LanguageFields
        name="title"
        label={ts('attachments.form.title')}
        hint={ts('attachments.form.title-hint')}
        most={LONGEST_TITLE}
        value={value?.title}
      />
      <Select
        name="lang"
        label={t('attachments.form.lang')}
        hint={t('attachments.form.lang-hint')}
        value={value?.lang}
        empty={ts('attachments.form.lang-choose')}
        choices={DOCUMENT_LANGS.map((lang) => ({ value: lang, label: ts(`attachments.lang.${lang}`) }))}
      />
      <LanguageFields
        name="description"
        label={ts('attachments.form.description')}
        hint={ts('attachments.form.description-hint')}
        most={LONGEST_DESCRIPTION}
        rows={3}
        value={value?.description}
      />
    </>
  );
}

/** Why a document is removed. */
export function ReasonFields() {
  const { ts } = usePage();
  return (
    <LanguageFields
      name="reason"
      label={ts('attachments.remove.reason')}
      hint={ts('attachments.remove.reason-hint')}
      most={LONGEST_REASON}
      rows={2}
    />
  );
}

type Values = FormState['values'];

/** One field as it was typed; undefined when it is empty or was not sent. */
export function one(values: Values, name: string): string | undefined {
  return [values[name] ?? ''].flat()[0]?.trim() || undefined;
}

/** A text in several languages, from the fields `name.ar`, `name.fr`… */
export function textOf(values: Values, name: string): Record<string, string | undefined> {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, one(values, `${name}.${lang}`)]));
}
