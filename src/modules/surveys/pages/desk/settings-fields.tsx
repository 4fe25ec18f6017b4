import { dateOf, one, TextFields, textOf } from '#core/institutions/index.ts';
import { Checkbox, DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import type { FormState } from '#platform/page.ts';
import type { Survey } from '../../queries/surveys.ts';
import { MOST } from '../../questionnaire.ts';
import { ADMISSIONS, PRIVACIES, SHOWINGS } from '../../survey.ts';
import { LongTexts } from './long-texts.tsx';

/** What an official says of a survey besides its questions, each text side by side in its languages. */
export function SettingsFields({ survey }: { survey?: Survey }) {
  const { t, ts } = usePage();
  return (
    <>
      <TextFields name="title" label={ts('surveys.field.title')} value={survey?.title} optional={['fr', 'en']} />
      <LongTexts name="intro" label={ts('surveys.field.intro')} value={survey?.intro} most={MOST.intro} />
      <DateField name="opensOn" label={t('surveys.field.opens-on')} value={survey?.opensOn} />
      <DateField name="closesOn" label={t('surveys.field.closes-on')} value={survey?.closesOn} />
      <Radios
        name="admission"
        label={t('surveys.field.admission')}
        value={survey?.admission}
        choices={ADMISSIONS.map((value) => ({ value, label: ts(`surveys.admission.${value}`) }))}
      />
      <Radios
        name="privacy"
        label={t('surveys.field.privacy')}
        value={survey?.privacy}
        choices={PRIVACIES.map((value) => ({
          value,
          label: ts(`surveys.privacy.${value}`),
          hint: ts(`surveys.privacy.${value}-text`),
        }))}
      />
      <Radios
        name="showing"
        label={t('surveys.field.showing')}
        value={survey?.showing ?? 'end'}
        choices={SHOWINGS.map((value) => ({ value, label: ts(`surveys.showing.${value}`) }))}
      />
      <Checkbox name="editable" label={ts('surveys.page.is-editable')} checked={survey?.editable ?? true} />
    </>
  );
}

/** The fields as the actions take them. */
export function settingsOf(values: FormState['values']): object {
  return {
    title: textOf(values, 'title'),
    intro: textOf(values, 'intro'),
    opensOn: dateOf(values, 'opensOn'),
    closesOn: dateOf(values, 'closesOn'),
    admission: one(values, 'admission'),
    privacy: one(values, 'privacy'),
    showing: one(values, 'showing'),
    editable: one(values, 'editable') !== '',
  };
}
