import { asTenant, institutionsById } from '#core/institutions/index.ts';
import { countedPlans, everyMatrixRow, planByReference } from '#modules/commitments/index.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { type ReportContent, type ReportedCommitment, reportedMilestone } from '../report.ts';
import type { ReportSummary } from './reports.ts';

/** What a report would hold if it were published now, on the Moroccan date `today`: only what everybody may read. */
export async function reportContent(db: Db, report: ReportSummary, today: string): Promise<ReportContent> {
  const { institutionId, planId, planReference } = report;
  const [plan, counted, bodies] = await Promise.all([
    planByReference(db, planReference, today),
    countedPlans(db, { today, reference: planReference }),
    institutionsById(db, [institutionId]),
  ]);
  const counts = counted.find((one) => one.planId === planId)?.counts;
  const body = bodies.get(institutionId);
  if (!plan || !counts || !body) throw new NotFound();
  const { accent, emblem, slug, name } = asTenant(body);
  const commitments = new Map<string, ReportedCommitment>();
  for await (const row of everyMatrixRow(db, { institutionId, planId }, today)) {
    const { id, reference, number, title } = row.commitment;
    const own = commitments.get(id) ?? { reference, number, title, milestones: [] };
    own.milestones.push(reportedMilestone(row));
    commitments.set(id, own);
  }
  return {
    on: today,
    kind: report.kind,
    period: { start: report.start, end: report.end },
    plan: {
      reference: plan.reference,
      title: plan.title,
      start: plan.period.start,
      end: plan.period.end,
      source: plan.source,
    },
    institution: { slug, name, accent, emblem },
    counts,
    commitments: [...commitments.values()],
  };
}
