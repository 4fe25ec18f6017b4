import { type Db, within } from '#platform/db/database.ts';
import type { TextLang } from '../article.ts';
import type { SplitPart } from '../split.ts';
import type { DraftText } from './draft-texts.ts';
import '../tables.ts';

/** A text that was sent and split, and waits to be taken over. */
export type SentArticles = { id: string; lang: TextLang; parts: SplitPart[]; sentAt: Date; takenAt: Date | null };

/** What was sent for a text, by its id. */
export async function importById(
  db: Db,
  { institutionId, id }: Pick<DraftText, 'institutionId' | 'id'>,
  sent: string,
): Promise<SentArticles | undefined> {
  return within(db, institutionId)
    .selectFrom('draft_text_import')
    .select(['id', 'lang', 'parts', 'sent_at as sentAt', 'taken_at as takenAt'])
    .where('text_id', '=', id)
    .where('id', '=', sent)
    .executeTakeFirst();
}
