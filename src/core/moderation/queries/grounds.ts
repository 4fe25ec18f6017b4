import { type Db, within } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { GROUNDS, type Ground } from '../moderation.ts';
import '../tables.ts';

/** The languages in which the words of the platform are complete. */
const COMPLETE: readonly Lang[] = ['ar', 'fr', 'en'];

/** The grounds of a body, in its own words where it has them: those every body has first, then its own. `null`: only the common ones. */
export async function groundsOf(
  db: Db,
  institutionId: string | null,
  { words }: Pick<Surroundings, 'words'>,
): Promise<Ground[]> {
  const own = institutionId === null ? [] : await ownGrounds(db, institutionId);
  const byKey = new Map(own.map((one) => [one.key, one]));
  const common = GROUNDS.map((key): Ground => {
    const replaced = byKey.get(key);
    byKey.delete(key);
    if (replaced) return { ...replaced, own: false };
    const inAll = (part: 'label' | 'letter'): Text =>
      Object.fromEntries(COMPLETE.map((lang) => [lang, words(lang).ts(`moderation.ground.${key}.${part}`)]));
    return { key, label: inAll('label'), letter: inAll('letter'), own: false };
  });
  return [...common, ...byKey.values()];
}

/** What a body has written itself: grounds of its own, and its words for common ones. */
export async function ownGrounds(db: Db, institutionId: string): Promise<Ground[]> {
  const rows = await within(db, institutionId)
    .selectFrom('moderation_ground')
    .select(['key', 'label', 'letter'])
    .where('closed_on', 'is', null)
    .orderBy('position')
    .orderBy('key')
    .execute();
  return rows.map((row) => ({ ...row, own: true }));
}
