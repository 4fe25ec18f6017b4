import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  LevelFormat,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { dirOf, type Lang } from '../i18n/languages.ts';
import type { PdfBlock, PdfColumn, PdfDocument, PdfRun, PdfShare, PdfWords } from '../pdf/document-spec.ts';
import { ACCENT_COLOURS } from '../pictures/accent-colours.ts';

/**
 * The same document as the PDF, to be edited: styles of Word, headings that make its table of contents, tables with repeated heading lines,
 * set from right to left in Arabic. In the workshop's process.
 */
export async function typesetDocx(document: PdfDocument): Promise<Uint8Array> {
  const set = setIn(document.lang, ACCENT_COLOURS[document.institution.accent].replace('#', ''));
  const file = new Document({
    title: document.title,
    creator: document.institution.name,
    features: { updateFields: document.contents !== undefined },
    styles: {
      default: {
        document: { run: { font: FONT, size: 22 }, paragraph: { spacing: { after: 120, line: 300 } } },
        title: { run: { font: FONT, size: 52, bold: true, color: set.accent } },
        heading1: {
          run: { font: FONT, size: 32, bold: true, color: set.accent },
          paragraph: { spacing: { before: 360, after: 160 } },
        },
        heading2: { run: { font: FONT, size: 26, bold: true }, paragraph: { spacing: { before: 280, after: 120 } } },
      },
    },
    numbering: { config: [NUMBERED_HEADINGS, NUMBERED_LIST, BULLETS] },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 }, margin: MARGIN } },
        footers: { default: footer(set, document) },
        children: [
          ...front(set, document),
          ...document.blocks.flatMap((block) => blockOf(set, document, block)),
          ...check(set, document),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

/** Both scripts stand in it, and it is on every machine that opens DOCX. */
const FONT = 'Arial';
const MARGIN = { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134 };
const LINE = 9_638;

type Setting = { lang: Lang; rtl: boolean; accent: string };

function setIn(lang: Lang, accent: string): Setting {
  return { lang, rtl: dirOf(lang) === 'rtl', accent };
}

const level = (text: string, format: (typeof LevelFormat)[keyof typeof LevelFormat], depth = 0) => ({
  level: depth,
  format,
  text,
  alignment: AlignmentType.START,
  style: { paragraph: { indent: { left: 480 * (depth + 1), hanging: 360 } } },
});

const NUMBERED_HEADINGS = {
  reference: 'headings',
  levels: [level('%1', LevelFormat.DECIMAL), level('%1.%2', LevelFormat.DECIMAL, 1)].map((one) => ({
    ...one,
    style: { paragraph: { indent: { left: 560, hanging: 560 } } },
  })),
};
const NUMBERED_LIST = { reference: 'numbers', levels: [level('%1.', LevelFormat.DECIMAL)] };
const BULLETS = { reference: 'bullets', levels: [level('•', LevelFormat.BULLET)] };

function front(
  set: Setting,
  { title, subtitle, institution, cover, contents }: PdfDocument,
): (Paragraph | Table | TableOfContents)[] {
  return [
    paragraph(set, institution.name, { spacing: { after: 40 } }),
    ...(institution.otherName
      ? [paragraph(set, [{ text: institution.otherName.text, lang: institution.otherName.lang }])]
      : []),
    ...(cover ? [paragraph(set, cover.kicker, { spacing: { before: 1_600 } })] : []),
    new Paragraph({ heading: HeadingLevel.TITLE, bidirectional: set.rtl, children: runs(set, title) }),
    ...(subtitle ? [paragraph(set, subtitle)] : []),
    ...(cover ? [facts(set, cover.facts), pageBreak()] : []),
    ...(contents
      ? [
          paragraph(set, [{ text: contents, bold: true }]),
          new TableOfContents(contents, { hyperlink: true, headingStyleRange: '1-2' }),
          pageBreak(),
        ]
      : []),
  ];
}

function check(set: Setting, { check: said }: PdfDocument): Paragraph[] {
  if (!said) return [];
  return [
    paragraph(set, [{ text: said.title, bold: true }]),
    paragraph(set, said.text),
    paragraph(set, [{ text: said.url, href: said.url, ltr: true }]),
  ];
}

function footer(set: Setting, { reference }: PdfDocument): Footer {
  const page = new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 18 });
  const words = reference
    ? [...runs(set, [{ text: `${reference.label} ` }, { text: reference.value, ltr: true }, '  ·  '])]
    : [];
  return new Footer({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, bidirectional: set.rtl, children: [...words, page] })],
  });
}

