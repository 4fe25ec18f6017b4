import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import './tables.ts';

/**
 * What an official did in the matrix. It is the body's record of a public function and stays when the account is closed: which person is
 * known by their id alone, which the closed account no longer has a name for; the row gets a new official.
 */
export const ownMatrixWork: PersonalDataSource = {
  name: 'commitments.personal.title',
  async export(db, personId) {
    const all = across(db);
    const assigned = await all
      .selectFrom('milestone')
      .select('reference')
      .where('official_id', '=', personId)
      .orderBy('reference')
      .execute();
    const written = await all
      .selectFrom('milestone_version')
      .innerJoin('milestone', (join) =>
        join
          .onRef('milestone.institution_id', '=', 'milestone_version.institution_id')
          .onRef('milestone.id', '=', 'milestone_version.milestone_id'),
      )
      .select(['milestone.reference', 'milestone_version.version', 'milestone_version.saved_at as savedAt'])
      .where('milestone_version.saved_by', '=', personId)
      .orderBy('milestone_version.saved_at')
      .execute();
    const reminders = await all
      .selectFrom('milestone_reminder')
      .select(['due_on as dueOn', 'stage', 'sent_on as sentOn'])
      .where('person_id', '=', personId)
      .orderBy('sent_on')
      .execute();
    return { assigned: assigned.map((row) => row.reference), written, reminders, ...(await planWork(all, personId)) };
  },
  async close(tx, personId) {
    const all = across(tx);
    await all.updateTable('milestone').set({ official_id: null }).where('official_id', '=', personId).execute();
    await all.deleteFrom('milestone_reminder').where('person_id', '=', personId).execute();
    await all.updateTable('matrix_import').set({ sent_by: null }).where('sent_by', '=', personId).execute();
    await all.updateTable('plan_draft').set({ created_by: null }).where('created_by', '=', personId).execute();
    await all.updateTable('plan_draft_entry').set({ saved_by: null }).where('saved_by', '=', personId).execute();
    const written = await all
      .selectFrom('milestone_version')
      .select('version')
      .where('saved_by', '=', personId)
      .limit(1)
      .executeTakeFirst();
    return written ? [{ what: 'commitments.personal.kept', why: 'commitments.personal.kept-why', until: null }] : [];
  },
};

/** What somebody wrote, published and recorded of plans and indicators. */
async function planWork(all: ReturnType<typeof across>, personId: string) {
  const drafted = await all
    .selectFrom('plan_draft_entry')
    .select(['reference', 'saved_at as savedAt'])
    .where('saved_by', '=', personId)
    .orderBy('saved_at')
    .execute();
  const versions = await all
    .selectFrom('plan_version')
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'plan_version.institution_id')
        .onRef('action_plan.id', '=', 'plan_version.plan_id'),
    )
    .select(['action_plan.reference', 'plan_version.version', 'plan_version.published_at as publishedAt'])
    .where('plan_version.published_by', '=', personId)
    .orderBy('plan_version.published_at')
    .execute();
  const phases = await all
    .selectFrom('plan_phase')
    .select(['phase', 'recorded_at as recordedAt'])
    .where('recorded_by', '=', personId)
    .orderBy('recorded_at')
    .execute();
  const values = await all
    .selectFrom('commitment_indicator_value')
    .select(['on_date as on', 'value', 'recorded_at as recordedAt'])
    .where('recorded_by', '=', personId)
    .orderBy('recorded_at')
    .execute();
  return { drafted, versions, phases, values };
}

/** Who reports on what, and when: declared like every other processing. */
export const matrixProcessing: Processing = {
  kind: 'commitments.matrix',
  purpose: 'commitments.processing.purpose',
  regime: 'declaration',
  data: 'commitments.processing.data',
  recipients: 'commitments.processing.recipients',
  retention: 'commitments.processing.retention',
};

/** Files that were sent in are forgotten after a month: what was applied of them stands in the rows and in the audit log. */
export const matrixImportRetention: Retention = {
  kind: 'commitments.matrix-imports',
  source: 'Law 09-08, art. 3',
  keep: { days: 30 },
  async apply(tx, before, dryRun) {
    const all = across(tx);
    if (dryRun) {
      const { n } = await all
        .selectFrom('matrix_import')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('sent_at', '<', before)
        .executeTakeFirstOrThrow();
      return n;
    }
    const { numDeletedRows } = await all
      .deleteFrom('matrix_import')
      .where('sent_at', '<', before)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
};
