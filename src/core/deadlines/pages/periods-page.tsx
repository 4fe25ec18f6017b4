import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { setPeriods } from '../access.ts';
import { setPeriod } from '../actions/set-period.ts';
import { groupTitle, lengthText, referenceText, ruleTitle } from '../explain.ts';
import { one } from '../form-values.ts';
import { settingsOf } from '../queries.ts';
import { latestRules, type Period, type Rule, UNITS } from '../rules.ts';

type Data = { institutionId: string; tabs: Tab[]; own: ReadonlyMap<string, Period> };

const OPEN_RULES = latestRules().filter(({ period }) => period === null);

/** The lengths that a body gives itself where the law gives none. */
export const periodsPage = definePage<unknown, Data>({
  name: 'deadlines.periods-page',
  path: '/desk/periods',
  on: 'tenant',
  access: setPeriods,
  async load(request) {
    const institutionId = request.page.tenant?.id ?? '';
    return { institutionId, tabs: deskTabs(request), own: await settingsOf(request.db, institutionId) };
  },
  view: ({ data, form }) => <Periods data={data} form={form} />,
  submits: {
    set: {
      action: setPeriod,
      input: (values) => ({
        rule: one(values, 'rule'),
        period: { value: one(values, 'period.value'), unit: one(values, 'period.unit') },
      }),
      done: () => withDone('/desk/periods'),
    },
    clear: {
      action: setPeriod,
      input: (values) => ({ rule: one(values, 'rule'), period: null }),
      done: () => withDone('/desk/periods'),
    },
  },
});

function Periods({ data: { tabs, own }, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const nameOf = ({ name }: Rule) => `${groupTitle(page, name)} – ${ruleTitle(page, name)}`;
  return (
    <DeskDocument title={ts('deadlines.periods.title')} lead={t('deadlines.periods.lead')} tabs={tabs}>
      <ErrorSummary state={form} />
      <Table
        caption={t('deadlines.periods.caption')}
        rows={OPEN_RULES}
        columns={[
          { key: 'rule', label: ts('deadlines.list.rule'), head: true, cell: nameOf },
          {
            key: 'source',
            label: ts('deadlines.list.source'),
            cell: ({ reference }) => <span class="law">{referenceText(page, reference)}</span>,
          },
          {
            key: 'own',
            label: ts('deadlines.periods.own'),
            cell: (rule) => <OwnPeriod rule={rule} period={own.get(rule.name)} />,
          },
        ]}
      />
      <Form state={form}>
        <Hidden name="do" value="set" />
        <Select
          name="rule"
          label={t('deadlines.list.rule')}
          choices={OPEN_RULES.map((rule) => ({ value: rule.name, label: nameOf(rule) }))}
        />
        <TextInput
          name="period.value"
          label={t('deadlines.periods.value')}
          width={4}
          inputMode="numeric"
          dir="ltr"
          maxlength={3}
        />
        <Select
          name="period.unit"
          label={t('deadlines.periods.unit')}
          choices={UNITS.map((unit) => ({ value: unit, label: ts(`deadlines.units.${unit}`) }))}
        />
        <Button>{t('deadlines.periods.save')}</Button>
      </Form>
    </DeskDocument>
  );
}

function OwnPeriod({ rule, period }: { rule: Rule; period: Period | undefined }) {
  const page = usePage();
  if (!period) return <span class="soft">{page.t('deadlines.periods.none')}</span>;
  return (
    <>
      {lengthText(page, period)}
      <Form enhance={false}>
        <Hidden name="do" value="clear" />
        <Hidden name="rule" value={rule.name} />
        <Button
          kind="quiet"
          size="small"
          label={`${page.ts('deadlines.periods.clear')}: ${ruleTitle(page, rule.name)}`}
        >
          {page.t('deadlines.periods.clear')}
        </Button>
      </Form>
    </>
  );
}