function blockOf(set: Setting, document: PdfDocument, block: PdfBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1,
          bidirectional: set.rtl,
          keepNext: true,
          ...(document.numbered ? { numbering: { reference: 'headings', level: block.level === 2 ? 1 : 0 } } : {}),
          children: runs(set, block.text),
        }),
      ];
    case 'paragraph':
      return [paragraph(set, block.text)];
    case 'note':
      return [paragraph(set, block.text, { border: { top: { style: BorderStyle.SINGLE, size: 4, color: 'BBBBBB' } } })];
    case 'facts':
      return [facts(set, block.rows), paragraph(set, '')];
    case 'list':
      return block.items.map((item) =>
        paragraph(set, item, { numbering: { reference: block.numbered ? 'numbers' : 'bullets', level: 0 } }),
      );
    case 'table':
      return [
        paragraph(set, [{ text: block.caption, bold: true }], { keepNext: true }),
        table(set, block),
        paragraph(set, ''),
      ];
    case 'timeline':
      return block.steps.flatMap((step) => [
        paragraph(set, [...asRuns(step.when), ' – ', { text: step.what, bold: true }], {
          keepNext: step.detail !== undefined,
        }),
        ...(step.detail ? [paragraph(set, step.detail, { indent: { start: 480 } })] : []),
      ]);
    case 'shares':
      return [
        paragraph(set, [{ text: block.caption, bold: true }], { keepNext: true }),
        shares(set, block.parts),
        paragraph(set, ''),
      ];
    case 'page-break':
      return [pageBreak()];
  }
}

const pageBreak = () => new Paragraph({ children: [new PageBreak()] });

const asRuns = (words: PdfWords): readonly PdfRun[] => (typeof words === 'string' ? [words] : words);

function paragraph(set: Setting, words: PdfWords, options: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({ bidirectional: set.rtl, children: runs(set, words), ...options } as IParagraphOptions);
}

/** The pieces of a line. A code stays from left to right in Arabic, words in another language go their own way. */
function runs(set: Setting, words: PdfWords): (TextRun | ExternalHyperlink)[] {
  return asRuns(words).flatMap((piece): (TextRun | ExternalHyperlink)[] => {
    const one = typeof piece === 'string' ? { text: piece } : piece;
    const rtl = one.ltr ? false : one.lang ? dirOf(one.lang) === 'rtl' : set.rtl;
    const lines = one.text.split('\n').map(
      (text, index) =>
        new TextRun({
          text,
          rightToLeft: rtl,
          ...(one.bold ? { bold: true, boldComplexScript: true } : {}),
          ...(index > 0 ? { break: 1 } : {}),
          ...(one.href ? { style: 'Hyperlink' } : {}),
        }),
    );
    return one.href ? [new ExternalHyperlink({ children: lines, link: one.href })] : lines;
  });
}

const cell = (set: Setting, words: PdfWords, width: number, options: { head?: boolean; end?: boolean } = {}) =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 60, bottom: 60, left: 90, right: 90 },
    ...(options.head ? { shading: { type: ShadingType.CLEAR, fill: 'EFEFEA' } } : {}),
    children: [
      paragraph(set, words, {
        spacing: { after: 0 },
        ...(options.end ? { alignment: AlignmentType.END } : {}),
      }),
    ],
  });

function facts(set: Setting, rows: readonly (readonly [label: string, value: PdfWords])[]): Table {
  const [label, value] = [Math.round(LINE * 0.35), Math.round(LINE * 0.65)];
  return grid(
    set,
    [label, value],
    rows.map(
      (row) => new TableRow({ children: [cell(set, [{ text: row[0], bold: true }], label), cell(set, row[1], value)] }),
    ),
  );
}

function table(
  set: Setting,
  { columns, rows }: { columns: readonly PdfColumn[]; rows: readonly (readonly PdfWords[])[] },
): Table {
  const whole = columns.reduce((sum, one) => sum + (one.width ?? 1), 0);
  const widths = columns.map((one) => Math.round((LINE * (one.width ?? 1)) / whole));
  const head = new TableRow({
    tableHeader: true,
    children: columns.map((one, index) =>
      cell(set, [{ text: one.label, bold: true }], widths[index] ?? 0, { head: true, end: one.numeric === true }),
    ),
  });
  const body = rows.map(
    (row) =>
      new TableRow({
        cantSplit: true,
        children: row.map((words, index) =>
          cell(set, words, widths[index] ?? 0, { end: columns[index]?.numeric === true }),
        ),
      }),
  );
  return grid(set, widths, [head, ...body]);
}

/** The parts of a whole, each with its number and its share: what the PDF draws as a bar stands here in words, to be edited. */
function shares(set: Setting, parts: readonly PdfShare[]): Table {
  const whole = parts.reduce((sum, one) => sum + one.value, 0);
  const widths = [Math.round(LINE * 0.6), Math.round(LINE * 0.2), Math.round(LINE * 0.2)];
  return grid(
    set,
    widths,
    parts.map(
      ({ label, value }) =>
        new TableRow({
          children: [
            cell(set, label, widths[0] ?? 0),
            cell(set, [{ text: String(value), ltr: true }], widths[1] ?? 0, { end: true }),
            cell(
              set,
              [{ text: whole === 0 ? '–' : `${Math.round((value / whole) * 100)} %`, ltr: true }],
              widths[2] ?? 0,
              { end: true },
            ),
          ],
        }),
    ),
  );
}

function grid(set: Setting, widths: number[], rows: TableRow[]): Table {
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'BBBBBB' };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return new Table({
    visuallyRightToLeft: set.rtl,
    layout: TableLayoutType.FIXED,
    width: { size: LINE, type: WidthType.DXA },
    columnWidths: widths,
    borders: { top: line, bottom: line, insideHorizontal: line, left: none, right: none, insideVertical: none },
    rows,
  });
}
