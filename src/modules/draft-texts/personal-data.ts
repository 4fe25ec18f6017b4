import { sql } from 'kysely';
import { closeItem } from '#core/moderation/index.ts';
import { announce } from '#platform/cache/invalidation.ts';
import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import { CONTRIBUTION } from './contribution.ts';
import { textTag } from './draft-text.ts';
import './tables.ts';

/** Opinions on draft texts, with their authors' names in public: they may tell political opinions (09-08 arts 1 and 12). */
export const opinionProcessing: Processing = {
  kind: 'draft-texts.opinions',
  purpose: 'draft-texts.processing.purpose',
  regime: 'authorisation',
  grounds: 'sensitive',
  data: 'draft-texts.processing.data',
  recipients: 'draft-texts.processing.recipients',
  retention: 'draft-texts.processing.retention',
};

/** What somebody said on draft texts, what it said before, and which contributions they support. */
export const ownContributions: PersonalDataSource = {
  name: 'draft-texts.personal.title',
  async export(db, personId) {
    const contributions = await across(db)
      .selectFrom('draft_text_contribution as c')
      .innerJoin('draft_text', (join) =>
        join.onRef('draft_text.institution_id', '=', 'c.institution_id').onRef('draft_text.id', '=', 'c.text_id'),
      )
      .select(['draft_text.reference as text', 'c.id', 'c.number', 'c.kind', 'c.article_id as article', 'c.deed'])
      .select([
        'c.quote',
        'c.heading',
        'c.wording',
        'c.reasons',
        'c.author_name as name',
        'c.association_id as association',
      ])
      .select(['c.state', 'c.created_at as at', 'c.edited_at as editedAt', 'c.outcome'])
      .where('c.author_id', '=', personId)
      .orderBy('c.created_at')
      .execute();
    const earlier = await across(db)
      .selectFrom('draft_text_earlier as e')
      .innerJoin('draft_text_contribution as c', (join) =>
        join.onRef('c.institution_id', '=', 'e.institution_id').onRef('c.id', '=', 'e.contribution_id'),
      )
      .select([
        'e.contribution_id as contribution',
        'e.quote',
        'e.heading',
        'e.wording',
        'e.reasons',
        'e.written_at as at',
      ])
      .where('c.author_id', '=', personId)
      .orderBy('e.written_at')
      .execute();
    const supported = await across(db)
      .selectFrom('draft_text_support')
      .select(['contribution_id as contribution', 'at'])
      .where('person_id', '=', personId)
      .orderBy('at')
      .execute();
    return { contributions, earlier, supported };
  },
  /**
   * What was public stays without its author's name, because offices answered it and others supported it; what an association said stays
   * the association's. What waited unseen goes, and so does every support.
   */
  async close(tx, personId) {
    const { rows: texts } = await sql<{ reference: string }>`
      select distinct draft_text.reference from draft_text
        join draft_text_contribution c on c.institution_id = draft_text.institution_id and c.text_id = draft_text.id
      where c.author_id = ${personId} or exists (select 1 from draft_text_support s
        where s.institution_id = c.institution_id and s.contribution_id = c.id and s.person_id = ${personId})`.execute(
      tx,
    );
    if (texts.length === 0) return [];
    const tags = texts.map(({ reference }) => textTag(reference));
    await takeBackHeld(tx, personId);
    await sql`
      with gone as (delete from draft_text_support where person_id = ${personId} returning institution_id, contribution_id)
      update draft_text_contribution c set supports = c.supports - 1 from gone
      where c.institution_id = gone.institution_id and c.id = gone.contribution_id`.execute(tx);
    const kept = await across(tx)
      .updateTable('draft_text_contribution')
      .set({ author_id: null, author_name: null })
      .where('author_id', '=', personId)
      .returning('id')
      .execute();
    await announce(tx, tags);
    if (kept.length === 0) return [];
    return [{ what: 'draft-texts.personal.kept', why: 'draft-texts.personal.kept-why', until: null, tags }];
  },
};

/** What waits unseen when its author leaves was never public: it goes. */
async function takeBackHeld(tx: Parameters<PersonalDataSource['close']>[0], personId: string): Promise<void> {
  const held = await across(tx)
    .updateTable('draft_text_contribution')
    .set({ state: 'withdrawn', quote: null, wording: '', heading: '', reasons: '', author_name: null })
    .where('author_id', '=', personId)
    .where('state', '=', 'held')
    .returning(['institution_id', 'id'])
    .execute();
  for (const { institution_id, id } of held) {
    await across(tx)
      .deleteFrom('draft_text_earlier')
      .where('institution_id', '=', institution_id)
      .where('contribution_id', '=', id)
      .execute();
    await closeItem(tx, { institutionId: institution_id, kind: CONTRIBUTION, id });
  }
}

/** Authors are named, and their papers found, for two years after the consultation is concluded; what they said and what was answered stays. */
export const authorRetention: Retention = {
  kind: 'draft-texts.authors',
  source: 'Law 09-08, art. 3',
  keep: { years: 2 },
  async apply(tx, before, dryRun) {
    const over = sql<boolean>`exists (select 1 from draft_text
      where draft_text.institution_id = draft_text_contribution.institution_id
        and draft_text.id = draft_text_contribution.text_id and draft_text.concluded_at < ${before})`;
    const named = sql<boolean>`(author_name is not null or author_id is not null or kept_at is not null)`;
    if (dryRun) {
      const { n } = await across(tx)
        .selectFrom('draft_text_contribution')
        .select((row) => row.fn.countAll<number>().as('n'))
        .where(named)
        .where(over)
        .executeTakeFirstOrThrow();
      return n;
    }
    const done = await across(tx)
      .updateTable('draft_text_contribution')
      .set({ author_name: null, author_id: null, kept_at: null })
      .where(named)
      .where(over)
      .executeTakeFirstOrThrow();
    return Number(done.numUpdatedRows);
  },
};

/** A text that was pasted or sent and split is of use until it is taken over or sent again. */
export const importRetention: Retention = {
  kind: 'draft-texts.imports',
  source: 'Law 09-08, art. 3',
  keep: { days: 30 },
  async apply(tx, before, dryRun) {
    if (dryRun) {
      const { n } = await across(tx)
        .selectFrom('draft_text_import')
        .select((row) => row.fn.countAll<number>().as('n'))
        .where('sent_at', '<', before)
        .executeTakeFirstOrThrow();
      return n;
    }
    const done = await across(tx)
      .deleteFrom('draft_text_import')
      .where('sent_at', '<', before)
      .executeTakeFirstOrThrow();
    return Number(done.numDeletedRows);
  },
};
