import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { withStatuses, writeFacets } from './facets.ts';
import { sumPlan } from './file/apply.ts';
import { writeEvents } from './file/apply-events.ts';
import type { RowContent } from './matrix-row.ts';
import { sumsOf } from './sums.ts';

/** A milestone, and where it stands. */
export type MilestonePlace = {
  institution_id: string;
  id: string;
  commitment_id: string;
  plan_id: string;
  reference: string;
};

/** Whoever writes on another milestone of the same commitment waits here, so that sums and versions count everybody. */
export async function lockCommitment({ db }: Pick<ActionContext, 'db'>, target: MilestonePlace) {
  return within(db, target.institution_id)
    .selectFrom('commitment')
    .select(['id', 'reference', 'plan_id', 'ends_on', 'date_precision', 'facets', 'latest_first'])
    .where('id', '=', target.commitment_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/**
 * Lets everybody read a version of a row: the milestone takes its content, the sums of its commitment and plan move with it, the timeline
 * tells it and followers hear of it. From then on the status belongs to people: an import does not change it back. The commitment must be
 * locked (`lockCommitment`).
 */
export async function publishContent(
  context: ActionContext,
  target: MilestonePlace,
  commitment: Awaited<ReturnType<typeof lockCommitment>>,
  published: { content: RowContent; version: number; note: Text | null },
): Promise<void> {
  const { db, now, today, actor } = context;
  const own = within(db, target.institution_id);
  const { content, version, note } = published;
  const before = await own
    .selectFrom('milestone')
    .select(['status', 'percent'])
    .where('id', '=', target.id)
    .executeTakeFirstOrThrow();
  const percent = content.status === 'finished' ? 100 : content.percent;
  await own
    .updateTable('milestone')
    .set({
      status: content.status,
      status_source: 'person',
      status_on: content.statusOn ?? today,
      status_note: note && json(note),
      expected_result: content.expectedResult && json(content.expectedResult),
      indicator: content.indicator && json(content.indicator),
      target: content.target && json(content.target),
      percent,
      done: content.done && json(content.done),
      obstacles: content.obstacles && json(content.obstacles),
      next_step: content.nextStep && json(content.nextStep),
      evidence: json(content.evidence),
      reported_on: today,
      row_version: version,
      published_version: version,
      changed_at: now,
    })
    .where('id', '=', target.id)
    .execute();
  await own
    .updateTable('milestone_version')
    .set({ published_by: actor.kind === 'person' ? actor.id : null, published_at: now })
    .where('milestone_id', '=', target.id)
    .where('version', '=', version)
    .execute();
  const milestones = await own
    .selectFrom('milestone')
    .select(['status', 'ends_on as end', 'date_precision as precision'])
    .where('commitment_id', '=', target.commitment_id)
    .where('gone_at', 'is', null)
    .execute();
  const { status_counts, ...sums } = sumsOf(milestones, {
    end: commitment.ends_on,
    precision: commitment.date_precision,
  });
  const facets = withStatuses(
    commitment.facets,
    milestones.map((milestone) => milestone.status),
  );
  await own
    .updateTable('commitment')
    .set({ ...sums, status_counts: json(status_counts), facets, changed_at: now })
    .where('id', '=', target.commitment_id)
    .execute();
  await writeFacets(
    db,
    {
      institutionId: target.institution_id,
      id: target.commitment_id,
      latestFirst: commitment.latest_first,
      reference: commitment.reference,
    },
    facets,
  );
  const moved = before.status !== content.status;
  const words = note ?? content.done;
  const place = { institutionId: target.institution_id, planId: target.plan_id };
  await writeEvents({ db, now, today }, place, [
    {
      kind: moved ? 'status-changed' : 'reported',
      commitmentId: target.commitment_id,
      milestoneId: target.id,
      data: {
        ...(moved ? { statusFrom: before.status, statusTo: content.status } : {}),
        ...(percent !== null && percent !== before.percent ? { percent } : {}),
        ...(words ? { note: words } : {}),
      },
    },
  ]);
  await sumPlan(context, place);
  await touchCommitment(context, target, commitment.reference);
}

/** Drops the pages that show a commitment: its own, its plan's, those of the bodies that have to do with it. */
export async function touchCommitment(
  { db, touch }: Pick<ActionContext, 'db' | 'touch'>,
  target: MilestonePlace,
  commitmentReference: string,
): Promise<void> {
  const own = within(db, target.institution_id);
  const plan = await own
    .selectFrom('action_plan')
    .select('reference')
    .where('id', '=', target.plan_id)
    .executeTakeFirstOrThrow();
  const bodies = await own
    .selectFrom('commitment_body')
    .select('body_id')
    .where('commitment_id', '=', target.commitment_id)
    .execute();
  touch('commitments', `commitment:${commitmentReference}`, `plan:${plan.reference}`);
  touch(...bodies.map((row) => `institution:${row.body_id}`));
}
