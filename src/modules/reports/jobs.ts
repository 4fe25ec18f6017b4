import { z } from 'zod';
import type { Job } from '#platform/module.ts';
import { renderPdf } from '#platform/pdf/render-pdf.ts';
import { system } from '#platform/tenant.ts';
import { recordScorecards } from './actions/record-scorecards.ts';
import { sealReport } from './actions/seal-report.ts';
import { reportDocument } from './document.ts';
import { reportByReference, versionContent } from './queries/reports.ts';
import { fileName, REPORT_LANGUAGES, type ReportFile } from './report.ts';

/** The largest PDF that is kept: a report of a thousand commitments is far smaller. */
const MOST_BYTES = 100_000_000;

/** Every night, so that a month is not missed when the machine was off on its first day; it keeps each month once. */
export const recordScorecardsJob: Job = {
  name: 'reports.record-scorecards',
  cron: '20 2 * * *',
  async run(_payload, { actions, log }) {
    const actor = system('reports.record-scorecards');
    const done = await actions.perform(recordScorecards, { actor, tenant: null, input: {} });
    log.info(done, 'the scorecards of the month are kept');
  },
};

/** Makes the PDF files of a published version and keeps them. The same version gives the same bytes: a second run changes nothing. */
export const sealReportJob: Job = {
  name: 'reports.seal-report',
  payload: z.object({ report: z.string(), version: z.number() }),
  async run(payload, { db, actions, around }) {
    const { report: reference, version } = payload as { report: string; version: number };
    const report = await reportByReference(db, reference);
    const published = report && (await versionContent(db, report, version));
    if (!published || published.files !== null) return;
    const files: ReportFile[] = [];
    for (const lang of REPORT_LANGUAGES) {
      const bytes = await renderPdf(reportDocument({ reference, ...published }, lang, around));
      const { hash, size } = await around.files.storeFile({
        content: bytes,
        name: fileName(reference, version, lang),
        maxBytes: MOST_BYTES,
        allow: ['pdf'],
      });
      files.push({ lang, hash, size });
    }
    const actor = system('reports.seal-report');
    await actions.perform(sealReport, { actor, tenant: null, input: { report: reference, version, files } });
  },
};
