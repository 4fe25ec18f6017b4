import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import './tables.ts';

/** That somebody voted is kept on the roll; what was voted is an opinion, which the law calls sensitive (09-08, art. 1 and 21). */
export const voteProcessing: Processing = {
  kind: 'votes.ballots',
  purpose: 'votes.processing.ballots.purpose',
  regime: 'authorisation',
  grounds: 'sensitive',
  data: 'votes.processing.ballots.data',
  recipients: 'votes.processing.ballots.recipients',
  retention: 'votes.processing.ballots.retention',
};

/** At a counter the number of the national card is typed, and kept as a keyed hash of use for one vote. */
export const rollProcessing: Processing = {
  kind: 'votes.counter-roll',
  purpose: 'votes.processing.counter-roll.purpose',
  regime: 'authorisation',
  grounds: 'national-id',
  data: 'votes.processing.counter-roll.data',
  recipients: 'votes.processing.counter-roll.recipients',
  retention: 'votes.processing.counter-roll.retention',
};

/** In which votes a person took part. What was voted nobody can find by the person in a secret vote. */
export const voteData: PersonalDataSource = {
  name: 'votes.page.votes',
  async export(db, personId) {
    const tookPart = await across(db)
      .selectFrom('vote_roll')
      .innerJoin('vote', (join) =>
        join.onRef('vote.institution_id', '=', 'vote_roll.institution_id').onRef('vote.id', '=', 'vote_roll.vote_id'),
      )
      .select(['vote.reference', 'vote.title', 'vote.secret', 'vote_roll.channel', 'vote_roll.state'])
      .select('vote_roll.voted_on as votedOn')
      .where('vote_roll.person_id', '=', personId)
      .orderBy('vote_roll.voted_on')
      .execute();
    return { tookPart };
  },
  /** The place on the roll stays, without the account: else the same person could vote again, and the totals would not be true. */
  async close(tx, personId) {
    const kept = await across(tx)
      .updateTable('vote_roll')
      .set({ person_id: null })
      .where('person_id', '=', personId)
      .returning('id')
      .execute();
    return kept.length > 0
      ? [{ what: 'votes.kept.roll' as const, why: 'votes.kept.roll-why' as const, until: null }]
      : [];
  },
};

/** Who voted is forgotten three months after the closing: names, their hashes and who entered papers. Numbers stay. */
export const rollRetention: Retention = {
  kind: 'votes.roll',
  source: 'Law 09-08, art. 3',
  keep: { months: 3 },
  async apply(tx, before, dryRun) {
    const over = await across(tx)
      .selectFrom('vote')
      .select(['institution_id', 'id'])
      .where((row) =>
        row.or([
          row('closed_at', '<', before),
          row.and([row('state', '=', 'cancelled'), row('closes_at', '<', before)]),
        ]),
      )
      .execute();
    const ids = over.map(({ id }) => id);
    if (ids.length === 0) return 0;
    if (dryRun) {
      const { n } = await across(tx)
        .selectFrom('vote_voter')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('vote_id', 'in', ids)
        .executeTakeFirstOrThrow();
      return n;
    }
    const gone = await across(tx).deleteFrom('vote_voter').where('vote_id', 'in', ids).executeTakeFirstOrThrow();
    await across(tx)
      .updateTable('vote_roll')
      .set({ person_id: null })
      .where('vote_id', 'in', ids)
      .where('person_id', 'is not', null)
      .execute();
    await across(tx).deleteFrom('vote_paper').where('vote_id', 'in', ids).execute();
    return Number(gone.numDeletedRows);
  },
};
