import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES, type Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';

const WRITTEN: readonly Lang[] = ['ar', 'fr', 'en'];

type LongTextsProps = {
  /** Fields are called `name.ar`, `name.fr`, `name.en`. */
  name: string;
  label: string;
  value?: Text | null | undefined;
  rows?: number;
  most: number;
  optional?: boolean;
};

/** A text of several lines in the languages of a survey: Arabic or French is needed, unless all may be left out. */
export function LongTexts({ name, label, value, rows = 4, most, optional = false }: LongTextsProps) {
  const { ts } = usePage();
  return (
    <>
      {WRITTEN.map((lang) => (
        <TextArea
          name={`${name}.${lang}`}
          label={
            <>
              {label} – <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
            </>
          }
          hint={lang === 'ar' && !optional ? ts('surveys.edit.one-language') : undefined}
          value={value?.[lang]}
          optional={optional || lang !== 'ar'}
          rows={rows}
          maxlength={most}
        />
      ))}
    </>
  );
}
