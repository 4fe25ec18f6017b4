import { anyone } from '#platform/access.ts';
import { DOCX_TYPE } from '#platform/docx/render-docx.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateRange, DateText, DateTimeText, Multilingual, Prose } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { definePage } from '#platform/page.ts';
import { FIGURES, figureLabel } from '../figures.ts';
import {
  type PublishedVersion,
  type ReportSummary,
  reportByReference,
  versionContent,
  versionsOf,
} from '../queries/reports.ts';
import { fileName, NARRATIVE_PARTS, type Narrative, type ReportContent } from '../report.ts';
import { scorecardOf } from '../scorecard.ts';
import { FigureValue } from './scorecard-table.tsx';

type Data = {
  report: ReportSummary;
  latest: PublishedVersion & { narrative: Narrative; content: ReportContent };
  versions: PublishedVersion[];
};

/** A published report: what it says, its PDF files with their hashes, and every earlier version with why it was corrected. */
export const reportPage = definePage<unknown, Data>({
  name: 'reports.report-page',
  path: '/reports/:report',
  on: 'both',
  access: anyone,
  async load({ db, page, params }) {
    const report = await reportByReference(db, params.report ?? '');
    if (!report || report.version === 0) throw new NotFound();
    if (page.tenant && page.tenant.id !== report.institutionId) throw new NotFound();
    const [latest, versions] = await Promise.all([versionContent(db, report, report.version), versionsOf(db, report)]);
    if (!latest) throw new NotFound();
    return { report, latest, versions };
  },
  cache: ({ report }) => [`report:${report.reference}`],
  view: ({ data }) => <Report {...data} />,
});

function Report({ report, latest, versions }: Data) {
  const page = usePage();
  const { t, ts } = page;
  const { content, narrative } = latest;
  const card = scorecardOf(content.counts);
  return (
    <Document
      title={`${ts(`reports.kind.${report.kind}`)} – ${report.reference}`}
      crumbs={[{ label: ts('reports.page.reports'), path: '/reports' }]}
      crumb={report.reference}
      canonical={`/reports/${report.reference}`}
    >
      <PageHead
        kicker={<Multilingual text={content.plan.title} />}
        title={t(`reports.kind.${report.kind}`)}
        lead={<DateRange start={report.start} end={report.end} />}
      />
      <Chapter id="files" title={t('reports.page.files')} intro={t('reports.page.files-text')}>
        <Files report={report.reference} version={latest} />
        <Summary
          rows={[
            { label: t('reports.doc.reference'), value: <Code>{report.reference}</Code> },
            { label: t('reports.page.published-at'), value: <DateTimeText instant={latest.publishedAt} /> },
            { label: t('reports.doc.data-on'), value: <DateText date={content.on} /> },
            {
              label: t('reports.page.plan'),
              value: (
                <a href={page.href(`/action-plans/${report.planReference}`)}>
                  <Multilingual text={content.plan.title} />
                </a>
              ),
            },
          ]}
        />
      </Chapter>
      {NARRATIVE_PARTS.filter((part) => Object.values(narrative[part]).some(Boolean)).map((part) => (
        <Chapter id={part} title={t(`reports.part.${part}`)}>
          <Prose text={narrative[part]} />
        </Chapter>
      ))}
      <Chapter id="figures" title={t('reports.page.figures')} intro={t('reports.page.figures-then')}>
        <Summary
          rows={FIGURES.map((name) => ({
            label: figureLabel(page, name),
            value: <FigureValue card={card} name={name} />,
          }))}
        />
      </Chapter>
      {versions.length > 1 && (
        <Chapter id="versions" title={t('reports.page.versions')} intro={t('reports.page.versions-text')}>
          {versions.map((version) => (
            <section class="flow" aria-labelledby={`version-${version.version}`}>
              <h3 id={`version-${version.version}`}>{t('reports.page.version', { version: version.version })}</h3>
              <p class="soft">
                <DateTimeText instant={version.publishedAt} />
              </p>
              {version.reason && <Prose text={version.reason} />}
              {version.version < latest.version && <Files report={report.reference} version={version} />}
            </section>
          ))}
        </Chapter>
      )}
    </Document>
  );
}

/** The PDF files of a version, each with the hash by which everybody can check that it is the one that was published. */
function Files({ report, version: { version, files } }: { report: string; version: PublishedVersion }) {
  const { t, ts, href, format } = usePage();
  if (files === null)
    return (
      <Banner title={t('reports.page.files-soon')} level={3}>
        <p>{t('reports.page.files-soon-text')}</p>
      </Banner>
    );
  return (
    <Summary
      rows={files.map(({ lang, hash, size }) => ({
        label: (
          <a
            href={href(`/reports/${report}/${fileName(report, version, lang)}`)}
            hreflang={lang}
            type="application/pdf"
          >
            {t('reports.page.pdf', { language: <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi> })}
          </a>
        ),
        value: (
          <>
            {ts('reports.page.size', { size: format.number(Math.ceil(size / 1024)) })}
            <br />
            <span class="soft">{t('reports.page.hash')}</span> <Code>{hash}</Code>
            <br />
            <a
              href={href(`/reports/${report}/${fileName(report, version, lang, 'docx')}`)}
              hreflang={lang}
              type={DOCX_TYPE}
            >
              {t('reports.page.docx')}
              <span class="hide-text"> {LANGUAGE_NAMES[lang]}</span>
            </a>
          </>
        ),
      }))}
    />
  );
}
