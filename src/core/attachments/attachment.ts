import { FILE_TYPES, type FileType, isPicture } from '#platform/files/file-types.ts';
import { isLang, type Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';

/** `private`: reached only by addresses that the room which owns it hands out, for a short time. */
export type Visibility = 'public' | 'private';

/**
 * Whether the words of a document can be searched. `cut`: the first part of them; `empty`: there are none in it (a scan); `failed`: it is
 * damaged, locked or too heavy; `none`: not looked for in this type.
 */
export type WordsState = 'waiting' | 'read' | 'cut' | 'empty' | 'failed' | 'none';

/** What a document may be written in (BCP 47). `mul`: several languages; `zxx`: no words, as most pictures. */
export const DOCUMENT_LANGS = ['ar', 'fr', 'zgh', 'en', 'mul', 'zxx'] as const;
export type DocumentLang = (typeof DOCUMENT_LANGS)[number];

/** The language of the interface under which the search files the words of a document. */
export function searchLang(lang: DocumentLang): Lang {
  return isLang(lang) ? lang : 'fr';
}

/** What may be attached: documents that people can open without buying a program, tables, pictures. */
export const ALLOWED: readonly FileType[] = [
  'pdf',
  'docx',
  'odt',
  'xlsx',
  'ods',
  'pptx',
  'csv',
  'txt',
  'jpg',
  'png',
  'webp',
];

const MEGABYTE = 1024 * 1024;

/** The most bytes of one file. A form as a whole may bring 32 MB. */
export const MOST_BYTES = 20 * MEGABYTE;

/** The most documents that hang on one thing at a time. */
export const MOST_ON_ONE = 100;

/** How many files one person may send in a day. */
export const FILES_PER_DAY = 200;

/** For how long what was sent waits to be attached. */
export const UPLOAD_HOURS = 24;

export const LONGEST_TITLE = 300;
export const LONGEST_DESCRIPTION = 2_000;
export const LONGEST_REASON = 500;

/** For `accept` of a file field. */
export const ACCEPT: string = ALLOWED.map((type) => `.${type}`)
  .concat('.jpeg')
  .join(',');

/** What a thing is called by which documents hang on it: `commitment:MALAA0004`. */
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

/** The tag of everything that shows the documents of a thing. */
export function attachmentsTag(subject: Subject): string {
  return `attachments:${nameOf(subject)}`;
}

/** The tag of everything that shows one document. */
export function attachmentTag(id: string): string {
  return `attachment:${id}`;
}

/** The page of a document. */
export function attachmentPath(id: string): string {
  return `/attachments/${id}`;
}

/** The page on which a document is attached to a thing. */
export function attachPath(subject: Subject): string {
  return `/attachments/add?${new URLSearchParams({ to: nameOf(subject) })}`;
}

/** The short name of a type: PDF, JPEG. */
export function typeLabel(type: FileType): string {
  return FILE_TYPES[type].label;
}

/** Whether a file may not be attached in public without words for those who do not see it. */
export function needsAlternative(type: FileType): boolean {
  return isPicture(type);
}

/** A text in several languages without the empty ones. */
export function writtenOnly(text: Partial<Record<string, string | undefined>>): Text {
  return Object.fromEntries(Object.entries(text).filter(([, words]) => words)) as Text;
}

/** Whether it is written in any language. */
export function isWritten(text: Text): boolean {
  return Object.values(text).some(Boolean);
}

/** A size as people read it: 640 kB, 2.4 MB. Counted in thousands, as file managers and the law of units do. */
export function sizeParts(bytes: number): { amount: number; unit: 'bytes' | 'kilobytes' | 'megabytes' } {
  if (bytes < 1_000) return { amount: bytes, unit: 'bytes' };
  if (bytes < 999_500) return { amount: Math.round(bytes / 1_000), unit: 'kilobytes' };
  return { amount: Math.round(bytes / 100_000) / 10, unit: 'megabytes' };
}
