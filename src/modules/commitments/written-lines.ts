import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { IntroItems, Passage, PassageItem } from './commitment.ts';

/**
 * Paragraphs and lists as they are written in a field or a cell, one language beside the other: a line is a paragraph, `- ` begins an item,
 * `-- ` an item under it, an empty line ends a list. Lines of the same place in each language are one text; `…` stands where one language
 * has no words yet.
 */

/** The languages that a plan is written in, side by side. */
export const PLAN_LANGUAGES = ['ar', 'fr', 'en'] as const satisfies readonly Lang[];
export type PlanLanguage = (typeof PLAN_LANGUAGES)[number];

/** A line for each language; absent or empty: this language says nothing at all. */
export type Written = Partial<Record<PlanLanguage, string>>;

/** One text with its place in the list. `fresh`: an empty line stands before it. */
export type Line = { mark: Mark; fresh: boolean; text: Text };
type Mark = '' | '- ' | '-- ';

/** Lines that do not fit: how many each language has, or the first place where one has a list and another none. */
export class UnevenLines extends Error {
  readonly counts: Record<PlanLanguage, number>;
  constructor(counts: Record<PlanLanguage, number>) {
    super('the languages do not have the same lines');
    this.counts = counts;
  }
}

const MISSING = '…';

/** Lines in each language. */
export function writeLines(lines: readonly Line[]): Written {
  const written: Written = {};
  for (const lang of PLAN_LANGUAGES) {
    if (!lines.some(({ text }) => text[lang])) continue;
    written[lang] = lines
      .map(({ mark, fresh, text }, index) => `${fresh && index > 0 ? '\n' : ''}${mark}${text[lang] || MISSING}`)
      .join('\n');
  }
  return written;
}

/** The way back. Throws `UnevenLines` when the languages do not have the same lines. */
export function readLines(written: Written): Line[] {
  const each = PLAN_LANGUAGES.flatMap((lang) => {
    const found = linesOf(written[lang] ?? '');
    return found.length > 0 ? [{ lang, found }] : [];
  });
  const [first] = each;
  if (!first) return [];
  const counts = Object.fromEntries(
    PLAN_LANGUAGES.map((lang) => [lang, each.find((one) => one.lang === lang)?.found.length ?? 0]),
  ) as Record<PlanLanguage, number>;
  return first.found.map((_, index) => {
    const here = each.map(({ lang, found }) => ({ lang, line: found[index] }));
    const mark = here[0]?.line?.mark ?? '';
    if (here.some(({ line }) => line?.mark !== mark) || each.some((one) => one.found.length !== first.found.length))
      throw new UnevenLines(counts);
    return {
      mark,
      fresh: here.some(({ line }) => line?.fresh),
      text: Object.fromEntries(here.flatMap(({ lang, line }) => (line?.words ? [[lang, line.words]] : []))),
    };
  });
}

type OwnLine = { mark: Mark; fresh: boolean; words: string };

function linesOf(text: string): OwnLine[] {
  const lines: OwnLine[] = [];
  let fresh = false;
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim();
    if (words === '') {
      fresh = lines.length > 0;
      continue;
    }
    const [, dashes = ''] = /^(--?)\s/.exec(`${words} `) ?? [];
    const rest = words.slice(dashes.length).trim();
    lines.push({
      mark: dashes === '' ? '' : dashes === '-' ? '- ' : '-- ',
      fresh,
      words: rest === MISSING ? '' : rest,
    });
    fresh = false;
  }
  return lines;
}

/** A list of texts, each a line. */
export const linesOfTexts = (texts: readonly Text[]): Line[] => texts.map((text) => ({ mark: '', fresh: false, text }));

export const textsOfLines = (lines: readonly Line[]): Text[] => lines.map(({ text }) => text);

/** Paragraphs, then the items that follow them. */
export const linesOfIntro = ({ intro, items }: IntroItems): Line[] => [
  ...linesOfTexts(intro),
  ...items.map((text): Line => ({ mark: '- ', fresh: false, text })),
];

export const introOfLines = (lines: readonly Line[]): IntroItems => ({
  intro: lines.filter(({ mark }) => mark === '').map(({ text }) => text),
  items: lines.filter(({ mark }) => mark !== '').map(({ text }) => text),
});

/** Paragraphs with their lists; each passage stands apart. */
export function linesOfPassages(passages: readonly Passage[]): Line[] {
  return passages.flatMap(({ text, items = [] }) => {
    const lines: Line[] = [
      ...(text ? [{ mark: '', fresh: true, text } as const] : []),
      ...items.flatMap((item): Line[] => [
        { mark: '- ', fresh: false, text: item.text },
        ...(item.items ?? []).map((one): Line => ({ mark: '-- ', fresh: false, text: one })),
      ]),
    ];
    return lines.map((line, index) => ({ ...line, fresh: index === 0 }));
  });
}

/** A paragraph begins a passage; items belong to the one above them, unless an empty line stands between. */
export function passagesOfLines(lines: readonly Line[]): Passage[] {
  const passages: Passage[] = [];
  for (const { mark, fresh, text } of lines) {
    let passage = passages.at(-1);
    if (mark === '') {
      passages.push({ text });
      continue;
    }
    if (!passage || fresh) {
      passage = {};
      passages.push(passage);
    }
    const items: PassageItem[] = passage.items ?? [];
    passage.items = items;
    const above = items.at(-1);
    if (mark === '-- ' && above) above.items = [...(above.items ?? []), text];
    else items.push({ text });
  }
  return passages;
}
