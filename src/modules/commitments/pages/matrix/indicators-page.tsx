import { DeskDocument, deskTabs, type Office, officesOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, seeMatrix } from '../../access.ts';
import { type SavedIndicator, saveIndicator } from '../../actions/save-indicator.ts';
import { type Indicator, indicatorsOf } from '../../queries/indicators.ts';
import { commitmentScope, type ScopedCommitment } from '../../queries/matrix-scope.ts';
import { IndicatorFields, indicatorOfForm } from './indicator-form.tsx';

type Data = ScopedCommitment & { tabs: Tab[]; indicators: Indicator[]; offices: Office[]; mayWrite: boolean };

/** The indicators of a commitment on the desk, and a new one. */
export const indicatorsPage = definePage<unknown, Data>({
  name: 'commitments.indicators-page',
  path: '/desk/matrix/commitments/:reference/indicators',
  on: 'tenant',
  access: seeMatrix,
  async load(request) {
    const { db, page, params } = request;
    const commitment = await commitmentScope(db, params.reference ?? '', page.tenant?.id ?? '');
    if (!commitment) throw new NotFound();
    const { institutionId } = commitment;
    const [indicators, offices] = await Promise.all([
      indicatorsOf(db, institutionId, commitment.commitment.id),
      officesOf(db, institutionId),
    ]);
    const mayWrite = holdsPower(page.actor, MANAGE, institutionId);
    return { ...commitment, tabs: deskTabs(request), indicators, offices, mayWrite };
  },
  view: ({ data, form }) => <Indicators data={data} form={form} />,
  submit: {
    action: saveIndicator,
    input: (values, { params }) => ({ commitment: params.reference, number: null, ...indicatorOfForm(values) }),
    done: ({ commitment, number }: SavedIndicator) =>
      withDone(`/desk/matrix/commitments/${commitment}/indicators/${number}`),
  },
});

function Indicators({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, href } = usePage();
  const { reference, title } = data.commitment;
  const path = `/desk/matrix/commitments/${reference}`;
  return (
    <DeskDocument
      title={ts('commitments.indicator.of', { name: reference })}
      lead={<Multilingual text={title} />}
      tabs={data.tabs}
      crumbs={[
        { label: ts('commitments.matrix.title'), path: '/desk/matrix' },
        { label: reference, path },
      ]}
    >
      <ErrorSummary state={form} />
      {data.indicators.length === 0 ? (
        <p>{t('commitments.indicator.none')}</p>
      ) : (
        <ul class="plain-list">
          {data.indicators.map((one) => (
            <li>
              <a href={href(`${path}/indicators/${one.number}`)}>
                <Multilingual text={one.name} />
              </a>{' '}
              <span class="meta">
                {t(`commitments.indicator.kinds.${one.kind}`)} ·{' '}
                {t('commitments.indicator.values-n', { n: one.values.length })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {data.mayWrite && (
        <section class="mt-4 flow" aria-labelledby="new">
          <h2 id="new">{t('commitments.indicator.new')}</h2>
          <Form state={form} label={ts('commitments.indicator.new')}>
            <IndicatorFields offices={data.offices} />
            <Button>{t('commitments.indicator.add')}</Button>
          </Form>
        </section>
      )}
    </DeskDocument>
  );
}
