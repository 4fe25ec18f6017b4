import { Readable } from 'node:stream';
import { DOCX_TYPE, renderDocx } from '#platform/docx/render-docx.ts';
import { NotFound } from '#platform/errors.ts';
import { defineResource, type PageRequest, type ResourceAnswer } from '#platform/page.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import { writeReport } from '../access.ts';
import { reportDocument } from '../document.ts';
import { reportContent } from '../queries/content.ts';
import { reportByReference, versionContent, versionsOf } from '../queries/reports.ts';
import { type ReportFormat, readFileName } from '../report.ts';

/** A published version: its PDF byte for byte as it was kept, or its words and figures as DOCX, to be used again. */
export const reportFile = defineResource({
  name: 'reports.report-file',
  path: '/reports/:report/:file',
  on: 'both',
  async load({ db, page, params, around }): Promise<ResourceAnswer> {
    const named = readFileName(params.file ?? '');
    if (!named || named.reference !== params.report) throw new NotFound();
    const report = await reportByReference(db, named.reference);
    if (!report || (page.tenant && page.tenant.id !== report.institutionId)) throw new NotFound();
    if (named.format === 'docx') {
      const kept = await versionContent(db, report, named.version);
      if (!kept) throw new NotFound();
      const issue = { ...kept, reference: report.reference };
      const body = await renderDocx(reportDocument(issue, named.lang, around));
      return { type: DOCX_TYPE, body, download: params.file ?? '' };
    }
    const version = (await versionsOf(db, report)).find((one) => one.version === named.version);
    const file = version?.files?.find((one) => one.lang === named.lang);
    const kept = file && (await around.files.readFile(file.hash));
    if (!file || !kept) throw new NotFound();
    return {
      type: PDF_TYPE,
      body: Readable.toWeb(kept.stream) as ReadableStream<Uint8Array>,
      download: params.file ?? '',
      headers: { 'content-length': String(kept.size) },
    };
  },
});

async function ownReport({ db, page, params }: PageRequest) {
  const report = await reportByReference(db, params.report ?? '');
  return report?.institutionId === page.tenant?.id ? report : undefined;
}

/** A draft with the data of today, as it would be published, in the language of the address (Arabic or French). */
const draftIn = (format: ReportFormat) =>
  ({
    path: `/desk/reports/:report/draft.${format}`,
    on: 'tenant',
    access: writeReport,
    target: ownReport,
    async load(request: PageRequest): Promise<ResourceAnswer> {
      const { db, page, around } = request;
      const report = await ownReport(request);
      if (!report) throw new NotFound();
      const content = await reportContent(db, report, page.today);
      const issue = { reference: report.reference, version: null, reason: null, narrative: report.draft, content };
      const document = reportDocument(issue, page.lang === 'fr' ? 'fr' : 'ar', around);
      return {
        type: format === 'pdf' ? PDF_TYPE : DOCX_TYPE,
        body: await (format === 'pdf' ? renderPdf(document) : renderDocx(document)),
        ...(format === 'docx' ? { download: `${report.reference}-draft.docx` } : {}),
        headers: { 'cache-control': 'private, no-store' },
      };
    },
  }) as const;

export const draftFile = defineResource({ name: 'reports.draft-file', ...draftIn('pdf') });
export const draftDocx = defineResource({ name: 'reports.draft-docx', ...draftIn('docx') });
