import { sql } from 'kysely';
import { closeItem } from '#core/moderation/index.ts';
import { announce } from '#platform/cache/invalidation.ts';
import { across, type Tx } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import { threadTag } from './comment.ts';
import { SEARCH_KIND } from './search.ts';
import './tables.ts';

/** What somebody wrote, what it said before, and which comments they found useful. */
export const ownComments: PersonalDataSource = {
  name: 'comments.personal.title',
  async export(db, personId) {
    const all = across(db);
    const comments = await all
      .selectFrom('comment')
      .leftJoin('association', 'association.id', 'comment.association_id')
      .select([
        'comment.id',
        'subject_kind',
        'subject_id',
        'body',
        'lang',
        'comment.state',
        'comment.stance',
        'signed_as',
        'association.name as association',
      ])
      .select(['comment.created_at', 'edited_at'])
      .where('author_id', '=', personId)
      .where((row) => row.not('official'))
      .orderBy('comment.created_at')
      .orderBy('comment.id')
      .execute();
    const versions = await all
      .selectFrom('comment_version')
      .innerJoin('comment', (join) =>
        join
          .onRef('comment.institution_id', '=', 'comment_version.institution_id')
          .onRef('comment.id', '=', 'comment_version.comment_id'),
      )
      .select(['comment.id', 'comment_version.body', 'comment_version.stance', 'comment_version.written_at'])
      .where('comment.author_id', '=', personId)
      .where((row) => row.not('comment.official'))
      .orderBy('comment.created_at')
      .orderBy('comment_version.number')
      .execute();
    const marks = await all
      .selectFrom('comment_mark')
      .select(['comment_id', 'marked_at'])
      .where('person_id', '=', personId)
      .orderBy('marked_at')
      .execute();
    return {
      comments: comments.map((row) => ({
        id: row.id,
        on: `${row.subject_kind}:${row.subject_id}`,
        words: row.body,
        lang: row.lang,
        state: row.state,
        stance: row.stance,
        signedAs: row.signed_as,
        association: row.association,
        at: row.created_at,
        editedAt: row.edited_at,
        before: versions
          .filter((one) => one.id === row.id)
          .map((one) => ({ words: one.body, stance: one.stance, at: one.written_at })),
      })),
      useful: marks.map((row) => ({ on: `comment:${row.comment_id}`, at: row.marked_at })),
    };
  },
  async close(tx, personId) {
    const tags = await tagsOf(tx, personId);
    await takeBackHeld(tx, personId);
    await sql`
      with gone as (delete from comment_mark where person_id = ${personId} returning institution_id, comment_id),
        marked as (select institution_id, comment_id, count(*) as n from gone group by 1, 2)
      update comment set useful = greatest(0, comment.useful - marked.n) from marked
      where comment.institution_id = marked.institution_id and comment.id = marked.comment_id`.execute(tx);
    // What was said in the name of an office stays the office's; the log of operations keeps who typed it.
    await sql`
      update comment set author_id = null,
        signed_as = case when signed_as in ('name', 'pseudonym') then 'former' else signed_as end
      where author_id = ${personId}`.execute(tx);
    await announce(tx, tags);
    return [{ what: 'comments.personal.kept', why: 'comments.personal.kept-why', until: null, tags }];
  },
};

async function tagsOf(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ kind: string; id: string }>`
    select distinct subject_kind as kind, subject_id as id from comment where author_id = ${personId}`.execute(tx);
  return rows.length === 0 ? [] : ['comments', ...rows.map(threadTag)];
}

/** What waits unseen when its author leaves was never public: it goes. */
async function takeBackHeld(tx: Tx, personId: string): Promise<void> {
  const held = await across(tx)
    .updateTable('comment')
    .set({ state: 'withdrawn', stance: null, body: '', likeness: null })
    .where('author_id', '=', personId)
    .where('state', '=', 'held')
    .returning(['institution_id', 'id'])
    .execute();
  for (const { institution_id, id } of held) {
    await across(tx)
      .deleteFrom('comment_version')
      .where('institution_id', '=', institution_id)
      .where('comment_id', '=', id)
      .execute();
    await closeItem(tx, { institutionId: institution_id, kind: SEARCH_KIND, id });
  }
}

/** Public comments: declared to the CNDP. */
export const commentProcessing: Processing = {
  kind: 'comments.comments',
  purpose: 'comments.processing.purpose',
  regime: 'declaration',
  data: 'comments.processing.data',
  recipients: 'comments.processing.recipients',
  retention: 'comments.processing.retention',
};

/** The fingerprint by which the same words are recognised is of use for a day; it is forgotten after a month. */
export const likenessRetention: Retention = {
  kind: 'comments.likeness',
  source: 'Law 09-08, art. 3',
  keep: { days: 30 },
  async apply(tx, before, dryRun) {
    const all = across(tx);
    if (dryRun) {
      const { n } = await all
        .selectFrom('comment')
        .select((row) => row.fn.countAll<number>().as('n'))
        .where('likeness', 'is not', null)
        .where('created_at', '<', before)
        .executeTakeFirstOrThrow();
      return n;
    }
    const done = await all
      .updateTable('comment')
      .set({ likeness: null })
      .where('likeness', 'is not', null)
      .where('created_at', '<', before)
      .executeTakeFirstOrThrow();
    return Number(done.numUpdatedRows);
  },
};
