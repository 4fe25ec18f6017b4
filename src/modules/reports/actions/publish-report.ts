import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { publishReportRule } from '../access.ts';
import { checkRevision, draftTarget } from '../draft-input.ts';
import { reportContent } from '../queries/content.ts';
import type { ReportDraft } from '../queries/reports.ts';
import { publishFaults } from '../report.ts';

const words = z.string().trim().max(2_000).default('');

export const publishReportInput = z.object({
  report: z.string().max(140),
  /** The revision of the draft that was read: what is published is what was seen. */
  revision: z.number().int().min(0),
  /** What is corrected and why; asked for from the second version on. */
  reason: z.object({ ar: words, fr: words }).strict().default({ ar: '', fr: '' }),
});

type Input = z.infer<typeof publishReportInput>;
export type PublishedReportVersion = { report: string; version: number };

/**
 * Publishes the draft as the next version: its words and the data of this moment are kept together and never change. Its PDF files are
 * made right after by a job (`seal-report`), from what is kept here. Refuses what is not written in both languages.
 */
export const publishReport = defineAction<Input, ReportDraft, PublishedReportVersion>({
  name: 'reports.publish-report',
  input: publishReportInput as z.ZodType<Input>,
  target: (context, { report }) => draftTarget(context, report),
  access: publishReportRule,
  event: 'report.published',
  record: ({ report }, { institutionId }, result) => ({
    subject: report,
    institutionId,
    detail: { version: (result as PublishedReportVersion).version },
  }),
  async run(context, { report, revision, reason }, target): Promise<PublishedReportVersion> {
    const { db, actor, now, today } = context;
    checkRevision(target, revision);
    const faults = publishFaults(target.draft, reason, target.version);
    if (faults.length > 0) throw new InvalidInput(faults);
    const version = target.version + 1;
    const own = within(db, target.institutionId);
    await own
      .insert('report_version', {
        report_id: target.id,
        version,
        narrative: json(target.draft) as never,
        content: json(await reportContent(db, target, today)) as never,
        reason: (version === 1 ? null : json(reason)) as never,
        published_by: actor.kind === 'person' ? actor.id : null,
        published_at: now,
        files: null,
        sealed_at: null,
      })
      .execute();
    await own.updateTable('report').set({ version }).where('id', '=', target.id).execute();
    context.touch('reports', `report:${report}`);
    await context.queue('reports.seal-report', { report, version }, { key: `${report} ${version}` });
    return { report, version };
  },
});
