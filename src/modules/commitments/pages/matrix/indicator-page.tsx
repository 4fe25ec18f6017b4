import { DeskDocument, deskTabs, type Office, officesOf, one, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, seeMatrix } from '../../access.ts';
import { recordIndicatorValues } from '../../actions/record-indicator-values.ts';
import { type SavedIndicator, saveIndicator } from '../../actions/save-indicator.ts';
import { withdrawIndicator } from '../../actions/withdraw-indicator.ts';
import { readValues } from '../../indicator.ts';
import { type Indicator, indicatorsOf } from '../../queries/indicators.ts';
import { commitmentScope, type ScopedCommitment } from '../../queries/matrix-scope.ts';
import { formOfIndicator, IndicatorFields, indicatorOfForm } from './indicator-form.tsx';

type Data = ScopedCommitment & { tabs: Tab[]; indicator: Indicator; offices: Office[]; mayWrite: boolean };

const keyOf = ({ params }: { params: Record<string, string> }) => ({
  commitment: params.reference,
  number: Number(params.number),
});

/** One indicator on the desk: its values are recorded here, its words changed. */
export const indicatorPage = definePage<unknown, Data>({
  name: 'commitments.indicator-page',
  path: '/desk/matrix/commitments/:reference/indicators/:number',
  on: 'tenant',
  access: seeMatrix,
  async load(request) {
    const { db, page, params } = request;
    const commitment = await commitmentScope(db, params.reference ?? '', page.tenant?.id ?? '');
    if (!commitment) throw new NotFound();
    const { institutionId } = commitment;
    const indicators = await indicatorsOf(db, institutionId, commitment.commitment.id);
    const indicator = indicators.find((each) => String(each.number) === params.number);
    if (!indicator) throw new NotFound();
    const mayWrite = holdsPower(page.actor, MANAGE, institutionId);
    return { ...commitment, tabs: deskTabs(request), indicator, offices: await officesOf(db, institutionId), mayWrite };
  },
  view: ({ data, form }) => <IndicatorOnDesk data={data} form={form} />,
  submits: {
    record: {
      action: recordIndicatorValues,
      input(values, request) {
        const typed = one(values, 'values');
        const read = readValues(typed);
        return { ...keyOf(request), values: read.wrong === null ? read.values : typed };
      },
      done: (_result, { params }) =>
        withDone(`/desk/matrix/commitments/${params.reference}/indicators/${params.number}`),
    },
    save: {
      action: saveIndicator,
      input: (values, request) => ({ ...keyOf(request), ...indicatorOfForm(values) }),
      done: ({ commitment, number }: SavedIndicator) =>
        withDone(`/desk/matrix/commitments/${commitment}/indicators/${number}`),
    },
    withdraw: {
      action: withdrawIndicator,
      input: (_values, request) => keyOf(request),
      done: ({ commitment }: { commitment: string }) => withDone(`/desk/matrix/commitments/${commitment}/indicators`),
    },
  },
});

function IndicatorOnDesk({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, format } = usePage();
  const { indicator, commitment, offices, mayWrite } = data;
  const path = `/desk/matrix/commitments/${commitment.reference}`;
  const isRecording = 'values' in form.values;
  return (
    <DeskDocument
      title={plain(indicator.name, lang)}
      tabs={data.tabs}
      crumbs={[
        { label: ts('commitments.matrix.title'), path: '/desk/matrix' },
        { label: commitment.reference, path },
        { label: ts('commitments.indicator.title'), path: `${path}/indicators` },
      ]}
    >
      <ErrorSummary state={form} />
      <section class="flow" aria-labelledby="record">
        <h2 id="record">{t('commitments.indicator.record')}</h2>
        <Form state={isRecording ? form : undefined} label={ts('commitments.indicator.record')}>
          <Hidden name="do" value="record" />
          <TextArea
            name="values"
            label={t('commitments.indicator.values')}
            hint={t('commitments.indicator.values-hint')}
            rows={4}
          />
          <Button>{t('commitments.indicator.record-button')}</Button>
        </Form>
        {indicator.values.length > 0 && (
          <Table
            caption={t('commitments.indicator.recorded')}
            rows={[...indicator.values].reverse()}
            columns={[
              {
                key: 'on',
                label: ts('commitments.indicator.on'),
                head: true,
                cell: ({ on }) => <DateText date={on} />,
              },
              {
                key: 'value',
                label: ts('commitments.indicator.value'),
                numeric: true,
                cell: ({ value }) => format.number(value),
              },
              { key: 'source', label: ts('commitments.indicator.source'), cell: ({ source }) => <bdi>{source}</bdi> },
            ]}
          />
        )}
      </section>
      {mayWrite && (
        <section class="mt-4 flow" aria-labelledby="edit">
          <h2 id="edit">{t('commitments.indicator.edit')}</h2>
          <Form
            state={'kind' in form.values ? form : { values: formOfIndicator(indicator), faults: [] }}
            label={ts('commitments.indicator.edit')}
          >
            <Hidden name="do" value="save" />
            <IndicatorFields offices={offices} indicator={indicator} />
            <Button kind="quiet">{t('commitments.indicator.save')}</Button>
          </Form>
          <Details summary={t('commitments.indicator.withdraw')}>
            <p>{t('commitments.indicator.withdraw-text')}</p>
            <Form label={ts('commitments.indicator.withdraw')}>
              <Hidden name="do" value="withdraw" />
              <Button kind="alert">{t('commitments.indicator.withdraw-button')}</Button>
            </Form>
          </Details>
        </section>
      )}
    </DeskDocument>
  );
}
