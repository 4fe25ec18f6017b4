import { TextArea, TextInput } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { TEXT_LANGS } from '../article.ts';

type WordFieldsProps = {
  /** Fields are called `name.ar` and `name.fr`. */
  name: string;
  label: string;
  hint?: string;
  value?: Text | null | undefined;
  /** Absent: one line. */
  rows?: number;
  most: number;
  optional?: boolean;
};

/** A text in Arabic and in French, one of which may stay empty. */
export function WordFields({ name, label, hint, value, rows, most, optional = false }: WordFieldsProps) {
  return (
    <>
      {TEXT_LANGS.map((lang, place) => {
        const field = {
          name: `${name}.${lang}`,
          label: (
            <>
              {label} – <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
            </>
          ),
          hint: place === 0 ? hint : undefined,
          value: value?.[lang],
          maxlength: most,
          optional,
        };
        return rows === undefined ? <TextInput {...field} /> : <TextArea {...field} rows={rows} />;
      })}
    </>
  );
}
