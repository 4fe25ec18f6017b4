import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES, type Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';

const WRITTEN: readonly Lang[] = ['ar', 'fr', 'en'];

type TextFieldsProps = {
  /** Fields are called `name.ar`, `name.fr`, `name.en`. */
  name: string;
  label: string;
  value?: Text | null | undefined;
  /** The languages that may stay empty. */
  optional?: readonly Lang[];
};

/** A short text in the three languages that officials write in, one line each. */
export function TextFields({ name, label, value, optional = ['en'] }: TextFieldsProps) {
  const { ts } = usePage();
  return (
    <>
      {WRITTEN.map((lang) => (
        <TextInput
          name={`${name}.${lang}`}
          label={
            <>
              {label} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
            </>
          }
          hint={lang === 'en' ? ts('institutions.staff.fallback') : undefined}
          value={value?.[lang]}
          optional={optional.includes(lang)}
          maxlength={300}
        />
      ))}
    </>
  );
}
