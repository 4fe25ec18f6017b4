import { NotFound } from '#platform/errors.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readConsultation } from '../access.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { reportTags, shownReport } from '../queries/shown-report.ts';
import type { ReportedPlace, ShownCall, ShownReport } from '../report.ts';
import { HeldChapter } from './held-chapter.tsx';
import { addressed, stageOf, type WholeConsultation } from './loading.ts';
import { CountTable, GroupTable, PlaceTable, TakenTable } from './report-tables.tsx';
import { channelRows, stateLabel, stateRows } from './report-words.ts';

type Data = WholeConsultation & { stage: ConsultationStage; report: ShownReport };

/** The public report of a stage: what was asked, who took part, what was said, what was answered, what was decided. */
export const stageReportPage = definePage<unknown, Data>({
  name: 'consultations.stage-report-page',
  path: '/consultations/:reference/stages/:number',
  on: 'both',
  access: readConsultation,
  load: async (request) => {
    const found = await addressed(request);
    const stage = stageOf(found, request);
    if (!stage.report) throw new NotFound();
    return { ...found, stage, report: await shownReport(request.db, stage.report) };
  },
  cache: ({ reference, report }) => [`consultation:${reference}`, ...reportTags(report)],
  view: ({ data }) => <ReportView data={data} />,
});

function ReportView({ data }: { data: Data }) {
  const { t, ts, lang } = usePage();
  const { stage, report } = data;
  const path = `/consultations/${data.reference}`;
  return (
    <Document
      title={ts('consultations.report.title', { stage: plain(stage.title, lang) })}
      crumbs={[
        { label: ts('consultations.page.title'), path: '/consultations' },
        { label: plain(data.title, lang), path },
      ]}
      crumb={ts('consultations.report.crumb')}
      canonical={`${path}/stages/${stage.number}`}
    >
      <PageHead
        kicker={<Multilingual text={data.title} as="bdi" />}
        title={t('consultations.report.title', { stage: <Multilingual text={stage.title} as="bdi" /> })}
        lead={t('consultations.report.on', { date: <DateText date={report.on} /> })}
        row={
          <ButtonLink kind="quiet" path={`${path}/stages/${stage.number}/report.pdf`}>
            PDF
          </ButtonLink>
        }
      />
      <Chapter id="asked" title={t('consultations.report.asked')}>
        <Prose text={report.asked} />
      </Chapter>
      {report.taken && report.taken.length > 0 && (
        <Chapter id="taken" title={t('consultations.report.taken')}>
          <TakenTable taken={report.taken} />
          {report.entered && <p>{t('consultations.report.entered')}</p>}
          <p>
            <a href={`/api/v1/consultations/${data.reference}/participation.csv?stage=${stage.number}`}>CSV</a>
            {' · '}
            <a href={`/api/v1/consultations/${data.reference}/participation?stage=${stage.number}`}>JSON</a>{' '}
            {t('consultations.report.figures-data')}
          </p>
        </Chapter>
      )}
      {report.calls.map((call) => (
        <CallChapters call={call} places={report.held?.length ? [] : report.places} />
      ))}
      {report.held?.map((held) => (
        <HeldChapter held={held} />
      ))}
      {report.held && report.held.length > 0 && report.places.length > 0 && (
        <Chapter id="places" title={t('consultations.report.where')}>
          <PlaceTable places={report.places} />
        </Chapter>
      )}
      <Chapter id="said" title={t('consultations.report.said')}>
        <Prose text={report.said} />
        {report.comments > 0 && <p>{t('consultations.report.comments', { n: report.comments })}</p>}
      </Chapter>
      <Chapter id="decided" title={t('consultations.report.decided')}>
        <Prose text={report.decided} />
      </Chapter>
    </Document>
  );
}

function CallChapters({ call, places }: { call: ShownCall; places: readonly ReportedPlace[] }) {
  const page = usePage();
  const { t, ts, format, href, lang } = page;
  const { figures } = call;
  return (
    <>
      <Chapter
        id={`who-${call.id}`}
        title={t('consultations.report.who')}
        intro={<Multilingual text={call.title} as="bdi" />}
      >
        <Figures
          figures={[
            { label: ts('consultations.report.contributions'), value: format.number(figures.total) },
            { label: ts('consultations.report.supports'), value: format.number(figures.supports) },
            { label: ts('consultations.report.supporters'), value: format.number(figures.supporters) },
            ...(figures.excluded > 0
              ? [{ label: ts('consultations.report.excluded'), value: format.number(figures.excluded) }]
              : []),
          ]}
        />
        <CountTable
          caption={t('consultations.report.by-channel')}
          rows={channelRows(page, figures)}
          total={figures.total}
        />
        <GroupTable caption={t('consultations.report.by-gender')} counts={call.gender} />
        <GroupTable caption={t('consultations.report.by-age')} counts={call.ageBand} />
        {places.length > 0 && <PlaceTable places={places} />}
      </Chapter>
      <Chapter id={`answered-${call.id}`} title={t('consultations.report.answered')}>
        <CountTable caption={t('consultations.report.by-answer')} rows={stateRows(page, figures)} />
        <Table
          caption={t('consultations.report.proposals')}
          rows={call.proposals}
          columns={[
            {
              key: 'title',
              label: ts('consultations.report.proposal'),
              head: true,
              wide: true,
              cell: (one) => (
                <a href={href(`/proposals/${one.reference}`)}>
                  {one.title ? <Multilingual text={one.title} as="bdi" /> : t('consultations.report.gone')}
                </a>
              ),
            },
            {
              key: 'supports',
              label: ts('consultations.report.supports'),
              numeric: true,
              cell: (one) => format.number(one.supports),
            },
            {
              key: 'answer',
              label: ts('consultations.report.answer'),
              wide: true,
              cell: (one) => (
                <>
                  <b>{stateLabel(page, one.state)}</b> {plain(one.reasons, lang)}{' '}
                  {one.outcomes.map((target) => (
                    <Code>{target}</Code>
                  ))}
                </>
              ),
            },
          ]}
        />
        <p>
          <a href={`/api/v1/proposals.csv?call=${call.id}&ended=1`}>CSV</a>
          {' · '}
          <a href={`/api/v1/proposals?call=${call.id}&ended=1`}>JSON</a> {t('consultations.report.open-data')}
        </p>
      </Chapter>
    </>
  );
}
