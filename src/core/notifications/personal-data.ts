import { sql } from 'kysely';
import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Retention } from '#platform/module.ts';
import { PERSON } from './notification.ts';
import { preferencesOf } from './queries/follows.ts';
import { listNotifications } from './queries/notifications.ts';
import './tables.ts';

const MOST_EXPORTED = 500;

/** What a person follows, how they hear of it, and what was told to them by name. All of it goes when the account is closed. */
export const followedThings: PersonalDataSource = {
  name: 'notifications.personal.title',
  async export(db, personId) {
    const follows = await db
      .selectFrom('follow')
      .select(['subject_kind', 'subject_id', 'created_at'])
      .where('person_id', '=', personId)
      .orderBy('since')
      .execute();
    const { frequency, urgentSms } = await preferencesOf(db, personId);
    const letters = await db
      .selectFrom('notification_recipient')
      .innerJoin('notification_round', 'notification_round.id', 'notification_recipient.round_id')
      .select(['notification_round.kind', 'notification_round.period', 'notification_recipient.written_at'])
      .where('notification_recipient.person_id', '=', personId)
      .orderBy('notification_round.opened_at')
      .execute();
    const told = await listNotifications(db, personId, { limit: MOST_EXPORTED });
    return {
      frequency,
      urgentSms,
      follows: follows.map((row) => ({ on: `${row.subject_kind}:${row.subject_id}`, since: row.created_at })),
      letters: letters.map((row) => ({ kind: row.kind, period: row.period, writtenAt: row.written_at })),
      notifications: told.items.map(({ at, event, values, title, path }) => ({ at, event, values, title, path })),
    };
  },
  async close(tx, personId) {
    await tx.deleteFrom('follow').where('person_id', '=', personId).execute();
    await tx.deleteFrom('notification_recipient').where('person_id', '=', personId).execute();
    await tx.deleteFrom('notification_preference').where('person_id', '=', personId).execute();
    await across(tx)
      .deleteFrom('notification_subject')
      .where('subject_kind', '=', PERSON)
      .where('subject_id', '=', personId)
      .execute();
    return [];
  },
};

/** Who got which letter is forgotten after a month, as the letters themselves are. */
export const recipientRetention: Retention = {
  kind: 'notifications.recipients',
  source: 'Law 09-08, art. 3',
  keep: { days: 30 },
  async apply(tx, before, dryRun) {
    const rounds = tx.selectFrom('notification_round').select('id').where('opened_at', '<', before);
    const query = tx
      .selectFrom('notification_recipient')
      .where('round_id', 'in', rounds)
      .select((row) => row.fn.countAll<number>().as('count'));
    const { count } = await query.executeTakeFirstOrThrow();
    if (dryRun) return count;
    await tx.deleteFrom('notification_recipient').where('round_id', 'in', rounds).execute();
    // The newest round of each kind stays: the next one begins where it ended.
    await sql`
      delete from notification_round r where opened_at < ${before}
        and exists (select 1 from notification_round newer where newer.kind = r.kind and newer.period > r.period)`.execute(
      tx,
    );
    return count;
  },
};

/** What happened is told for two years; the thing itself has its own timeline. */
export const eventRetention: Retention = {
  kind: 'notifications.events',
  source: 'Law 09-08, art. 3',
  keep: { years: 2 },
  async apply(tx, before, dryRun) {
    const all = across(tx);
    if (dryRun) {
      const { count } = await all
        .selectFrom('notification_event')
        .where('at', '<', before)
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    }
    const { numDeletedRows } = await all
      .deleteFrom('notification_event')
      .where('at', '<', before)
      .executeTakeFirstOrThrow();
    // The newest batch and round stay: numbers go on from them.
    await tx
      .deleteFrom('notification_batch')
      .where('gathered_at', '<', before)
      .where('number', '<', (batch) => batch.selectFrom('notification_batch').select((b) => b.fn.max('number').as('n')))
      .execute();
    return Number(numDeletedRows);
  },
};
