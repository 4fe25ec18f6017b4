import { type RawBuilder, sql } from 'kysely';
import { across, type Tx } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import './tables.ts';

/** What a person reported, and what they answered to decisions about their own texts. */
export const reportsAndAppeals: PersonalDataSource = {
  name: 'moderation.personal.title',
  async export(db, personId) {
    const all = across(db);
    const reports = await all
      .selectFrom('moderation_report')
      .innerJoin('moderation_item', (join) =>
        join
          .onRef('moderation_item.institution_id', '=', 'moderation_report.institution_id')
          .onRef('moderation_item.id', '=', 'moderation_report.item_id'),
      )
      .select(['moderation_item.kind', 'moderation_item.thing_id', 'moderation_report.ground'])
      .select(['moderation_report.note', 'moderation_report.reported_at'])
      .where('moderation_report.person_id', '=', personId)
      .orderBy('moderation_report.reported_at')
      .execute();
    const appeals = await all
      .selectFrom('moderation_appeal')
      .innerJoin('moderation_item', (join) =>
        join
          .onRef('moderation_item.institution_id', '=', 'moderation_appeal.institution_id')
          .onRef('moderation_item.id', '=', 'moderation_appeal.item_id'),
      )
      .select([
        'moderation_item.kind',
        'moderation_item.thing_id',
        'moderation_appeal.words',
        'moderation_appeal.made_at',
      ])
      .select(['moderation_appeal.outcome', 'moderation_appeal.answer', 'moderation_appeal.decided_at'])
      .where('moderation_appeal.person_id', '=', personId)
      .orderBy('moderation_appeal.made_at')
      .execute();
    return {
      reports: reports.map(({ kind, thing_id, ground, note, reported_at }) => ({
        on: `${kind}:${thing_id}`,
        ground,
        note,
        at: reported_at,
      })),
      appeals: appeals.map(({ kind, thing_id, words, made_at, outcome, answer, decided_at }) => ({
        on: `${kind}:${thing_id}`,
        words,
        at: made_at,
        outcome,
        answer,
        decidedAt: decided_at,
      })),
    };
  },
  async close(tx, personId) {
    const all = across(tx);
    await all
      .updateTable('moderation_report')
      .set({ person_id: null, note: null })
      .where('person_id', '=', personId)
      .execute();
    await all
      .updateTable('moderation_appeal')
      .set({ person_id: null, words: '' })
      .where('person_id', '=', personId)
      .execute();
    return [{ what: 'moderation.personal.kept', why: 'moderation.personal.kept-why', until: null }];
  },
};

/** Reports and appeals: declared to the CNDP. */
export const moderationProcessing: Processing = {
  kind: 'moderation.reports',
  purpose: 'moderation.processing.purpose',
  regime: 'declaration',
  data: 'moderation.processing.data',
  recipients: 'moderation.processing.recipients',
  retention: 'moderation.processing.retention',
};

/** Who reported what, and the networks reports came from, are forgotten after a year; that there was a report stays as a figure. */
export const reportRetention: Retention = {
  kind: 'moderation.reports',
  source: 'Law 05-20, art. 26; law 09-08, art. 3',
  keep: { years: 1 },
  async apply(tx, before, dryRun) {
    const old = sql<boolean>`reported_at < ${before} and (note is not null or client is not null or person_id is not null)`;
    if (dryRun) return count(tx, 'moderation_report', old);
    const done = await across(tx)
      .updateTable('moderation_report')
      .set({ note: null, client: null, person_id: null })
      .where(old)
      .executeTakeFirstOrThrow();
    return Number(done.numUpdatedRows);
  },
};

/** What authors and moderators wrote to one another is forgotten a year after the decision; the decision and its reason stay. */
export const letterRetention: Retention = {
  kind: 'moderation.letters',
  source: 'Law 09-08, art. 3',
  keep: { years: 1 },
  async apply(tx, before, dryRun) {
    const appeals = sql<boolean>`decided_at < ${before} and (person_id is not null or words <> '' or answer is not null)`;
    const decisions = sql<boolean>`decided_at < ${before} and words is not null`;
    if (dryRun)
      return (await count(tx, 'moderation_appeal', appeals)) + (await count(tx, 'moderation_decision', decisions));
    const all = across(tx);
    const emptied = await all
      .updateTable('moderation_appeal')
      .set({ words: '', answer: null, person_id: null })
      .where(appeals)
      .executeTakeFirstOrThrow();
    const silenced = await all
      .updateTable('moderation_decision')
      .set({ words: null })
      .where(decisions)
      .executeTakeFirstOrThrow();
    return Number(emptied.numUpdatedRows) + Number(silenced.numUpdatedRows);
  },
};

async function count(
  tx: Tx,
  table: 'moderation_report' | 'moderation_appeal' | 'moderation_decision',
  where: RawBuilder<boolean>,
): Promise<number> {
  const { n } = await across(tx)
    .selectFrom(table)
    .select((row) => row.fn.countAll<number>().as('n'))
    .where(where)
    .executeTakeFirstOrThrow();
  return n;
}
