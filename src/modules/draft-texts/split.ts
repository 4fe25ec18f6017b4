import type { PartKind, TextLang } from './article.ts';

/** A part as it stands in a text that somebody pasted or sent. */
export type SplitPart = { kind: PartKind; label: string; heading: string; body: string };

// How Moroccan texts count: in figures, in Arabic ordinals of up to four words, in Roman numerals, with "bis" or مكررة.
const AR_NUMBER = String.raw`(?:[\d٠-٩]+|ال[\p{L}\p{M}]+)(?:[ \t]+(?:و?ال[\p{L}\p{M}]+|عشرة?|مكرر[\p{L}\p{M}]*|مرتين))*(?:[ \t]*[-/.][ \t]*[\d٠-٩]+)*`;
const LATIN_NUMBER = String.raw`(?:premi(?:er|ère)|unique|first|\d+(?:er|ère)?|[IVXLC]+)(?:[-./]\d+)*(?:[ \t]+(?:bis|ter|quater))?`;
/** After the count stands nothing, or a sign that divides it from what follows: "المادة 5 من القانون" is a sentence, no heading. */
const REST = String.raw`[ \t]*(?:[:.\-–—)]+[ \t]*[–—-]?[ \t]*(.*))?`;

const heading = (words: string, number: string) => new RegExp(`^((?:${words})[ \\t]+${number})${REST}$`, 'iu');

const ARTICLES: readonly RegExp[] = [
  heading('المادة|مادة', AR_NUMBER),
  heading(String.raw`article|art\.?`, LATIN_NUMBER),
];
const OLD_ARTICLE = heading('الفصل|فصل', AR_NUMBER);
const CHAPTERS: readonly RegExp[] = [
  heading('الكتاب|الجزء|القسم|الباب|الفرع|المبحث', AR_NUMBER),
  heading('livre|partie|titre|chapitre|section|sous-section|book|part|title|chapter', LATIN_NUMBER),
];

/** The longest words behind a count that are taken for a heading. */
const HEADING_MOST = 120;

/**
 * Splits a text into preamble, chapters and articles at the lines that count them, in Arabic, French or English. Older texts count their
 * articles as "الفصل"; where a text has "المادة" too, "الفصل" heads a chapter. A text without any such line is one article.
 */
export function splitText(text: string): SplitPart[] {
  const lines = cleaned(text);
  const old = !lines.some((line) => /^(?:المادة|مادة)[ \t]/u.test(line) && match(ARTICLES, line));
  const articles = old ? [...ARTICLES, OLD_ARTICLE] : ARTICLES;
  const chapters = old ? CHAPTERS : [...CHAPTERS, OLD_ARTICLE];
  const parts: (SplitPart & { lines: string[] })[] = [];
  for (const line of lines) {
    const article = match(articles, line);
    const found = article ?? match(chapters, line);
    const last = parts.at(-1);
    if (found) parts.push({ kind: article ? 'article' : 'chapter', ...found, body: '', lines: [] });
    else if (last) last.lines.push(line);
    else if (line !== '') parts.push({ kind: 'preamble', label: '', heading: '', body: '', lines: [line] });
  }
  return parts.map(({ lines: own, ...part }) => placed(part, own));
}

function cleaned(text: string): string[] {
  return (
    text
      .normalize('NFC')
      // Marks that turn the direction, and the stretching of letters, are no part of a word.
      .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF\u0640]/g, '')
      .split(/\r\n?|\n/)
      .map((line) => line.replace(/[\u00A0\t ]+/g, ' ').trim())
  );
}

function match(patterns: readonly RegExp[], line: string): { label: string; heading: string } | undefined {
  if (line.length > 400 && !/[:.\-–—]/.test(line)) return undefined;
  for (const pattern of patterns) {
    const found = pattern.exec(line);
    if (found) return { label: found[1] ?? '', heading: (found[2] ?? '').trim() };
  }
  return undefined;
}

/** What follows a count on its line is its heading when it is short, ends no sentence and words follow; else the text begins with it. */
function placed(part: SplitPart, lines: readonly string[]): SplitPart {
  const rest = paragraphs(lines);
  if (part.kind === 'chapter') {
    const [first = '', ...others] = rest;
    const named = part.heading === '' && first.length <= HEADING_MOST && !/[.؛;]$/.test(first);
    return { ...part, heading: named ? first : part.heading, body: (named ? others : rest).join('\n\n') };
  }
  if (part.heading === '') return { ...part, body: rest.join('\n\n') };
  const isHeading = rest.length > 0 && part.heading.length <= HEADING_MOST && !/[.؛;:،,]$/.test(part.heading);
  if (isHeading) return { ...part, body: rest.join('\n\n') };
  return { ...part, heading: '', body: [part.heading, ...rest].join('\n\n') };
}

function paragraphs(lines: readonly string[]): string[] {
  return lines.filter((line) => line !== '');
}

/** What the second language of a text brings to the first: parts that correspond by kind and place, and how many stand alone. */
export type Matched<P> = { pairs: { part: SplitPart; known: P | undefined }[]; missing: P[] };

/** Lays the parts of another language beside those that are known: the third article beside the third article. */
export function matchParts<P extends { kind: PartKind }>(parts: readonly SplitPart[], known: readonly P[]): Matched<P> {
  const places = new Map<PartKind, number>();
  const used = new Set<P>();
  const pairs = parts.map((part) => {
    const place = places.get(part.kind) ?? 0;
    places.set(part.kind, place + 1);
    const beside = known.filter((one) => one.kind === part.kind)[place];
    if (beside) used.add(beside);
    return { part, known: beside };
  });
  return { pairs, missing: known.filter((one) => !used.has(one)) };
}

/** The language that most letters of a text belong to. */
export function languageOf(text: string): TextLang {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return arabic >= latin ? 'ar' : 'fr';
}
