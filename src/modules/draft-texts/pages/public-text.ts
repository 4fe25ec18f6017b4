import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/page.ts';
import type { Article } from '../article.ts';
import { isPublic } from '../draft-text.ts';
import { type DraftText, everyVersion, findDraftText, type Version, versionOf } from '../queries/draft-texts.ts';

/** The text of an address, if everybody may see it; else 404. */
export async function publicText({
  db,
  page,
  params,
}: Pick<PageRequest, 'db' | 'page' | 'params'>): Promise<DraftText> {
  const text = await findDraftText({ db, tenant: page.tenant }, params.reference ?? '');
  if (!text || !isPublic(text)) throw new NotFound();
  return text;
}

/** A published version of a public text by its number, the newest one by default; 404 where there is none. */
export async function publicVersion(db: PageRequest['db'], text: DraftText, number = text.version): Promise<Version> {
  const version = await versionOf(db, text, number);
  if (!version?.publishedAt) throw new NotFound();
  return version;
}

/** A part of a public text as it stands in the newest published version that has it, and in which one; 404 where none does. */
export async function publicPart(
  db: PageRequest['db'],
  text: DraftText,
  id: string,
): Promise<{ article: Article; version: number }> {
  const versions = [await publicVersion(db, text), ...(await everyVersion(db, text)).toReversed()];
  for (const { number, articles } of versions) {
    const article = articles.find((one) => one.id === id && one.kind !== 'chapter');
    if (article) return { article, version: number };
  }
  throw new NotFound();
}

/** The parts of all versions on which something was said, by version and id. */
export async function spokenOf(
  db: PageRequest['db'],
  text: DraftText,
  contributions: readonly { version: number }[],
): Promise<(contribution: { version: number; articleId: string | null }) => Article | undefined> {
  const numbers = [...new Set(contributions.map(({ version }) => version))];
  const versions = await Promise.all(numbers.map((number) => versionOf(db, text, number)));
  return ({ version, articleId }) =>
    versions.find((one) => one?.number === version)?.articles.find(({ id }) => id === articleId);
}
