import { pdfText } from './pdf-words.ts';
import { BrokenDocumentError, unpack, type ZipEntry, zipEntries } from './zip-entries.ts';

/** The kinds of documents whose words can be read. */
export const READABLE = ['pdf', 'docx', 'odt', 'csv', 'txt'] as const;
export type ReadableType = (typeof READABLE)[number];

export type WordsOrder = { type: ReadableType; bytes: Uint8Array };
/** `cut`: the document goes on after the last of these words. */
export type Words = { text: string; cut: boolean };

/** How much of a document is read: about two hundred pages of text. */
export const MOST_SIGNS = 400_000;
const MOST_PAGES = 2_000;
const MOST_UNPACKED = 100 * 1024 * 1024;

/** The words of a document, in the order they stand in it; in the workshop's process. */
export async function extractWords({ type, bytes }: WordsOrder): Promise<Words> {
  switch (type) {
    case 'pdf':
      // pdf.js takes no Buffer, which is what comes from the server's process.
      return wordsOfPdf(new Uint8Array(bytes));
    case 'docx':
      return wordsOfDocx(Buffer.from(bytes));
    case 'odt':
      return wordsOfOdt(Buffer.from(bytes));
    default:
      return asWords(new TextDecoder().decode(bytes.subarray(0, MOST_SIGNS * 4)));
  }
}

// Old Arabic PDF files write each letter in the form it has in its place; the words are made of the letters themselves (NFKC).
function asWords(text: string): Words {
  const clean = text
    .normalize('NFKC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL keeps no text with a zero in it
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069\u00AD]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .toWellFormed();
  return { text: clean.slice(0, MOST_SIGNS), cut: clean.length > MOST_SIGNS };
}

async function wordsOfPdf(bytes: Uint8Array): Promise<Words> {
  const { text, cut } = await pdfText(bytes, { signs: MOST_SIGNS, pages: MOST_PAGES });
  const words = asWords(text);
  return { text: words.text, cut: words.cut || cut };
}

async function wordsOfDocx(bytes: Buffer): Promise<Words> {
  refuseBomb(zipEntries(bytes));
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.extractRawText({ buffer: bytes });
  return asWords(value);
}

// The library unpacks whatever it is given, to the end: what would not fit is found out before.
function refuseBomb(entries: readonly ZipEntry[]): void {
  let left = MOST_UNPACKED;
  for (const entry of entries) left -= unpack(entry, left).length;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** An ODT file is XML whose words stand between its tags: paragraphs and headings end a line, `text:s` and tabs are spaces. */
function wordsOfOdt(bytes: Buffer): Words {
  const content = zipEntries(bytes).find((entry) => entry.name === 'content.xml');
  if (!content) throw new BrokenDocumentError('no content.xml');
  const xml = unpack(content, MOST_UNPACKED).toString('utf8');
  const text = xml
    .slice(Math.max(0, xml.indexOf('<office:body')))
    .replace(/<text:(?:s|tab)\b[^>]*>/g, ' ')
    .replace(/<text:line-break\b[^>]*>|<\/text:[ph]>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) =>
      name ? (ENTITIES[name] ?? whole) : letterOf(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
    );
  return asWords(text);
}

function letterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
