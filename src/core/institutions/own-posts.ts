import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import './tables.ts';

/**
 * The posts that somebody holds or held. Closing the account ends them; that they held them, under which name, stays in the organisation
 * chart: it is the body's record of a public function.
 */
export const ownPosts: PersonalDataSource = {
  name: 'institutions.personal.title',
  async export(db, personId) {
    const posts = await across(db)
      .selectFrom('post_holder')
      .innerJoin('post', (join) =>
        join
          .onRef('post.institution_id', '=', 'post_holder.institution_id')
          .onRef('post.id', '=', 'post_holder.post_id'),
      )
      .innerJoin('institution', 'institution.id', 'post_holder.institution_id')
      .select(['institution.slug', 'post.function', 'post_holder.name', 'post_holder.starts_on as startsOn'])
      .select(['post_holder.ends_on as endsOn', 'post_holder.ended_at as endedAt'])
      .where('post_holder.person_id', '=', personId)
      .orderBy('post_holder.appointed_at')
      .execute();
    const platform = await db
      .selectFrom('platform_post')
      .select(['function', 'name', 'starts_on as startsOn', 'ends_on as endsOn', 'ended_at as endedAt'])
      .where('person_id', '=', personId)
      .orderBy('appointed_at')
      .execute();
    return { posts: [...posts, ...platform] };
  },
  async close(tx, personId, now) {
    const all = across(tx);
    await all
      .updateTable('post_holder')
      .set({ ended_at: now })
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .execute();
    // Whoever stood in for them stands in for nobody any more.
    await all
      .updateTable('post_holder')
      .set({ ended_at: now })
      .where('ended_at', 'is', null)
      .where('deputy_of', 'in', (query) =>
        query.selectFrom('post_holder as principal').select('principal.id').where('principal.person_id', '=', personId),
      )
      .execute();
    // The organisation chart keeps who held a post, not the address by which they were invited.
    await all
      .updateTable('post_invitation')
      .set({ email: '' })
      .where('holder_id', 'in', (query) =>
        query.selectFrom('post_holder as own').select('own.id').where('own.person_id', '=', personId),
      )
      .execute();
    await tx
      .updateTable('platform_post')
      .set({ ended_at: now })
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .execute();
    const held = await all
      .selectFrom('post_holder')
      .select('id')
      .where('person_id', '=', personId)
      .limit(1)
      .executeTakeFirst();
    return held ? [{ what: 'institutions.personal.kept', why: 'institutions.personal.kept-why', until: null }] : [];
  },
};

/** Who acts for a body: declared like every other processing. */
export const staffProcessing: Processing = {
  kind: 'institutions.staff',
  purpose: 'institutions.processing.purpose',
  regime: 'declaration',
  data: 'institutions.processing.data',
  recipients: 'institutions.processing.recipients',
  retention: 'institutions.processing.retention',
};

/** The addresses that invitations went to are forgotten a year after they were sent. */
export const invitationRetention: Retention = {
  kind: 'institutions.invitations',
  source: 'Law 05-20, art. 26; law 09-08, art. 3',
  keep: { years: 1 },
  async apply(tx, before, dryRun) {
    const all = across(tx);
    if (dryRun) {
      const { n } = await all
        .selectFrom('post_invitation')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('sent_at', '<', before)
        .where('email', '!=', '')
        .executeTakeFirstOrThrow();
      return n;
    }
    const { numUpdatedRows } = await all
      .updateTable('post_invitation')
      .set({ email: '' })
      .where('sent_at', '<', before)
      .where('email', '!=', '')
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  },
};
