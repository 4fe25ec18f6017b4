import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Article, TextLang } from './article.ts';
import type { CheckedWords } from './contribution-input.ts';
import { type Channel, type ContributionState, LIST_TAG, textTag, WHOLE } from './draft-text.ts';
import { type DraftText, versionOf } from './queries/draft-texts.ts';

/** The part of the text that a contribution is about; undefined for the whole. Refuses what is no part of it. */
export async function articleMeant(
  { db }: Pick<ActionContext, 'db'>,
  text: DraftText,
  id: string,
): Promise<Article | undefined> {
  const version = await versionOf(db, text, text.version);
  const article = version?.articles.find((one) => one.id === id && one.kind !== 'chapter');
  if (!article && id !== WHOLE) throw new InvalidInput([{ pointer: '/article', key: 'draft-texts.fault.article' }]);
  return article;
}

type Added = {
  words: CheckedWords;
  article: Article | undefined;
  lang: TextLang;
  author: { id: string | null; name: string; associationId: string | null };
  state: ContributionState;
  channel: Channel;
  receivedOn: string | null;
  keptAt: string | null;
};

/** Gives a contribution its number and keeps it, in the round that is open or was the last. */
export async function addContribution(
  { db, now, touch }: Pick<ActionContext, 'db' | 'now' | 'touch'>,
  text: DraftText,
  { words, article, lang, author, state, channel, receivedOn, keptAt }: Added,
): Promise<{ id: string; number: number }> {
  const own = within(db, text.institutionId);
  const { number } = await own
    .updateTable('draft_text')
    .set({ last_contribution: sql<number>`last_contribution + 1` })
    .where('id', '=', text.id)
    .returning('last_contribution as number')
    .executeTakeFirstOrThrow();
  const id = newId();
  await own
    .insert('draft_text_contribution', {
      id,
      text_id: text.id,
      number,
      version: text.version,
      round: text.round,
      ...words,
      article_id: article?.id ?? null,
      lang,
      author_id: author.id,
      author_name: author.name,
      association_id: author.associationId,
      state,
      hidden_reason: null,
      supports: 0,
      created_at: now,
      edited_at: null,
      outcome: null,
      answer_reasons: null,
      answer_wording: null,
      answered_at: null,
      channel,
      received_on: receivedOn,
      kept_at: keptAt,
    })
    .execute();
  touch(LIST_TAG, textTag(text.reference));
  return { id, number };
}
