import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { sealReport as systemOnly } from '../access.ts';
import { type ReportDraft, reportByReference } from '../queries/reports.ts';
import { REPORT_LANGUAGES } from '../report.ts';

export const sealReportInput = z.object({
  report: z.string().max(140),
  version: z.number().int().min(1),
  files: z
    .array(
      z.object({
        lang: z.enum(REPORT_LANGUAGES),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        size: z.number().int().min(1),
      }),
    )
    .length(REPORT_LANGUAGES.length),
});

type Input = z.infer<typeof sealReportInput>;

/** Writes down the PDF files of a published version, once: from then on they never change. The files are kept before. */
export const sealReport = defineAction<Input, ReportDraft, void>({
  name: 'reports.seal-report',
  input: sealReportInput,
  target: ({ db }, { report }) => reportByReference(db, report),
  access: systemOnly,
  event: 'report.sealed',
  record: ({ report, version, files }, { institutionId }) => ({
    subject: report,
    institutionId,
    detail: { version, hashes: files.map((file) => file.hash) },
  }),
  async run({ db, now, touch }, { report, version, files }, target) {
    await within(db, target.institutionId)
      .updateTable('report_version')
      .set({ files: json(files) as never, sealed_at: now })
      .where('report_id', '=', target.id)
      .where('version', '=', version)
      .where('sealed_at', 'is', null)
      .execute();
    touch('reports', `report:${report}`);
  },
});
