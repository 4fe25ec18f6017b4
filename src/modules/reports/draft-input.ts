import { z } from 'zod';
import type { ActionContext } from '#platform/action.ts';
import { Overtaken } from '#platform/errors.ts';
import { type ReportDraft, reportByReference } from './queries/reports.ts';

/** The most signs of one part of the narrative in one language: some ten printed pages. */
export const MOST_WORDS = 30_000;

const words = z.string().trim().max(MOST_WORDS).default('');
const text = z.object({ ar: words, fr: words }).strict();

/** The narrative parts as they are sent, with the revision of the draft they were written on. */
export const draftInput = z.object({
  report: z.string().max(140),
  revision: z.number().int().min(0),
  foreword: text,
  summary: text,
  conclusion: text,
});

/** Finds the report that a draft belongs to, and locks it: two people cannot save or publish it at once. */
export async function draftTarget(context: ActionContext, reference: string): Promise<ReportDraft | undefined> {
  const found = await reportByReference(context.db, reference, { lock: true });
  return found && (context.tenant === null || context.tenant.id === found.institutionId) ? found : undefined;
}

/** Refuses what was written on a draft that somebody has saved since: nobody's words are thrown away. */
export function checkRevision(report: ReportDraft, revision: number): void {
  if (report.revision !== revision) throw new Overtaken('reports.fault.overtaken');
}
