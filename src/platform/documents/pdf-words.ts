/** A piece of a line as pdf.js gives it: its words, and where they stand. */
export type PdfItem = { str: string; dir: string; x: number; y: number; width: number; height: number };

/** How much of a document is read. */
export type PdfLimits = { signs: number; pages: number };

const INVISIBLE = /[\p{Cf}\s]/u;

/**
 * The text of a PDF file, page by page. pdf.js turns Arabic words into the order in which they are read, but letters that share one
 * glyph (lam-alif) come out of it in the wrong order, and the words of a line from left to right: both are put right here.
 */
export async function pdfText(bytes: Uint8Array, most: PdfLimits): Promise<{ text: string; cut: boolean }> {
  const { getDocumentProxy } = await import('unpdf');
  // Pictures are never unpacked: a scan is large, and holds no words.
  const pdf = await getDocumentProxy(bytes, { verbosity: 0, maxImageSize: 1 });
  const pages: string[] = [];
  let length = 0;
  const last = Math.min(pdf.numPages, most.pages);
  for (let number = 1; number <= last && length <= most.signs; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    const read = items.flatMap((item): PdfItem[] =>
      'str' in item && item.str !== ''
        ? [{ ...item, x: Number(item.transform[4]), y: Number(item.transform[5]), height: item.height || 1 }]
        : [],
    );
    const arabic = read.some((item) => item.dir === 'rtl');
    const glyphs = arabic ? glyphsOf((await page.getOperatorList()).argsArray) : [];
    const text = linesOf(arabic ? withLigatures(read, glyphs) : read)
      .map(lineText)
      .join('\n');
    page.cleanup();
    pages.push(text);
    length += text.length;
  }
  return { text: pages.join('\n\n'), cut: pages.length < pdf.numPages };
}

/** What each glyph of a page stands for, in the order they are drawn: one letter, or the letters of a ligature. */
function glyphsOf(drawn: readonly unknown[]): string[] {
  const glyphs: string[] = [];
  for (const operands of drawn) {
    const shown = Array.isArray(operands) ? operands[0] : undefined;
    if (!Array.isArray(shown)) continue;
    for (const glyph of shown) if (typeof glyph?.unicode === 'string') glyphs.push(glyph.unicode);
  }
  return glyphs.map((glyph) => [...glyph].filter((sign) => !INVISIBLE.test(sign)).join('')).filter(Boolean);
}

/** Words whose letters stand as their glyphs say. Where glyphs and words do not agree, a word stays as it came. */
export function withLigatures(items: readonly PdfItem[], glyphs: readonly string[]): PdfItem[] {
  let next = 0;
  return items.map((item) => {
    const signs = [...item.str].filter((sign) => !INVISIBLE.test(sign));
    const own: string[] = [];
    for (let count = 0; count < signs.length && next < glyphs.length; next++) {
      const glyph = glyphs[next] ?? '';
      own.push(glyph);
      count += [...glyph].length;
    }
    // What was drawn from left to right and turned round by pdf.js sign by sign.
    const turned = [...own.join('')].reverse().join('');
    const plain = signs.join('');
    if (item.dir !== 'rtl' || turned !== plain || INVISIBLE.test(item.str.trim())) return item;
    return { ...item, str: own.reverse().join('') };
  });
}

/** Items on the same height, one after the other, are a line. */
function linesOf(items: readonly PdfItem[]): PdfItem[][] {
  const lines: PdfItem[][] = [];
  for (const item of items) {
    const line = lines.at(-1);
    const before = line?.[0];
    if (line && before && Math.abs(before.y - item.y) < Math.max(before.height, item.height) / 2) line.push(item);
    else lines.push([item]);
  }
  return lines;
}

/** A line as it is read: from right to left when most of it is Arabic, with what is written the other way in its own order. */
export function lineText(line: readonly PdfItem[]): string {
  const worded = line.filter((item) => item.str.trim() !== '');
  const arabic = worded.filter((item) => item.dir === 'rtl').length * 2 >= worded.length && worded.length > 0;
  const order = arabic ? fromTheRight(worded) : worded;
  return order.reduce((text, item, index) => {
    const former = order[index - 1];
    return former ? `${text}${touches(former, item) ? '' : ' '}${item.str}` : item.str;
  }, '');
}

function fromTheRight(items: readonly PdfItem[]): PdfItem[] {
  const sorted = [...items].sort((one, other) => other.x - one.x);
  const order: PdfItem[] = [];
  let foreign: PdfItem[] = [];
  for (const item of sorted) {
    if (item.dir === 'rtl') {
      order.push(...foreign.reverse(), item);
      foreign = [];
    } else foreign.push(item);
  }
  return [...order, ...foreign.reverse()];
}

/** Whether two pieces are parts of one word: nothing lies between them. */
function touches(one: PdfItem, other: PdfItem): boolean {
  const [left, right] = one.x < other.x ? [one, other] : [other, one];
  return one.dir === other.dir && right.x - (left.x + left.width) < left.height / 10;
}
