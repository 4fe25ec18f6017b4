import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea, TextInput } from '#platform/html/field.tsx';
import { SimilarWhileTyping } from '#platform/html/similar.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import type { FormState } from '#platform/page.ts';
import { DEMAND_MAX, NAME_MAX, REASONS_MAX, SIGNING_MONTHS, TITLE_MAX } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { one } from './form-values.ts';

type Known = Pick<Petition, 'reference' | 'lang' | 'title' | 'demand' | 'reasons' | 'representativeName' | 'months'>;

type FieldsProps = {
  known?: Known;
  name?: string | null;
  title?: string;
  /** Without what is the representative's own. */
  textOnly?: boolean;
};

/** What the representative writes. */
export function PetitionFields({ known, name, title, textOnly = false }: FieldsProps) {
  const { t, ts, lang } = usePage();
  return (
    <>
      <Radios
        name="lang"
        label={t('petitions.write.lang')}
        value={known?.lang ?? (lang === 'fr' ? 'fr' : 'ar')}
        look="two"
        choices={(['ar', 'fr', 'zgh'] as const).map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
      />
      <SimilarWhileTyping
        source={`/petitions/similar.json${known ? `?except=${known.reference}` : ''}`}
        title={ts('petitions.similar.there')}
      >
        <TextInput
          name="title"
          label={t('petitions.write.title')}
          hint={t('petitions.write.title-hint')}
          value={known?.title ?? title}
          maxlength={TITLE_MAX}
          counted
        />
      </SimilarWhileTyping>
      <TextArea
        name="demand"
        label={t('petitions.write.demand')}
        hint={t('petitions.write.demand-hint')}
        value={known?.demand}
        maxlength={DEMAND_MAX}
      />
      <TextArea
        name="reasons"
        label={t('petitions.write.reasons')}
        hint={t('petitions.write.reasons-hint')}
        value={known?.reasons}
        rows={8}
        maxlength={REASONS_MAX}
      />
      {!textOnly && (
        <>
          <TextInput
            name="representative"
            label={t('petitions.write.representative')}
            hint={t('petitions.write.representative-hint')}
            value={known?.representativeName ?? name ?? undefined}
            autocomplete="name"
            maxlength={NAME_MAX}
          />
          <Radios
            name="months"
            label={t('petitions.write.months')}
            hint={t('petitions.write.months-hint')}
            value={String(known?.months ?? 6)}
            look="two"
            choices={SIGNING_MONTHS.map((n) => ({
              value: String(n),
              label: ts('petitions.requirements.months', { n }),
            }))}
          />
        </>
      )}
    </>
  );
}

/** The fields as the actions take them. */
export function petitionOf(values: FormState['values']): object {
  const names = ['lang', 'title', 'demand', 'reasons', 'representative', 'months'];
  return Object.fromEntries(names.map((name) => [name, one(values, name)]));
}
