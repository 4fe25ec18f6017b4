import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { across, json } from '#platform/db/database.ts';
import type { BodyRole } from '../commitment.ts';
import { facetEntry, statusFacets, writeFacets } from '../facets.ts';
import { searchWords } from '../search-text.ts';
import { sumsOf } from '../sums.ts';
import type { Dated } from '../timeline.ts';
import type { NewEvent, Place } from './apply-events.ts';
import {
  type CommitmentStep,
  DATE_FIELDS,
  isDirty,
  type MilestoneStep,
  type Origin,
  type PlanStep,
} from './compare.ts';
import { REMOVED } from './keep.ts';
import type { CommitmentRecord } from './read.ts';
import { asRow } from './row.ts';

/** Writes a plan's commitments and milestones; gives the events to be written with the plan's own. */
export async function writeCommitments(
  context: ActionContext,
  place: Place,
  plan: PlanStep,
  origin: Origin,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const step of plan.commitments) {
    const dirty = isDirty(step);
    if (!dirty && !plan.partnersChanged) continue;
    await writeCommitment(context, place, plan, step, dirty);
    if (step.namesChanged || step.state === 'added') await writeNamed(context, place, step);
    await writeBodies(context, place, plan, step);
    for (const milestone of step.milestones) await writeMilestone(context, place, plan, step.id, milestone);
    await dropMilestones(
      context,
      place,
      step.goneMilestones.map((gone) => gone.id),
      origin,
    );
    events.push(...eventsOf(plan, step));
  }
  await withdraw(
    context,
    place,
    plan.goneCommitments.map((gone) => gone.id),
    origin,
  );
  for (const gone of plan.goneCommitments) events.push({ kind: 'gone', commitmentId: gone.id });
  return events;
}

/** Which columns people wrote, where that changed. */
export function editedOf({ edited }: { edited?: string[] }) {
  return edited === undefined ? {} : { edited: json(edited) };
}

/** What is written when somebody takes a thing out: a file does, or people, whom no file overrules. */
function outBy(origin: Origin, now: Date) {
  return {
    gone_at: now,
    changed_at: now,
    ...(origin === 'people' ? { edited: sql<string[]>`edited || ${json([REMOVED])}` } : {}),
  };
}

/** Takes commitments and their milestones out of every list; they are kept. */
export async function withdraw(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  place: Place,
  ids: readonly string[],
  origin: Origin,
): Promise<void> {
  if (ids.length === 0) return;
  const all = across(db);
  await all
    .updateTable('commitment')
    .set(outBy(origin, now))
    .where('institution_id', '=', place.institutionId)
    .where('id', 'in', ids)
    .execute();
  await all
    .updateTable('milestone')
    .set({ gone_at: now, changed_at: now })
    .where('institution_id', '=', place.institutionId)
    .where('commitment_id', 'in', ids)
    .where('gone_at', 'is', null)
    .execute();
  await all
    .updateTable('commitment_body')
    .set({ listed: false })
    .where('institution_id', '=', place.institutionId)
    .where('commitment_id', 'in', ids)
    .execute();
  await all
    .deleteFrom('commitment_facet')
    .where('institution_id', '=', place.institutionId)
    .where('commitment_id', 'in', ids)
    .execute();
}

function eventsOf(plan: PlanStep, step: CommitmentStep): NewEvent[] {
  const commitmentId = step.id;
  if (step.state === 'added') return [{ kind: plan.state === 'added' ? 'imported' : 'added', commitmentId }];
  const events: NewEvent[] = [];
  if (step.state === 'returned') events.push({ kind: 'returned', commitmentId });
  if (step.dates) events.push({ kind: 'dates-changed', commitmentId, data: step.dates });
  const words = step.fields.filter((field) => !(step.dates && DATE_FIELDS.has(field)));
  if (words.length > 0) events.push({ kind: 'text-changed', commitmentId, data: { fields: words } });
  for (const milestone of step.milestones) {
    const of = { commitmentId, milestoneId: milestone.id };
    if (milestone.state === 'added') events.push({ kind: 'added', ...of });
    // What came back with its commitment is told once, with the commitment.
    if (milestone.state === 'returned' && step.state !== 'returned') events.push({ kind: 'returned', ...of });
    if (milestone.dates) events.push({ kind: 'dates-changed', ...of, data: milestone.dates });
    const { status } = milestone;
    if (status) {
      events.push({ kind: 'status-changed', ...of, data: { statusFrom: status.from, statusTo: status.to } });
    }
    const changed = milestone.fields.filter(
      (field) => field !== 'status' && !(milestone.dates && DATE_FIELDS.has(field)),
    );
    if (changed.length > 0) events.push({ kind: 'text-changed', ...of, data: { fields: changed } });
  }
  for (const gone of step.goneMilestones) events.push({ kind: 'gone', commitmentId, milestoneId: gone.id });
  return events;
}

