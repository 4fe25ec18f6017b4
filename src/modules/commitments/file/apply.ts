import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { across, json } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { indexDocuments, removeDocuments } from '#platform/search/index-documents.ts';
import type { PlanChange } from '../plan-cells.ts';
import { noStatuses } from '../progress.ts';
import { commitmentDocuments, commitmentSearch, planDocuments, planSearch } from '../search.ts';
import { editedOf, withdraw, writeCommitments } from './apply-commitments.ts';
import { type NewEvent, type Place, writeEvents } from './apply-events.ts';
import { type Comparison, DATE_FIELDS, isDirty, type PlanStep } from './compare.ts';
import { asRow } from './row.ts';
import { writeTerms } from './terms.ts';
import { recordVersion } from './versions.ts';

/** Writes what `compare` found, in the caller's transaction: rows, timeline, search and cache tags. */
export async function writeComparison(context: ActionContext, comparison: Comparison, said: Said): Promise<void> {
  await writeTerms(
    context.db,
    comparison.plans.map((step) => step.record),
  );
  context.touch('commitments');
  for (const step of comparison.plans) if (isTouched(step)) await writePlan(context, step, said);
  for (const plan of comparison.gonePlans) await writeGonePlan(context, plan);
}

function isTouched(step: PlanStep): boolean {
  return (
    step.state !== 'same' ||
    step.partnersChanged ||
    step.goneCommitments.length > 0 ||
    step.commitments.some((commitment) => isDirty(commitment) || step.partnersChanged)
  );
}

/** Who speaks, and with people's words why and since when. */
export type Said = { origin: 'file' } | { origin: 'people'; reason: Text; adoptedOn: string; changes: PlanChange[] };

async function writePlan(context: ActionContext, step: PlanStep, said: Said): Promise<void> {
  const { db, now } = context;
  const { record } = step;
  const place: Place = { institutionId: record.ownerId, planId: step.id };
  const row = asRow(step.columns);
  if (step.state === 'added') {
    await across(db)
      .insertInto('action_plan')
      .values({
        ...row,
        institution_id: place.institutionId,
        id: place.planId,
        commitment_count: 0,
        status_counts: json(noStatuses()),
        ...editedOf(step),
        gone_at: null,
        created_at: now,
        changed_at: now,
      } as never)
      .execute();
  } else if (step.state !== 'same' || step.edited) {
    const seen = step.fields.length > 0 || step.state === 'returned';
    await across(db)
      .updateTable('action_plan')
      .set({ ...row, ...editedOf(step), gone_at: null, ...(seen ? { changed_at: now } : {}) } as never)
      .where('institution_id', '=', place.institutionId)
      .where('id', '=', place.planId)
      .execute();
  }
  if (step.partnersChanged) await writePartners(context, place, record.partnerIds);

  const events: NewEvent[] = planEvents(step);
  events.push(...(await writeCommitments(context, place, step, said.origin)));
  await recordVersion(context, place, step, said);
  await writeEvents(context, place, events);
  await sumPlan(context, place);

  const dirty = step.commitments.filter((commitment) => isDirty(commitment) || step.state === 'added');
  await removeDocuments(db, {
    institutionId: place.institutionId,
    kind: commitmentSearch.kind,
    ids: step.goneCommitments.map((gone) => gone.reference),
  });
  await indexDocuments(
    db,
    await commitmentDocuments(
      db,
      dirty.map((commitment) => commitment.id),
    ),
  );
  if (step.state !== 'same') await indexDocuments(db, await planDocuments(db, [step.id]));

  context.touch(`plan:${record.columns.reference}`, `institution:${place.institutionId}`);
  for (const partner of record.partnerIds) context.touch(`institution:${partner}`);
  for (const commitment of dirty) {
    context.touch(`commitment:${commitment.record.columns.reference}`);
    for (const named of commitment.record.named) if (named.bodyId) context.touch(`institution:${named.bodyId}`);
  }
  for (const gone of step.goneCommitments) context.touch(`commitment:${gone.reference}`);
}

function planEvents(step: PlanStep): NewEvent[] {
  if (step.state === 'added') return [{ kind: 'imported' }];
  const events: NewEvent[] = [];
  if (step.state === 'returned') events.push({ kind: 'returned' });
  if (step.dates) events.push({ kind: 'dates-changed', data: step.dates });
  const words = step.fields.filter((field) => !(step.dates && DATE_FIELDS.has(field)));
  if (words.length > 0) events.push({ kind: 'text-changed', data: { fields: words } });
  return events;
}

async function writePartners({ db }: ActionContext, place: Place, partnerIds: readonly string[]): Promise<void> {
  const all = across(db);
  await all
    .deleteFrom('action_plan_partner')
    .where('institution_id', '=', place.institutionId)
    .where('plan_id', '=', place.planId)
    .execute();
  if (partnerIds.length === 0) return;
  await all
    .insertInto('action_plan_partner')
    .values(
      partnerIds.map((id) => ({
        institution_id: place.institutionId,
        plan_id: place.planId,
        partner_institution_id: id,
      })),
    )
    .execute();
}

/** A plan keeps how many commitments it has and the statuses of all their milestones. */
export async function sumPlan({ db }: Pick<ActionContext, 'db'>, place: Place): Promise<void> {
  await sql`
    update action_plan p set (commitment_count, status_counts) = (
      select count(*)::int, jsonb_build_object(
        'not-reported', coalesce(sum((c.status_counts->>'not-reported')::int), 0),
        'not-started', coalesce(sum((c.status_counts->>'not-started')::int), 0),
        'in-progress', coalesce(sum((c.status_counts->>'in-progress')::int), 0),
        'stuck', coalesce(sum((c.status_counts->>'stuck')::int), 0),
        'finished', coalesce(sum((c.status_counts->>'finished')::int), 0),
        'incomplete', coalesce(sum((c.status_counts->>'incomplete')::int), 0))
      from commitment c
      where c.institution_id = p.institution_id and c.plan_id = p.id and c.gone_at is null
    )
    where p.institution_id = ${place.institutionId} and p.id = ${place.planId}`.execute(db);
}

async function writeGonePlan(context: ActionContext, gone: Comparison['gonePlans'][number]): Promise<void> {
  const { db, now } = context;
  const all = across(db);
  const place: Place = { institutionId: gone.institutionId, planId: gone.id };
  const commitments = await all
    .selectFrom('commitment')
    .select(['id', 'reference'])
    .where('institution_id', '=', gone.institutionId)
    .where('plan_id', '=', gone.id)
    .where('gone_at', 'is', null)
    .execute();
  await withdraw(
    context,
    place,
    commitments.map((one) => one.id),
    'file',
  );
  await all
    .updateTable('action_plan')
    .set({ gone_at: now, changed_at: now })
    .where('institution_id', '=', gone.institutionId)
    .where('id', '=', gone.id)
    .execute();
  await writeEvents(context, place, [
    { kind: 'gone' },
    ...commitments.map((one): NewEvent => ({ kind: 'gone', commitmentId: one.id })),
  ]);
  await removeDocuments(db, {
    institutionId: gone.institutionId,
    kind: commitmentSearch.kind,
    ids: commitments.map((one) => one.reference),
  });
  await removeDocuments(db, { institutionId: gone.institutionId, kind: planSearch.kind, ids: [gone.reference] });
  context.touch(`plan:${gone.reference}`, `institution:${gone.institutionId}`);
  for (const one of commitments) context.touch(`commitment:${one.reference}`);
}
