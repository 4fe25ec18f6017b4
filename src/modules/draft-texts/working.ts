import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { type Article, PARTS_MAX } from './article.ts';
import { type DraftText, type Version, workingVersion } from './queries/draft-texts.ts';

type Context = Pick<ActionContext, 'db' | 'now'>;

/** The version of a text that may be written on now, held until the transaction ends. Refuses (409) where every version is published. */
export async function versionToWrite({ db }: Context, text: DraftText): Promise<Version> {
  const version = await workingVersion(db, text, { lock: true });
  if (!version) throw new Conflict('draft-texts.refusal.nothing-to-write');
  return version;
}

/** Writes the parts of the version that is being written; they may only grow fewer beyond the limit. `lastPart`: the highest number that a part's id was given. */
export async function writeArticles(
  { db, now }: Context,
  text: DraftText,
  version: Version,
  { articles, lastPart = text.lastPart }: { articles: readonly Article[]; lastPart?: number },
): Promise<void> {
  if (articles.length > PARTS_MAX && articles.length > version.articles.length)
    throw new InvalidInput([{ pointer: '', key: 'draft-texts.fault.too-many-parts', values: { n: PARTS_MAX } }]);
  const own = within(db, text.institutionId);
  await own
    .updateTable('draft_text_version')
    .set({ articles: json(articles), made_at: now })
    .where('text_id', '=', text.id)
    .where('number', '=', version.number)
    .execute();
  if (lastPart !== text.lastPart)
    await own.updateTable('draft_text').set({ last_part: lastPart }).where('id', '=', text.id).execute();
}
