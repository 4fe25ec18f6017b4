import { withdrawNotices } from '#core/notifications/index.ts';
import { across, json, within } from '#platform/db/database.ts';
import { isId } from '#platform/ids.ts';
import type { ModeratedKind } from '#platform/module.ts';
import { CONTRIBUTION, contributionPath } from './contribution.ts';
import { LIST_TAG, textTag } from './draft-text.ts';
import './tables.ts';

function texts(db: Parameters<ModeratedKind['find']>[0]) {
  return across(db)
    .selectFrom('draft_text_contribution as c')
    .innerJoin('draft_text', (join) =>
      join.onRef('draft_text.institution_id', '=', 'c.institution_id').onRef('draft_text.id', '=', 'c.text_id'),
    );
}

/** Contributions before moderators: what was written, and what hiding it does. */
export const moderatedContribution: ModeratedKind = {
  kind: CONTRIBUTION,
  label: 'draft-texts.moderated.contribution',
  async find(db, id) {
    if (!isId(id)) return undefined;
    const row = await texts(db)
      .select([
        'c.institution_id',
        'c.id',
        'c.state',
        'c.author_id',
        'c.author_name',
        'c.quote',
        'c.wording',
        'c.heading',
      ])
      .select(['c.reasons', 'c.lang', 'c.created_at', 'draft_text.title', 'draft_text.reference'])
      .where('c.id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      institutionId: row.institution_id,
      id: row.id,
      state: row.state,
      authorId: row.author_id,
      // The name is public too, and may itself be what somebody reports.
      text: [row.author_name, row.quote, row.heading, row.wording, row.reasons].filter(Boolean).join('\n\n'),
      lang: row.lang,
      at: row.created_at,
      about: row.title,
      path: contributionPath(row.reference, row.id),
    };
  },
  async place(context, thing, to) {
    const { db, touch } = context;
    const { reference } = await texts(db)
      .select('draft_text.reference')
      .where('c.institution_id', '=', thing.institutionId)
      .where('c.id', '=', thing.id)
      .executeTakeFirstOrThrow();
    await within(db, thing.institutionId)
      .updateTable('draft_text_contribution')
      .set({ state: to.state, hidden_reason: to.state === 'hidden' ? json(to.reason) : null })
      .where('id', '=', thing.id)
      .execute();
    if (to.state === 'hidden') await withdrawNotices(context, thing.institutionId, `${CONTRIBUTION}:${thing.id}`);
    touch(LIST_TAG, textTag(reference));
  },
};
