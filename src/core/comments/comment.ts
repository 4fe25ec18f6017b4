import { createHash } from 'node:crypto';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { normalise } from '#platform/search/normalise.ts';

/** `held`: waits unseen for a moderator. `hidden`: its place stays, with the reason. `withdrawn`: its place stays, its words are gone. */
export type CommentState = 'shown' | 'held' | 'hidden' | 'withdrawn';

/** How a comment is signed. `former`: the account is closed. */
export type SignedAs = 'name' | 'pseudonym' | 'association' | 'office' | 'former';

/** How somebody may sign who speaks in their own name. */
export const OWN_SIGNATURES = ['name', 'pseudonym'] as const;

/** The languages a comment may be declared to be in (BCP 47). `und`: nobody said, and it cannot be told. */
export const WRITTEN_LANGS = ['ar', 'ary', 'ary-Latn', 'zgh', 'zgh-Latn', 'fr', 'en'] as const;
export type DeclaredLang = (typeof WRITTEN_LANGS)[number];
export type WrittenLang = DeclaredLang | 'und';

/** The language of the interface under which the search files what is written in another. */
export function searchLang(lang: WrittenLang): Lang {
  if (lang === 'ary') return 'ar';
  if (lang === 'ary-Latn' || lang === 'zgh-Latn' || lang === 'und') return 'fr';
  return lang;
}

/** What a comment says about the thing it stands under. */
export const STANCES = ['for', 'neutral', 'against'] as const;
export type Stance = (typeof STANCES)[number];

/** How many shown comments say what. */
export type StanceCounts = Record<Stance, number>;

export const SORTS = ['new', 'useful'] as const;
export type Sort = (typeof SORTS)[number];

/** The most signs of a comment. */
export const LONGEST = 4_000;

/** For how long an author may change a comment. What it said before stays to be seen. */
export const EDIT_MINUTES = 15;

/** Whether a comment may still be changed. */
export function mayEditNow(comment: { createdAt: Date; state: CommentState }, now: Date): boolean {
  const open = comment.state === 'shown' || comment.state === 'held';
  return open && now.getTime() - comment.createdAt.getTime() < EDIT_MINUTES * 60_000;
}

/** How many comments one person may write: in ten minutes, and in a day. Officials answer as often as they must. */
export const COMMENTS_PER_TEN_MINUTES = 10;
export const COMMENTS_PER_DAY = 100;

/** A thing that is talked about, by its public name: `commitment:MALAA0004`. */
export type Subject = { kind: string; id: string };

/** Reads the name of a subject; undefined for anything that is none. */
export function readSubject(name: string): Subject | undefined {
  const [, kind, id] = /^([a-z][a-z-]{0,39}):(\S{1,120})$/u.exec(name) ?? [];
  return kind && id ? { kind, id } : undefined;
}

/** `commitment:MALAA0004`. */
export function nameOf({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

/** The tag of everything that shows the comments on a subject. */
export function threadTag(subject: Subject): string {
  return `comments:${nameOf(subject)}`;
}

/** The path of the thread on a subject, or of one comment in it. */
export function threadPath(subject: Subject, more: Record<string, string> = {}): string {
  return `/comments?${new URLSearchParams({ on: nameOf(subject), ...more })}`;
}

/** The anchor of a comment on its page. */
export function anchorOf(id: string): string {
  return `c-${id}`;
}

// Line ends and tabs stay. Marks that turn the direction of what follows could make a line say something else than it does.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
const UNWANTED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

/** A text as it is kept: composed letters, plain line ends, at most one empty line in a row, nothing that hides or turns letters. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNWANTED, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Whether there is a word in it. */
export function saysSomething(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** The same for texts with the same words, whatever their accents, case and signs. Null for texts without words. */
export function likenessOf(text: string): Buffer | null {
  const words = normalise(text);
  return words === '' ? null : createHash('sha256').update(words).digest().subarray(0, 16);
}

const MENTION = /(?<![\p{L}\p{N}_@./-])@([a-z][a-z0-9-]{2,79})(?![\p{L}\p{N}_@-])/gu;
const MOST_MENTIONS = 5;

/** The slugs that a text names with `@`: `@laayoune-sakia-el-hamra`. At most five. */
export function mentionsIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, slug]) => slug ?? ''))].slice(0, MOST_MENTIONS);
}

/** A text cut at its mentions, for showing them as links. */
export function partsOf(text: string): { text: string; slug?: string }[] {
  const parts: { text: string; slug?: string }[] = [];
  let at = 0;
  for (const match of text.matchAll(MENTION)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ text: match[0], slug: match[1] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** Who speaks, as readers see it. A person whose name is gone stays unnamed. */
export type Author =
  | { kind: 'person'; name: string | null }
  | { kind: 'association'; id: string; name: Text }
  | { kind: 'office'; office: Text | null; institution: Text }
  | { kind: 'former' };
