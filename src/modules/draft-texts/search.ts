import { institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { type Article, TEXT_LANGS } from './article.ts';
import { textPath } from './draft-text.ts';
import { type DraftText, searchedTexts, versionOf } from './queries/draft-texts.ts';

const KIND = 'draft-text';

/** Draft texts that everybody sees, in the search over everything: by what they are about and by their newest words. */
export const draftTextSearch: SearchKind = {
  kind: KIND,
  label: 'draft-texts.field.text',
  async *documents(db) {
    for (let after: string | undefined, more = true; more; ) {
      const page = await searchedTexts(db, after);
      yield await textDocuments(db, page.items);
      after = page.next ?? undefined;
      more = after !== undefined;
    }
  },
};

/** What the search knows of texts. What people said on them is not looked for: names stand with it. */
export async function textDocuments(db: Db, texts: readonly DraftText[]): Promise<SearchDocument[]> {
  const bodies = await institutionsById(db, [...new Set(texts.map(({ institutionId }) => institutionId))]);
  return Promise.all(
    texts.map(async (text) => ({
      institutionId: text.institutionId,
      kind: KIND,
      id: text.reference,
      path: textPath(text.reference),
      tenantSlug: bodies.get(text.institutionId)?.slug ?? null,
      title: text.title,
      body: wordsOfText(text.presentation, (await versionOf(db, text, text.version))?.articles ?? []),
      codes: [text.reference],
    })),
  );
}

function wordsOfText(presentation: Text, articles: readonly Article[]): Text {
  return Object.fromEntries(
    TEXT_LANGS.map((lang) => [
      lang,
      [presentation[lang], ...articles.flatMap(({ heading, body }) => [heading[lang], body[lang]])]
        .filter(Boolean)
        .join('\n'),
    ]),
  );
}
