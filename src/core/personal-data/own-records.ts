import { sql } from 'kysely';
import { cancelDeadlines } from '#core/deadlines/index.ts';
import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import { accessesTo, requestsOf } from './queries.ts';
import { DEADLINE_KIND } from './request.ts';
import './tables.ts';

/** What a person asked about their own data, with the answers, and who looked at what is known about them. */
export const dataRequests: PersonalDataSource = {
  name: 'personal-data.own.title',
  async export(db, personId) {
    const requests = await requestsOf(db, personId);
    const accesses = await accessesTo(db, personId, 10_000);
    return {
      requests: requests.map(({ kind, about, words, state, receivedAt, dueOn, answer, answeredAt }) => ({
        kind,
        about,
        words,
        state,
        receivedAt,
        dueOn,
        answer,
        answeredAt,
      })),
      accesses: accesses.map(({ at, what, reason }) => ({ at, what, reason })),
    };
  },
  async close(tx, personId, now) {
    const all = across(tx);
    const withdrawn = await all
      .updateTable('data_request')
      .set({ state: 'withdrawn' })
      .where('person_id', '=', personId)
      .where('state', '=', 'open')
      .returning(['institution_id as institutionId', 'id'])
      .execute();
    for (const { institutionId, id } of withdrawn)
      await cancelDeadlines({ db: tx, now }, { institutionId, subject: { kind: DEADLINE_KIND, id } });
    await all
      .updateTable('data_request')
      .set({ person_id: null, words: '', answer: sql`case when answer is null then null else '' end` })
      .where('person_id', '=', personId)
      .execute();
    // Somebody who answered for others: what they had taken goes back to everybody.
    await all
      .updateTable('data_request')
      .set({ assigned_to: null })
      .where('assigned_to', '=', personId)
      .where('state', '=', 'open')
      .execute();
    return [{ what: 'personal-data.kept.statistics', why: 'personal-data.kept.statistics-why', until: null }];
  },
};

/** Requests about one's own data are data too: declared like every other processing. */
export const dataRequestProcessing: Processing = {
  kind: 'personal-data.requests',
  purpose: 'personal-data.processing.purpose',
  regime: 'declaration',
  data: 'personal-data.processing.data',
  recipients: 'personal-data.processing.recipients',
  retention: 'personal-data.processing.retention',
};

/** What people tell of themselves for statistics. Whether somebody lives with a disability is about health: authorised beforehand. */
export const demographicsProcessing: Processing = {
  kind: 'personal-data.demographics',
  purpose: 'personal-data.demographics.purpose',
  regime: 'authorisation',
  grounds: 'sensitive',
  data: 'personal-data.demographics.data',
  recipients: 'personal-data.demographics.recipients',
  retention: 'personal-data.demographics.retention',
};

/** What was asked and answered is forgotten two years after the answer; that there was a request stays as a figure. */
export const requestRetention: Retention = {
  kind: 'personal-data.requests',
  source: 'Law 09-08, art. 3',
  keep: { years: 2 },
  async apply(tx, before, dryRun) {
    const all = across(tx);
    const old = sql<boolean>`answered_at < ${before} and person_id is not null`;
    if (dryRun) {
      const { n } = await all
        .selectFrom('data_request')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where(old)
        .executeTakeFirstOrThrow();
      return n;
    }
    const done = await all
      .updateTable('data_request')
      .set({ person_id: null, words: '', answer: '' })
      .where(old)
      .executeTakeFirstOrThrow();
    return Number(done.numUpdatedRows);
  },
};
