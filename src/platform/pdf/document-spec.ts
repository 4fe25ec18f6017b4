import type { Lang } from '../i18n/languages.ts';
import type { Accent } from '../tenant.ts';

/** A piece of a line. `ltr`: a code or reference that must not turn round in Arabic. `href`: an absolute address. */
export type PdfRun = string | { text: string; bold?: boolean; ltr?: boolean; lang?: Lang; href?: string };

/** Words: a plain string, or pieces one after another. Never code: what is typed by people goes in as it is. */
export type PdfWords = string | readonly PdfRun[];

/** What may stand in a document, in order. */
export type PdfBlock =
  | { kind: 'heading'; text: string; level?: 0 | 1 | 2 }
  | { kind: 'paragraph'; text: PdfWords }
  /** A title and its value on each line: "check your answers", facts of a receipt. */
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: PdfWords])[] }
  | { kind: 'list'; items: readonly PdfWords[]; numbered?: boolean }
  /** The heading line is repeated on each page. `rowHeight`: the least height of a row in millimetres, where people write by hand. */
  | {
      kind: 'table';
      caption: string;
      columns: readonly PdfColumn[];
      rows: readonly (readonly PdfWords[])[];
      rowHeight?: number;
    }
  | { kind: 'timeline'; steps: readonly PdfStep[] }
  /** The parts of a whole as a bar, each with its number in words below; parts of nothing are left out of the bar. */
  | { kind: 'shares'; caption: string; parts: readonly PdfShare[] }
  /** Law references, conditions: smaller. */
  | { kind: 'note'; text: PdfWords }
  | { kind: 'page-break' };

/** `width`: its share of the line against the others'; default 1. */
export type PdfColumn = { label: string; numeric?: boolean; width?: number };

/** `state`: what has happened, what is now, what comes. */
export type PdfStep = { when: PdfWords; what: string; detail?: PdfWords; state: 'done' | 'now' | 'next' };

/** A part of a whole. `tone`: how it is filled; not the only sign, its label stands beside it. */
export type PdfShare = { label: string; value: number; tone: 'full' | 'half' | 'alert' | 'dark' | 'pale' | 'empty' };

/** A document of a public body: A4, its identity at the top, page numbers and reference at the foot. */
export type PdfDocument = {
  lang: Lang;
  title: string;
  /** Under the title: what it is about, for whom. */
  subtitle?: PdfWords;
  /** The body that speaks: its name in the document's language, in a second one, its accent and emblem. */
  institution: {
    name: string;
    otherName?: { text: string; lang: Lang };
    accent: Accent;
    emblem: string | null;
  };
  /** The number people will be asked for, large, with its words: "Request number". */
  reference?: { label: string; value: string };
  /** The day of the document, `YYYY-MM-DD`: written into the file's properties. With it the same document is the same bytes. */
  date: string;
  /** What stands at the top of every page, with a QR code of an absolute address beside it. */
  header?: { lines: readonly PdfWords[]; url?: string };
  /** The document begins with its blocks: forms of one page each. A heading of level 0 is then the title of a page. */
  bare?: boolean;
  /** A first page of its own: the kind of document above the title, facts at its foot. */
  cover?: { kicker: string; facts: readonly (readonly [label: string, value: PdfWords])[] };
  /** The heading of a table of contents, which follows the cover. */
  contents?: string;
  /** Headings carry numbers: 1, 1.1. */
  numbered?: boolean;
  blocks: readonly PdfBlock[];
  /** How to check the document: words, the absolute address (also as QR code), a code to type. */
  check?: { title: string; text: PdfWords; url: string; code?: string };
};

/** What is sent to the workshop: the document, its emblem and QR codes as SVG. */
export type DocumentOrder = { document: PdfDocument; emblem: string; qr: string | null; headerQr?: string | null };
