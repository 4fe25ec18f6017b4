import { one, textOf } from '#core/institutions/index.ts';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { FormState } from '#platform/page.ts';
import { TEXT_LANGS } from '../article.ts';
import { LEVELS, PRESENTATION_MAX, TITLE_MAX } from '../draft-text.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { WordFields } from './word-fields.tsx';

type Known = Pick<DraftText, 'title' | 'presentation' | 'officialLang' | 'level'>;

/** What a text says of itself. */
export function DescriptionFields({ known }: { known?: Known }) {
  const { t, ts } = usePage();
  return (
    <>
      <WordFields name="title" label={ts('draft-texts.field.title')} value={known?.title} most={TITLE_MAX} />
      <WordFields
        name="presentation"
        label={ts('draft-texts.field.presentation')}
        hint={ts('draft-texts.desk.presentation-hint')}
        value={known?.presentation}
        rows={6}
        most={PRESENTATION_MAX}
      />
      <Radios
        name="officialLang"
        label={t('draft-texts.field.official-lang')}
        hint={t('draft-texts.desk.official-lang-hint')}
        value={known?.officialLang ?? 'ar'}
        look="two"
        choices={TEXT_LANGS.map((lang) => ({ value: lang, label: LANGUAGE_NAMES[lang] }))}
      />
      <Radios
        name="level"
        label={t('draft-texts.field.level')}
        value={String(known?.level ?? 1)}
        choices={LEVELS.map((level) => ({ value: String(level), label: ts(`draft-texts.level.${level}`) }))}
      />
    </>
  );
}

/** The fields as the actions take them. */
export function descriptionOf(values: FormState['values']): object {
  return {
    title: textOf(values, 'title'),
    presentation: textOf(values, 'presentation'),
    officialLang: one(values, 'officialLang'),
    level: one(values, 'level'),
  };
}
