import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { writeReport } from '../access.ts';
import { checkRevision, draftInput, draftTarget } from '../draft-input.ts';
import type { ReportDraft } from '../queries/reports.ts';

type Input = z.infer<typeof draftInput>;
export type SavedReport = { report: string; revision: number };

/** Keeps the narrative parts of a report as a draft. Refuses (409) when somebody saved it since the revision it was written on. */
export const saveReport = defineAction<Input, ReportDraft, SavedReport>({
  name: 'reports.save-report',
  input: draftInput as z.ZodType<Input>,
  target: (context, { report }) => draftTarget(context, report),
  access: writeReport,
  event: 'report.saved',
  record: ({ report }, { institutionId }, result) => ({
    subject: report,
    institutionId,
    detail: { revision: (result as SavedReport).revision },
  }),
  async run({ db, actor, now }, { report, revision, ...draft }, target): Promise<SavedReport> {
    checkRevision(target, revision);
    await within(db, target.institutionId)
      .updateTable('report')
      .set({
        draft: json(draft) as never,
        draft_revision: revision + 1,
        saved_by: actor.kind === 'person' ? actor.id : null,
        saved_at: now,
      })
      .where('id', '=', target.id)
      .execute();
    return { report, revision: revision + 1 };
  },
});
