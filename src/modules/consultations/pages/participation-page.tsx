import { threadTags } from '#core/comments/index.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readConsultation } from '../access.ts';
import { type ActivityIntegrity, consultationIntegrity } from '../queries/integrity.ts';
import { type Participation, participationIn } from '../queries/participation.ts';
import { CONSULTATION } from '../subject.ts';
import { Exclusions, IntegrityTable } from './integrity-table.tsx';
import { addressed, type WholeConsultation } from './loading.ts';
import { GroupTable, PlaceTable, TakenTable } from './report-tables.tsx';

type Data = WholeConsultation & { participation: Participation; integrity: ActivityIntegrity[] };

/** Who took part in a consultation so far, by channel, place and group, and what is known of honest taking part: numbers for everybody. */
export const participationPage = definePage<unknown, Data>({
  name: 'consultations.participation-page',
  path: '/consultations/:reference/participation',
  on: 'both',
  access: readConsultation,
  load: async (request) => {
    const found = await addressed(request);
    const participation = await participationIn(request.db, found, found.stages, request.page);
    const integrity = await consultationIntegrity(request.db, found, found.stages, participation.held);
    return { ...found, participation, integrity };
  },
  cache: ({ reference, participation: { calls, held } }) => [
    `consultation:${reference}`,
    ...[...calls.keys()].map((id) => `proposal-call:${id}`),
    ...[...held.values()].flatMap(({ tags }) => tags),
    ...threadTags({ subject: { kind: CONSULTATION, id: reference } }),
  ],
  view: ({ data }) => <ParticipationView data={data} />,
});

function ParticipationView({ data }: { data: Data }) {
  const { t, ts, lang } = usePage();
  const { integrity } = data;
  const { taken, places, people } = data.participation;
  const path = `/consultations/${data.reference}`;
  return (
    <Document
      title={ts('consultations.integrity.title', { consultation: plain(data.title, lang) })}
      crumbs={[
        { label: ts('consultations.page.title'), path: '/consultations' },
        { label: plain(data.title, lang), path },
      ]}
      crumb={ts('consultations.integrity.link')}
      canonical={`${path}/participation`}
    >
      <PageHead
        kicker={<Multilingual text={data.title} as="bdi" />}
        title={t('consultations.integrity.link')}
        lead={t('consultations.integrity.lead')}
      />
      {taken.length === 0 ? (
        <Empty title={t('consultations.integrity.none')} />
      ) : (
        <Chapter id="taken" title={t('consultations.report.taken')}>
          <TakenTable taken={taken} />
          <p>
            <a href={`/api/v1/consultations/${data.reference}/participation.csv`}>CSV</a>
            {' · '}
            <a href={`/api/v1/consultations/${data.reference}/participation`}>JSON</a>{' '}
            {t('consultations.report.figures-data')}
          </p>
        </Chapter>
      )}
      {(places.length > 0 || people.length > 0) && (
        <Chapter id="who" title={t('consultations.report.who')} intro={t('consultations.integrity.who')}>
          {places.length > 0 && <PlaceTable places={places} />}
          {people.map(({ title, gender, ageBand }) => (
            <>
              <GroupTable
                caption={
                  <>
                    <Multilingual text={title} as="bdi" /> – {t('consultations.report.by-gender')}
                  </>
                }
                counts={gender}
              />
              <GroupTable
                caption={
                  <>
                    <Multilingual text={title} as="bdi" /> – {t('consultations.report.by-age')}
                  </>
                }
                counts={ageBand}
              />
            </>
          ))}
        </Chapter>
      )}
      {integrity.length > 0 && (
        <Chapter id="integrity" title={t('consultations.integrity.chapter')}>
          <IntegrityTable activities={integrity} />
          <Exclusions activities={integrity} />
        </Chapter>
      )}
    </Document>
  );
}
