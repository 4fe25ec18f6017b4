import { isolateLine } from '../i18n/isolate.ts';
import { dirOf, type Lang } from '../i18n/languages.ts';
import { ACCENT_COLOURS } from '../pictures/accent-colours.ts';
import { BASE_TEMPLATE } from './base-template.ts';
import type { DocumentOrder, PdfBlock, PdfRun, PdfWords } from './document-spec.ts';
import { FONT_FAMILIES, typesetPdf } from './typst.ts';

/** Sets a document as PDF; in the workshop's process. */
export async function typesetDocument({
  document,
  emblem,
  qr,
  headerQr,
}: DocumentOrder): Promise<Uint8Array<ArrayBuffer>> {
  const { lang, institution, reference, header, check } = document;
  const say = (text: string) => line(text, lang);
  return typesetPdf(BASE_TEMPLATE, {
    lang,
    fonts: FONT_FAMILIES,
    accent: ACCENT_COLOURS[institution.accent],
    emblem,
    qr,
    date: document.date,
    properties: { title: clean(document.title), author: clean(institution.name) },
    title: say(document.title),
    subtitle: document.subtitle === undefined ? null : runs(document.subtitle, lang),
    institution: {
      name: say(institution.name),
      other: institution.otherName
        ? { lang: institution.otherName.lang, text: line(institution.otherName.text, lang) }
        : null,
    },
    reference: reference ? { label: say(reference.label), value: leftToRight(reference.value) } : null,
    cover: document.cover
      ? { kicker: say(document.cover.kicker), facts: document.cover.facts.map((fact) => factValues(fact, lang)) }
      : null,
    contents: document.contents === undefined ? null : say(document.contents),
    numbered: document.numbered ?? false,
    header: header
      ? { lines: header.lines.map((one) => runs(one, lang)), url: header.url ?? null, qr: headerQr ?? null }
      : null,
    bare: document.bare ?? false,
    blocks: document.blocks.map((block) => values(block, lang)),
    check: check
      ? {
          title: say(check.title),
          text: runs(check.text, lang),
          url: check.url,
          shown: leftToRight(check.url.replace(/^https?:\/\//, '')),
          code: check.code ? leftToRight(check.code) : null,
        }
      : null,
  });
}

/** A block as the template reads it: every choice made, every text a list of runs. */
function values(block: PdfBlock, lang: Lang): unknown {
  const say = (words: PdfWords) => runs(words, lang);
  const plain = (text: string) => line(text, lang);
  switch (block.kind) {
    case 'heading':
      return { kind: block.kind, level: block.level ?? 1, text: plain(block.text) };
    case 'paragraph':
    case 'note':
      return { kind: block.kind, text: say(block.text) };
    case 'facts':
      return {
        kind: block.kind,
        rows: block.rows.map((row) => factValues(row, lang)),
      };
    case 'list':
      return { kind: block.kind, numbered: block.numbered ?? false, items: block.items.map(say) };
    case 'table':
      return {
        kind: block.kind,
        caption: plain(block.caption),
        columns: block.columns.map(({ label, numeric = false, width = 1 }) => ({
          label: plain(label),
          numeric,
          width,
        })),
        rows: block.rows.map((row) => {
          if (row.length !== block.columns.length)
            throw new RangeError(`${row.length} cells for ${block.columns.length} columns`);
          // One level deeper than the template flattens: a cell is a list of runs.
          const isShort = row.every((cell) => lengthOf(cell) <= UNCUT);
          return row.map((cell) => ({ runs: say(cell), cut: !isShort }));
        }),
        height: block.rowHeight ?? null,
      };
    case 'timeline':
      return {
        kind: block.kind,
        steps: block.steps.map(({ when, what, detail, state }) => ({
          state,
          when: say(when),
          what: plain(what),
          detail: detail === undefined ? null : say(detail),
        })),
      };
    case 'shares':
      return {
        kind: block.kind,
        caption: plain(block.caption),
        parts: block.parts.map(({ label, value, tone }) => ({ label: plain(label), value, tone })),
      };
    case 'page-break':
      return { kind: block.kind };
  }
}

/** Rows whose cells are shorter than this, in signs, stay on one page: longer ones could be higher than a page. */
const UNCUT = 600;

function lengthOf(words: PdfWords): number {
  if (typeof words === 'string') return words.length;
  return words.reduce((sum, run) => sum + (typeof run === 'string' ? run : run.text).length, 0);
}

function factValues([label, value]: readonly [string, PdfWords], lang: Lang) {
  return { label: line(label, lang), value: runs(value, lang) };
}

function runs(words: PdfWords, lang: Lang): unknown[] {
  const pieces: readonly PdfRun[] = typeof words === 'string' ? [words] : words;
  return pieces.map((piece) => {
    const { text, bold = false, ltr = false, lang: own, href } = typeof piece === 'string' ? { text: piece } : piece;
    const lines = clean(text).split('\n');
    return {
      lines: lines.map((one) => (ltr ? leftToRight(one) : isolateLine(one, dirOf(lang)))),
      bold,
      lang: own ?? null,
      href: href ?? null,
    };
  });
}

function line(text: string, lang: Lang): string {
  return isolateLine(clean(text).replaceAll('\n', ' '), dirOf(lang));
}

function leftToRight(text: string): string {
  return `\u2066${clean(text)}\u2069`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: no font draws them
const CONTROLS = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g;

function clean(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, ' ');
}
