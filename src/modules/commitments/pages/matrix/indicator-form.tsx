import { dateOf, type Office, officeChoices, one } from '#core/institutions/index.ts';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { FREQUENCIES, INDICATOR_KINDS, readNumber, readValues, writeValues } from '../../indicator.ts';
import type { Indicator } from '../../queries/indicators.ts';
import { PLAN_LANGUAGES } from '../../written-lines.ts';
import { ReasonFields, reasonOf } from '../plan-desk/reason-fields.tsx';

/** The fields of an indicator. */
export function IndicatorFields({ offices, indicator }: { offices: readonly Office[]; indicator?: Indicator }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <>
      <Radios
        name="kind"
        label={t('commitments.indicator.kind')}
        value={indicator?.kind ?? 'performance'}
        choices={INDICATOR_KINDS.map((value) => ({
          value,
          label: ts(`commitments.indicator.kinds.${value}`),
          hint: ts(`commitments.indicator.kind-text.${value}`),
        }))}
      />
      <ReasonFields name="name" label={ts('commitments.indicator.name')} />
      <ReasonFields name="unit" label={ts('commitments.indicator.unit')} optional />
      <div class="pair">
        <TextInput
          name="baseline"
          label={t('commitments.indicator.baseline')}
          inputMode="decimal"
          dir="ltr"
          width={8}
          optional
        />
        <DateField name="baselineOn" label={t('commitments.indicator.baseline-on')} optional />
      </div>
      <TextArea
        name="targets"
        label={t('commitments.indicator.targets')}
        hint={t('commitments.indicator.targets-hint')}
        rows={3}
        optional
      />
      <ReasonFields name="method" label={ts('commitments.indicator.method')} optional />
      <Select
        name="frequency"
        label={t('commitments.indicator.frequency')}
        choices={FREQUENCIES.map((value) => ({ value, label: ts(`commitments.indicator.frequencies.${value}`) }))}
      />
      <Select
        name="office"
        label={t('commitments.matrix.field.office')}
        empty={ts('commitments.matrix.no-office')}
        choices={officeChoices(page, offices)}
        optional
      />
    </>
  );
}

type Values = FormState['values'];

/** An indicator as the fields of its form. */
export function formOfIndicator(indicator: Indicator): Values {
  const texts = (name: string, text: Text | null) =>
    Object.fromEntries(PLAN_LANGUAGES.map((lang) => [`${name}.${lang}`, text?.[lang] ?? '']));
  const [year = '', month = '', day = ''] = (indicator.baselineOn ?? '').split('-');
  return {
    kind: indicator.kind,
    frequency: indicator.frequency,
    office: indicator.officeId ?? '',
    baseline: indicator.baseline === null ? '' : String(indicator.baseline),
    'baselineOn.day': day,
    'baselineOn.month': month,
    'baselineOn.year': year,
    targets: writeValues(indicator.targets),
    ...texts('name', indicator.name),
    ...texts('unit', indicator.unit),
    ...texts('method', indicator.method),
  };
}

/** The fields as the action takes them; what cannot be read is left as it was typed, so that its field is told. */
export function indicatorOfForm(values: Values): Record<string, unknown> {
  const baseline = one(values, 'baseline').trim();
  const targets = readValues(one(values, 'targets'));
  return {
    kind: one(values, 'kind'),
    name: reasonOf(values, 'name'),
    unit: reasonOf(values, 'unit'),
    method: reasonOf(values, 'method'),
    frequency: one(values, 'frequency'),
    office: one(values, 'office') || null,
    baseline: baseline === '' ? null : (readNumber(baseline) ?? baseline),
    baselineOn: dateOf(values, 'baselineOn') || null,
    targets: targets.wrong === null ? targets.values.map(({ on, value }) => ({ on, value })) : one(values, 'targets'),
  };
}
