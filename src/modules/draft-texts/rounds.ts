import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import type { AskedPeriod } from './checked-floor.ts';
import type { DraftText, Floor } from './queries/draft-texts.ts';
import { textDocuments } from './search.ts';

/** Puts a version of a text before everybody for a round: the next one, from the first on. */
export async function beginRound(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  text: DraftText,
  { version, floor, opensOn, closesOn, urgency }: AskedPeriod & { version: number; floor: Floor },
): Promise<void> {
  const own = within(db, text.institutionId);
  await own
    .updateTable('draft_text')
    .set({
      state: 'published',
      version,
      round: text.round + 1,
      published_at: text.publishedAt ?? now,
      opens_on: opensOn,
      closes_on: closesOn,
      period_rule: floor.period && floor.rule,
      earliest_on: floor.earliestOn,
      urgency: Object.keys(urgency).length > 0 ? json(urgency) : null,
    })
    .where('id', '=', text.id)
    .execute();
  await own
    .insert('draft_text_round', {
      text_id: text.id,
      number: text.round + 1,
      version,
      opens_on: opensOn,
      closes_on: closesOn,
      opened_at: now,
    })
    .execute();
  await indexDocuments(db, await textDocuments(db, [{ ...text, version }]));
}
