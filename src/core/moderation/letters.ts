import type { ActionContext } from '#platform/action.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { isLang } from '#platform/i18n/languages.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import { type LetterBlock, writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import type { Tenant } from '#platform/tenant.ts';
import type { FoundThing } from './things.ts';

type Letter = { subject: string; blocks: LetterBlock[] };

/**
 * Tells an author what was decided about their text, at the address letters go to. They did not ask for it and cannot stop it: it is the
 * answer to something they did. Does nothing for an account that is closed or has no such address.
 */
export async function tellAuthor(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  thing: FoundThing,
  write: (words: Translator, lang: Lang, at: (path: string) => string) => Letter,
): Promise<void> {
  if (!thing.authorId) return;
  const reader = await db
    .selectFrom('person')
    .innerJoin('contact', 'contact.person_id', 'person.id')
    .select(['person.lang', 'contact.address'])
    .where('person.id', '=', thing.authorId)
    .where('person.closed_at', 'is', null)
    .where('contact.kind', '=', 'email')
    .where('contact.main', '=', true)
    .where('contact.confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (!reader) return;
  const { lang } = reader;
  const words = around.words(lang);
  const tenant = await bodyOf(db, thing.institutionId);
  const at = (path: string) => around.absolute(path, { lang, tenant });
  const { subject, blocks } = write(words, lang, at);
  const content = { lang, tenant, subject, blocks, home: at('/'), reason: words.ts('moderation.letter.reason') };
  await queueLetter(db, { ...writeLetter(content, words), to: reader.address, now });
}

/** The body that writes the letter; null for what belongs to the portal itself. */
async function bodyOf(db: ActionContext['db'], institutionId: string): Promise<Tenant | null> {
  const body = await db
    .selectFrom('institution')
    .select(['id', 'slug', 'kind', 'host', 'name', 'accent', 'emblem', 'contact'])
    .where('id', '=', institutionId)
    .executeTakeFirst();
  if (!body || body.kind === 'national-portal') return null;
  const { kind: _portal, ...tenant } = body;
  return tenant;
}

/** What was written, as the letter quotes it to its own author. */
export function quoteOf(thing: Pick<FoundThing, 'text' | 'lang'>): LetterBlock {
  return { kind: 'quote', text: thing.text, lang: isLang(thing.lang) ? thing.lang : undefined };
}

/** A text block, or none for no text. */
export function textBlock(text: string | null | undefined): LetterBlock[] {
  return text ? [{ kind: 'text', text }] : [];
}

/** A text in the language of the letter. */
export function inLetter(text: Text | null | undefined, lang: Lang): string {
  return plain(text, lang);
}
