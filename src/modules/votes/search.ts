import { institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { listVotes, optionsOf, type Vote } from './queries/votes.ts';

const KIND = 'vote';
const AT_ONCE = 200;
const WRITTEN = ['ar', 'fr', 'en'] as const;

/** Published votes in the search over everything, by their words and those of their options. No ballot and no voter. */
export const voteSearch: SearchKind = {
  kind: KIND,
  label: 'votes.page.votes',
  async *documents(db) {
    for (let after: string | undefined, more = true; more; ) {
      const page = await listVotes(db, {}, { limit: AT_ONCE, after, now: new Date(0) });
      yield await documentsOf(db, page.items);
      after = page.next ?? undefined;
      more = after !== undefined;
    }
  },
};

type Found = Pick<Vote, 'institutionId' | 'id' | 'reference' | 'title' | 'explanation'>;

/** Puts a vote that everybody may see into the search, in the place of what stood there. */
export async function indexVote(db: Db, vote: Found): Promise<void> {
  await indexDocuments(db, await documentsOf(db, [vote]));
}

async function documentsOf(db: Db, votes: readonly Found[]): Promise<SearchDocument[]> {
  const bodies = await institutionsById(db, [...new Set(votes.map(({ institutionId }) => institutionId))]);
  const documents: SearchDocument[] = [];
  for (const vote of votes) {
    const { institutionId, reference, title, explanation } = vote;
    const options = await optionsOf(db, vote);
    documents.push({
      institutionId,
      kind: KIND,
      id: reference,
      path: `/votes/${reference}`,
      tenantSlug: bodies.get(institutionId)?.slug ?? null,
      title,
      body: bodyOf([explanation, ...options.map(({ text }) => text)]),
      codes: [reference],
    });
  }
  return documents;
}

function bodyOf(texts: readonly Text[]): Text {
  return Object.fromEntries(WRITTEN.map((lang) => [lang, texts.flatMap((text) => text[lang] ?? []).join('\n')]));
}