async function writeCommitment(
  { db, now }: ActionContext,
  place: Place,
  plan: PlanStep,
  step: CommitmentStep,
  dirty: boolean,
): Promise<void> {
  const { columns } = step.record;
  const milestones = await milestonesAfter(db, place, step);
  const sums = sumsOf(milestones, { end: columns.ends_on, precision: columns.date_precision });
  const facets = [
    ...new Set([
      ...regionsOf(plan, step.record).map((code) => facetEntry('region', code)),
      ...columns.policy_areas.map((one) => facetEntry('policyArea', one.key)),
      ...columns.sectors.map((one) => facetEntry('sector', one.key)),
      ...columns.ogp_values.map((one) => facetEntry('value', one.key)),
      ...(columns.theme ? [facetEntry('theme', columns.theme.id)] : []),
      ...statusFacets(milestones.map((milestone) => milestone.status)),
    ]),
  ];
  const listed = {
    institutionId: place.institutionId,
    id: step.id,
    latestFirst: columns.latest_first,
    reference: columns.reference,
  };
  const kept = {
    ...asRow(sums),
    facets: sql<string[]>`${facets}::text[]`,
    search_text: sql<string>`strip(to_tsvector('simple', ${wordsOf(step.record)}))`,
    ...editedOf(step),
    gone_at: null,
  };
  if (step.state === 'added') {
    await across(db)
      .insertInto('commitment')
      .values({
        ...asRow(step.columns),
        ...kept,
        institution_id: place.institutionId,
        id: step.id,
        plan_id: place.planId,
        created_at: now,
        changed_at: now,
      } as never)
      .execute();
    await writeFacets(db, listed, facets);
    return;
  }
  const seen =
    step.state === 'returned' ||
    step.fields.length > 0 ||
    step.goneMilestones.length > 0 ||
    step.milestones.some((milestone) => milestone.state === 'added' || milestone.fields.length > 0);
  await across(db)
    .updateTable('commitment')
    .set({ ...asRow(step.columns), ...kept, ...(dirty && seen ? { changed_at: now } : {}) } as never)
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', step.id)
    .execute();
  await writeFacets(db, listed, facets);
}

/** The milestones as they will be: the file's dates, and the status that a person has set where one did. */
async function milestonesAfter(db: ActionContext['db'], place: Place, step: CommitmentStep): Promise<Dated[]> {
  const stored = await across(db)
    .selectFrom('milestone')
    .select(['id', 'status'])
    .where('institution_id', '=', place.institutionId)
    .where('commitment_id', '=', step.id)
    .execute();
  const statuses = new Map(stored.map((row) => [row.id, row.status]));
  return step.record.milestones.map((file, index) => {
    const milestone = step.milestones[index] as MilestoneStep;
    const stays = milestone.state === 'added' || milestone.status ? undefined : statuses.get(milestone.id);
    return { status: stays ?? file.status, end: file.ends_on, precision: file.date_precision };
  });
}

function regionsOf(plan: PlanStep, { columns }: CommitmentRecord): string[] {
  const own = columns.jurisdiction_level === 'national' ? [] : [columns.jurisdiction_code.split('.')[0] ?? ''];
  return [...new Set([...plan.record.regions, ...own])];
}

function wordsOf({ columns, named, milestones }: CommitmentRecord): string {
  const { source: _source, gaps: _gaps, ...texts } = columns;
  return searchWords([
    columns.reference,
    columns.code,
    ...Object.values(texts).filter((value) => typeof value === 'object'),
    ...named.map((one) => one.name),
    ...milestones.flatMap((milestone) => [milestone.reference, milestone.title]),
  ]);
}

