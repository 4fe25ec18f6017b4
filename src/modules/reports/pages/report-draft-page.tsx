import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { officialNames } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateRange, DateTimeText } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { PUBLISH, writeReport } from '../access.ts';
import { publishReport } from '../actions/publish-report.ts';
import { saveReport } from '../actions/save-report.ts';
import { MOST_WORDS } from '../draft-input.ts';
import { type ReportDraft, reportByReference } from '../queries/reports.ts';
import { NARRATIVE_PARTS, REPORT_LANGUAGES, type ReportFormat } from '../report.ts';
import { formOfDraft, one, textOf } from './form-values.ts';

type Data = { institutionId: string; tabs: Tab[]; report: ReportDraft; savedBy: string | null; mayPublish: boolean };

/** A report being written: its narrative parts in Arabic and French side by side, its preview, its publication. */
export const reportDraftPage = definePage<unknown, Data>({
  name: 'reports.report-draft-page',
  path: '/desk/reports/:report',
  on: 'tenant',
  access: writeReport,
  async load(request) {
    const { db, page, params } = request;
    const report = await reportByReference(db, params.report ?? '');
    if (!report || report.institutionId !== page.tenant?.id) throw new NotFound();
    const { institutionId, savedBy } = report;
    const names = await officialNames(db, institutionId, [savedBy]);
    return {
      institutionId,
      tabs: deskTabs(request),
      report,
      savedBy: savedBy === null ? null : (names.get(savedBy) ?? null),
      mayPublish: holdsPower(page.actor, PUBLISH, institutionId),
    };
  },
  view: ({ data, form }) => <ReportDraftView data={data} form={form} />,
  submits: {
    save: {
      action: saveReport,
      input: (values, { params }) => ({
        report: params.report,
        revision: Number(one(values, 'revision') || Number.NaN),
        ...Object.fromEntries(NARRATIVE_PARTS.map((part) => [part, textOf(values, part)])),
      }),
      done: (_result, { params }) => withDone(`/desk/reports/${params.report}`),
    },
    publish: {
      action: publishReport,
      input: (values, { params }) => ({
        report: params.report,
        revision: Number(one(values, 'revision') || Number.NaN),
        reason: textOf(values, 'reason'),
      }),
      done: (_result, { params }) => withDone(`/desk/reports/${params.report}`),
    },
  },
});

function ReportDraftView({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, href } = usePage();
  const { report, savedBy } = data;
  const isPublishing = form.values.do === 'publish';
  const saved: FormState = { values: formOfDraft(report.draft), faults: [] };
  const isTyped = form.values.do === 'save';
  return (
    <DeskDocument
      title={ts(`reports.kind.${report.kind}`)}
      tabs={data.tabs}
      crumbs={[{ label: ts('reports.page.reports'), path: '/desk/reports' }]}
    >
      <Summary
        rows={[
          { label: t('reports.doc.reference'), value: <Code>{report.reference}</Code> },
          { label: t('reports.page.plan'), value: <Code>{report.planReference}</Code> },
          { label: t('reports.page.period'), value: <DateRange start={report.start} end={report.end} /> },
          {
            label: t('reports.desk.state'),
            value:
              report.version === 0 ? (
                t('reports.doc.draft')
              ) : (
                <a href={href(`/reports/${report.reference}`)}>
                  {t('reports.page.version', { version: report.version })}
                </a>
              ),
          },
          {
            label: t('reports.desk.saved'),
            value: (
              <>
                <DateTimeText instant={report.savedAt} /> {savedBy && <bdi>{savedBy}</bdi>}
              </>
            ),
          },
          {
            label: t('reports.desk.preview'),
            value: <DraftLinks report={report.reference} format="pdf" />,
          },
          {
            label: t('reports.desk.docx'),
            value: <DraftLinks report={report.reference} format="docx" />,
          },
        ]}
      />
      <section class="mt-4 flow" aria-labelledby="write">
        <h2 id="write">{t('reports.desk.write')}</h2>
        <ErrorSummary state={form} />
        {isTyped && isOvertaken(form) && <StandsNow report={report} form={form} />}
        <Form state={isTyped ? form : { ...saved, faults: form.faults }} label={ts('reports.desk.write')}>
          <Hidden name="do" value="save" />
          <Hidden name="revision" value={String(report.revision)} />
          {NARRATIVE_PARTS.map((part) => (
            <Pair name={part} />
          ))}
          <Button>{t('reports.desk.save')}</Button>
          <p class="hint">{t('reports.desk.save-hint')}</p>
        </Form>
      </section>
      {data.mayPublish && (
        <section class="mt-6 flow" aria-labelledby="publish">
          <h2 id="publish">{t('reports.desk.publish')}</h2>
          <p>{t('reports.desk.publish-text')}</p>
          <Form state={isPublishing ? form : undefined} label={ts('reports.desk.publish')}>
            <Hidden name="do" value="publish" />
            <Hidden name="revision" value={String(report.revision)} />
            {report.version > 0 && <Pair name="reason" />}
            <Button kind="quiet">
              {report.version === 0
                ? t('reports.desk.publish-first')
                : t('reports.desk.publish-next', { version: report.version + 1 })}
            </Button>
          </Form>
        </section>
      )}
    </DeskDocument>
  );
}

/** One text in Arabic and in French, side by side. */
function Pair({ name }: { name: (typeof NARRATIVE_PARTS)[number] | 'reason' }) {
  const { t } = usePage();
  return (
    <div class="pair">
      {REPORT_LANGUAGES.map((lang, index) => (
        <TextArea
          name={`${name}.${lang}`}
          label={
            <>
              {t(`reports.part.${name}`)} – <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
            </>
          }
          hint={index === 0 ? t(`reports.part-hint.${name}`) : undefined}
          rows={name === 'reason' ? 3 : 10}
          maxlength={name === 'reason' ? 2_000 : MOST_WORDS}
          optional={name === 'foreword' || name === 'conclusion'}
        />
      ))}
    </div>
  );
}

function isOvertaken(form: FormState): boolean {
  return form.faults.some((fault) => fault.key === 'reports.fault.overtaken');
}

/** What somebody else saved meanwhile, beside which what was typed stays in the form: neither is lost. */
function StandsNow({ report, form }: { report: ReportDraft; form: FormState }) {
  const { t } = usePage();
  const differing = NARRATIVE_PARTS.flatMap((part) =>
    REPORT_LANGUAGES.filter(
      (lang) => (report.draft[part][lang] ?? '') !== one(form.values, `${part}.${lang}`).trim(),
    ).map((lang) => ({ part, lang, words: report.draft[part][lang] ?? '' })),
  );
  return (
    <Banner kind="warn" title={t('reports.desk.stands-now')} level={3}>
      <p>{t('reports.desk.stands-now-text')}</p>
      {differing.map(({ part, lang, words }) => (
        <>
          <p>
            <b>{t(`reports.part.${part}`)}</b> – <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
          </p>
          <p lang={lang} dir="auto">
            {words}
          </p>
        </>
      ))}
    </Banner>
  );
}

/** The draft as a file, in the languages of reports. */
function DraftLinks({ report, format }: { report: string; format: ReportFormat }) {
  const { href } = usePage();
  return (
    <>
      {REPORT_LANGUAGES.map((lang) => (
        <>
          <a href={href(`/desk/reports/${report}/draft.${format}`, { lang })} hreflang={lang}>
            <bdi lang={lang}>{LANGUAGE_NAMES[lang]}</bdi>
          </a>{' '}
        </>
      ))}
    </>
  );
}
