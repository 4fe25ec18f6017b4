import type { ComponentChildren } from 'preact';
import { one } from '#core/institutions/index.ts';
import { TextArea } from '#platform/html/field.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { FormState } from '#platform/page.ts';
import { PLAN_LANGUAGES } from '../../written-lines.ts';

/** Why something changes, in the three languages side by side. */
export function ReasonFields({
  name,
  label,
  hint,
  optional = false,
}: {
  name: string;
  label: string;
  hint?: ComponentChildren;
  optional?: boolean;
}) {
  return (
    <div class="triple">
      {PLAN_LANGUAGES.map((lang, index) => (
        <TextArea
          name={`${name}.${lang}`}
          label={
            <>
              {label} – <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
            </>
          }
          hint={index === 0 ? hint : undefined}
          rows={3}
          optional={optional || lang === 'en'}
        />
      ))}
    </div>
  );
}

/** What was typed in them. */
export function reasonOf(values: FormState['values'], name: string): Record<string, string> {
  return Object.fromEntries(PLAN_LANGUAGES.map((lang) => [lang, one(values, `${name}.${lang}`)]));
}
