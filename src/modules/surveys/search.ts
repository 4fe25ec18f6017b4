import { institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { listSurveys, type Survey } from './queries/surveys.ts';
import { questionsOf } from './questionnaire.ts';

const KIND = 'survey';
const AT_ONCE = 200;
const WRITTEN = ['ar', 'fr', 'en'] as const;

/** Published surveys in the search over everything, by their words and those of their questions. */
export const surveySearch: SearchKind = {
  kind: KIND,
  label: 'surveys.page.surveys',
  async *documents(db) {
    for (let after: string | undefined, more = true; more; ) {
      const page = await listSurveys(db, {}, { limit: AT_ONCE, after });
      yield await documentsOf(db, page.items);
      after = page.next ?? undefined;
      more = after !== undefined;
    }
  },
};

type Found = Pick<Survey, 'institutionId' | 'reference' | 'title' | 'intro' | 'questionnaire'>;

/** Puts a survey that everybody may see into the search, in the place of what stood there. */
export async function indexSurvey(db: Db, survey: Found): Promise<void> {
  await indexDocuments(db, await documentsOf(db, [survey]));
}

async function documentsOf(db: Db, surveys: readonly Found[]): Promise<SearchDocument[]> {
  const bodies = await institutionsById(db, [...new Set(surveys.map(({ institutionId }) => institutionId))]);
  return surveys.map(({ institutionId, reference, title, intro, questionnaire }) => ({
    institutionId,
    kind: KIND,
    id: reference,
    path: `/surveys/${reference}`,
    tenantSlug: bodies.get(institutionId)?.slug ?? null,
    title,
    body: bodyOf([intro, ...questionsOf(questionnaire).map((question) => question.title)]),
    codes: [reference],
  }));
}

function bodyOf(texts: readonly Text[]): Text {
  return Object.fromEntries(WRITTEN.map((lang) => [lang, texts.flatMap((text) => text[lang] ?? []).join('\n')]));
}
