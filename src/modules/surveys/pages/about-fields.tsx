import { one } from '#core/institutions/index.ts';
import { AGE_BANDS, GENDERS } from '#core/personal-data/index.ts';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select } from '#platform/html/field.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { Choosable } from '../places.ts';

/** What somebody without an account may tell of themselves, for statistics only. */
export function AboutFields({ places }: { places: readonly Choosable[] }) {
  const { t, ts, lang } = usePage();
  const communes = places.filter(({ code }) => code.split('.').length === 4);
  return (
    <Details summary={t('surveys.about.title')}>
      <p class="hint">{t('surveys.about.why')}</p>
      <Radios
        name="about.gender"
        label={t('surveys.division.gender')}
        optional
        choices={GENDERS.map((gender) => ({ value: gender, label: ts(`surveys.gender.${gender}`) }))}
        look="two"
      />
      <Select
        name="about.ageBand"
        label={t('surveys.division.ageBand')}
        optional
        empty={ts('surveys.about.untold')}
        choices={AGE_BANDS.map((band) => ({ value: band, label: ts(`surveys.age-band.${band}`) }))}
      />
      {communes.length > 1 && (
        <Select
          name="about.commune"
          label={t('surveys.about.commune')}
          optional
          empty={ts('surveys.about.untold')}
          choices={communes.map(({ code, name, group }) => ({
            value: code,
            label: plain(name, lang),
            ...(group ? { group: plain(group, lang) } : {}),
          }))}
        />
      )}
    </Details>
  );
}

/** The fields as the actions take them. */
export function aboutOf(values: FormState['values']): object {
  return {
    gender: one(values, 'about.gender'),
    ageBand: one(values, 'about.ageBand'),
    commune: one(values, 'about.commune'),
  };
}
