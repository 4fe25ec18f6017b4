import { DeskDocument } from '#core/institutions/index.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { heldThings } from '../queries/held.ts';
import { type ActivityIntegrity, consultationIntegrity } from '../queries/integrity.ts';
import { Exclusions, IntegrityTable } from './integrity-table.tsx';
import { onDesk, type WholeConsultation } from './loading.ts';

type Data = WholeConsultation & { tabs: Tab[]; integrity: ActivityIntegrity[] };

/** What may be no honest taking part in a consultation, in detail: which hours, which reasons, and where something can be done about it. */
export const integrityDeskPage = definePage<unknown, Data>({
  name: 'consultations.integrity-desk-page',
  path: '/desk/consultations/:reference/integrity',
  on: 'tenant',
  access: manageConsultations,
  async load(request) {
    const { db, page } = request;
    const found = await onDesk(request);
    const activities = found.stages.flatMap((stage) => stage.activities);
    const held = await heldThings(db, found, activities, page);
    return { ...found, integrity: await consultationIntegrity(db, found, found.stages, held) };
  },
  view: ({ data }) => <IntegrityDesk data={data} />,
});

type Peak = { activity: string; hour: Date; n: number; what: ActivityIntegrity['title'] };

function IntegrityDesk({ data }: { data: Data }) {
  const { t, ts, lang, href, format } = usePage();
  const { integrity } = data;
  const peaks: Peak[] = integrity.flatMap(({ activity, title, supportBursts, ballotBursts }) => [
    ...supportBursts.map(({ hour, supports, title: what }) => ({ activity, hour, n: supports, what })),
    ...ballotBursts.map(({ hour, cast }) => ({ activity, hour, n: cast, what: title })),
  ]);
  const invalidations = integrity.flatMap((one) => one.invalidations.map((each) => ({ ...each, title: one.title })));
  return (
    <DeskDocument
      title={ts('consultations.integrity.chapter')}
      lead={t('consultations.integrity.desk-lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('consultations.desk.title'), path: '/desk/consultations' },
        { label: plain(data.title, lang), path: `/desk/consultations/${data.reference}` },
      ]}
    >
      {integrity.length === 0 ? (
        <Empty title={t('consultations.integrity.none')} />
      ) : (
        <Chapter id="activities" title={t('consultations.field.activities')}>
          <IntegrityTable activities={integrity} />
          <ul>
            {integrity.map(({ title, deskPath }) => (
              <li>
                <a href={href(deskPath)}>
                  <Multilingual text={title} as="bdi" />
                </a>
              </li>
            ))}
          </ul>
        </Chapter>
      )}
      {peaks.length > 0 && (
        <Chapter id="bursts" title={t('consultations.integrity.bursts')}>
          <Table
            caption={t('consultations.integrity.bursts')}
            hideCaption
            rows={peaks}
            columns={[
              {
                key: 'what',
                label: ts('consultations.integrity.what'),
                head: true,
                cell: ({ what }) => <Multilingual text={what} as="bdi" />,
              },
              {
                key: 'hour',
                label: ts('consultations.integrity.hour'),
                cell: ({ hour }) => <DateTimeText instant={hour} />,
              },
              { key: 'n', label: ts('consultations.report.number'), numeric: true, cell: ({ n }) => format.number(n) },
            ]}
          />
        </Chapter>
      )}
      <Exclusions activities={integrity} />
      {invalidations.length > 0 && (
        <Chapter id="invalidated" title={t('consultations.integrity.invalidated')}>
          <ul>
            {invalidations.map(({ title, reason, n }) => (
              <li>
                <Multilingual text={title} as="bdi" />: {t('consultations.integrity.excluded-n', { n })}{' '}
                <bdi dir="auto">{reason}</bdi>
              </li>
            ))}
          </ul>
        </Chapter>
      )}
    </DeskDocument>
  );
}
