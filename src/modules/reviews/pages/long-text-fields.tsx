import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES, type Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';

const WRITTEN: readonly Lang[] = ['ar', 'fr'];

type LongTextFieldsProps = {
  /** Fields are called `name.ar` and `name.fr`. */
  name: string;
  label: string;
  hint?: string;
  value?: Text | null | undefined;
  optional?: boolean;
  rows?: number;
  most: number;
};

/** A text of several lines in Arabic and in French, one of which may stay empty. */
export function LongTextFields({ name, label, hint, value, optional = false, rows = 4, most }: LongTextFieldsProps) {
  const { ts } = usePage();
  return (
    <>
      {WRITTEN.map((lang, index) => (
        <TextArea
          name={`${name}.${lang}`}
          label={
            <>
              {label} – <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
            </>
          }
          hint={index === 0 ? (hint ?? (optional ? undefined : ts('reviews.form.one-language'))) : undefined}
          value={value?.[lang]}
          optional={optional}
          rows={rows}
          maxlength={most}
        />
      ))}
    </>
  );
}