async function writeNamed({ db }: ActionContext, place: Place, step: CommitmentStep): Promise<void> {
  const all = across(db);
  await all
    .deleteFrom('commitment_institution')
    .where('institution_id', '=', place.institutionId)
    .where('commitment_id', '=', step.id)
    .execute();
  if (step.record.named.length === 0) return;
  await all
    .insertInto('commitment_institution')
    .values(
      step.record.named.map((one) => ({
        institution_id: place.institutionId,
        commitment_id: step.id,
        role: one.role,
        position: one.position,
        name: json(one.name),
        body_id: one.bodyId,
      })),
    )
    .execute();
}

/** Which bodies have to do with a commitment, and how: owner of the plan, partners, those it names. */
async function writeBodies({ db }: ActionContext, place: Place, plan: PlanStep, step: CommitmentStep): Promise<void> {
  const roles = new Map<string, Set<BodyRole>>();
  const add = (id: string, role: BodyRole) => roles.set(id, (roles.get(id) ?? new Set()).add(role));
  add(place.institutionId, 'owner');
  for (const partner of plan.record.partnerIds) add(partner, 'partner');
  for (const one of step.record.named) if (one.bodyId) add(one.bodyId, one.role);
  const rows = [...roles].map(([id, set]) => ({
    body_id: id,
    roles: [...set],
    own: set.has('owner') || set.has('partner'),
  }));
  const { latest_first, reference } = step.record.columns;
  await sql`
    delete from commitment_body where institution_id = ${place.institutionId} and commitment_id = ${step.id}
      and body_id <> all (${rows.map((row) => row.body_id)}::uuid[])`.execute(db);
  await sql`
    insert into commitment_body (institution_id, commitment_id, plan_id, body_id, roles, own, listed, latest_first, reference)
    select ${place.institutionId}::uuid, ${step.id}::uuid, ${place.planId}::uuid, b.body_id, b.roles, b.own, true, ${latest_first}::integer, ${reference}::text
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as b (body_id uuid, roles text[], own boolean)
    on conflict (institution_id, commitment_id, body_id) do update
      set roles = excluded.roles, own = excluded.own, listed = true, latest_first = excluded.latest_first
      where (commitment_body.roles, commitment_body.latest_first, commitment_body.listed)
        is distinct from (excluded.roles, excluded.latest_first, true)`.execute(db);
}

async function writeMilestone(
  { db, now }: ActionContext,
  place: Place,
  plan: PlanStep,
  commitmentId: string,
  step: MilestoneStep,
): Promise<void> {
  if (step.state === 'same') return;
  const { status } = step.columns;
  // The file gives no date with a status: it is what was true when the file was made.
  const { generated } = plan.record.columns.file_meta;
  const reported = status === undefined ? {} : { status_on: status === 'not-reported' ? null : generated };
  if (step.state === 'added') {
    await across(db)
      .insertInto('milestone')
      .values({
        ...asRow(step.columns),
        institution_id: place.institutionId,
        id: step.id,
        plan_id: place.planId,
        commitment_id: commitmentId,
        status_source: 'import',
        status_on: null,
        status_note: null,
        ...reported,
        ...editedOf(step),
        gone_at: null,
        created_at: now,
        changed_at: now,
      } as never)
      .execute();
    return;
  }
  const seen = step.fields.length > 0 || step.state === 'returned';
  await across(db)
    .updateTable('milestone')
    .set({
      ...asRow(step.columns),
      ...reported,
      ...editedOf(step),
      gone_at: null,
      ...(seen ? { changed_at: now } : {}),
    } as never)
    .where('institution_id', '=', place.institutionId)
    .where('id', '=', step.id)
    .execute();
}

async function dropMilestones(
  { db, now }: ActionContext,
  place: Place,
  ids: readonly string[],
  origin: Origin,
): Promise<void> {
  if (ids.length === 0) return;
  await across(db)
    .updateTable('milestone')
    .set(outBy(origin, now))
    .where('institution_id', '=', place.institutionId)
    .where('id', 'in', ids)
    .execute();
}
