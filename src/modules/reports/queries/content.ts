import { sql } from 'kysely';
import { asTenant, institutionsById } from '#core/institutions/index.ts';
import { countedPlans, everyMatrixRow, type PlanDetail, planByReference } from '#modules/commitments/index.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { type CoCreationContent, type ReportContent, type ReportedCommitment, reportedMilestone } from '../report.ts';
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
  const coCreation = report.kind === 'co-creation' ? await coCreationOf(db, report, plan.coCreation) : undefined;
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
    ...(coCreation ? { coCreation } : {}),
  };
}

/** How a plan was made: what its body counted, and what was said to its draft and to the plan itself. Only what is shown counts. */
async function coCreationOf(
  db: Db,
  { institutionId, planReference }: ReportSummary,
  told: PlanDetail['coCreation'],
): Promise<CoCreationContent> {
  const { rows } = await sql<{ comments: number; answered: number }>`
    select count(*) as comments, count(*) filter (where exists (
      select 1 from comment a where a.institution_id = c.institution_id and a.parent_id = c.id and a.official and a.state = 'shown'
    )) as answered
    from comment c
    where c.institution_id = ${institutionId} and c.subject_kind in ('plan-draft', 'action-plan')
      and c.subject_id = ${planReference} and c.parent_id is null and not c.official and c.state = 'shown'`.execute(db);
  const { comments = 0, answered = 0 } = rows[0] ?? {};
  const { groupsParticipating, publicMeetings, themeBasedEvents, participants, ideasSubmitted } = told;
  const { institutionsProposing, steps, spaces, diversityMeasures, participantCategories } = told;
  const figures = {
    groupsParticipating,
    publicMeetings,
    themeBasedEvents,
    participants,
    ideasSubmitted,
    institutionsProposing,
  };
  return { ...figures, steps, spaces, diversityMeasures, participantCategories, comments, answered };
}
