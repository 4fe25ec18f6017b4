import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { listPlans, type PlanSummary } from '#modules/commitments/index.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { writeReport } from '../access.ts';
import { type CreatedReport, createReport } from '../actions/create-report.ts';
import { REPORT_KINDS } from '../report.ts';
import { dateOf, one } from './form-values.ts';

type Data = { institutionId: string; tabs: Tab[]; plans: PlanSummary[] };

/** Begins a report: of which plan, of what kind, over which period. */
export const createReportPage = definePage<unknown, Data>({
  name: 'reports.create-report-page',
  path: '/desk/reports/new',
  on: 'tenant',
  access: writeReport,
  async load(request) {
    const { db, page } = request;
    const institutionId = page.tenant?.id ?? '';
    const { items } = await listPlans(db, { filters: { institutionId }, paging: { limit: 200 }, today: page.today });
    return {
      institutionId,
      tabs: deskTabs(request),
      plans: items.filter((plan) => plan.institution.id === institutionId),
    };
  },
  view: ({ data, form }) => <CreateReport data={data} form={form} />,
  submit: {
    action: createReport,
    input: (values) => ({
      plan: one(values, 'plan'),
      kind: one(values, 'kind'),
      start: dateOf(values, 'start'),
      end: dateOf(values, 'end'),
    }),
    done: ({ report }: CreatedReport) => `/desk/reports/${report}`,
  },
});

function CreateReport({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang } = usePage();
  return (
    <DeskDocument
      title={ts('reports.desk.create')}
      lead={t('reports.desk.create-text')}
      tabs={data.tabs}
      crumbs={[{ label: ts('reports.page.reports'), path: '/desk/reports' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form} label={ts('reports.desk.create')}>
        <Select
          name="plan"
          label={t('reports.page.plan')}
          choices={data.plans.map((plan) => ({ value: plan.reference, label: plain(plan.title, lang) }))}
        />
        <Select
          name="kind"
          label={t('reports.desk.kind')}
          choices={REPORT_KINDS.map((value) => ({ value, label: ts(`reports.kind.${value}`) }))}
        />
        <DateField name="start" label={t('reports.desk.start')} />
        <DateField name="end" label={t('reports.desk.end')} />
        <Button>{t('reports.desk.begin')}</Button>
      </Form>
    </DeskDocument>
  );
}
