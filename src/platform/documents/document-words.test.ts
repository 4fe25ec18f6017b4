import { afterAll, describe, expect, test } from 'vitest';
import { renderPdf } from '../pdf/render-pdf.ts';
import { closeWorkshop } from '../workshop/workshop.ts';
import { documentWords } from './document-words.ts';
import { extractWords, MOST_SIGNS, type Words } from './extract-words.ts';
import { docxOf, odtOf, zipOf } from './testing.ts';
import { unpack, zipEntries } from './zip-entries.ts';

afterAll(closeWorkshop);

const pdf = () =>
  renderPdf({
    lang: 'ar',
    title: 'محضر الاجتماع',
    institution: { name: 'مجلس جهة العيون الساقية الحمراء', accent: 'palm', emblem: null },
    reference: { label: 'رقم', value: 'X-1' },
    date: '2026-11-20',
    blocks: [
      { kind: 'paragraph', text: 'خصصت الجهة 25 ميزانية des centres للمراكز القروية.' },
      { kind: 'paragraph', text: [{ text: 'Les centres ruraux de Boujdour', lang: 'fr' }] },
    ],
  });

async function wordsOf(...asked: Parameters<typeof documentWords>): Promise<Words> {
  const words = await documentWords(...asked);
  if ('fault' in words) throw new Error(words.fault);
  return words;
}

describe('the words of', () => {
  test('a PDF file, in Arabic and French', async () => {
    const words = await wordsOf('pdf', Buffer.from(await pdf()));
    expect(words.text).toContain('Les centres ruraux de Boujdour');
    // Ligatures, the order of words, numbers and French words among them.
    expect(words.text).toContain('محضر الاجتماع');
    expect(words.text).toContain('خصصت الجهة 25 ميزانية des centres للمراكز القروية');
    expect(words.cut).toBe(false);
  });

  test('a DOCX file', async () => {
    const words = await wordsOf('docx', docxOf(['التقرير السنوي', 'Rapport &amp; annexes']));
    expect(words).toEqual({ text: 'التقرير السنوي\n\nRapport & annexes', cut: false });
  });

  test('an ODT file, without its styles', async () => {
    const words = await wordsOf('odt', odtOf(['L&#233;gal &lt;1&gt;', 'ترتيب<text:s/>وتتبع<text:line-break/>end']));
    expect(words).toEqual({ text: 'Légal <1>\nترتيب وتتبع\nend', cut: false });
  });

  test('a table or a plain text', async () => {
    expect(await extractWords({ type: 'csv', bytes: Buffer.from('\uFEFFville;n\r\nLaâyoune;1') })).toEqual({
      text: 'ville;n\nLaâyoune;1',
      cut: false,
    });
  });

  test('a very long text end where the index ends, and say so', async () => {
    const words = await extractWords({ type: 'txt', bytes: Buffer.from('mot '.repeat(MOST_SIGNS)) });
    expect([words.cut, words.text.length]).toEqual([true, MOST_SIGNS]);
  });

  test('letters in the forms that old files write', async () => {
    const words = await extractWords({ type: 'txt', bytes: Buffer.from('\uFE91\uFEE0\uFEA9\u0000') });
    expect(words.text).toBe('بلد');
  });
});

/** The same file, whose end points to a directory far outside of it. */
function lost(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(0x7fffffff, bytes.length - 6);
  return bytes;
}

describe('nothing is read of', () => {
  test.each([
    ['a PDF file that is none', 'pdf', Buffer.from('%PDF-1.7 and then nothing')],
    ['a DOCX file that is none', 'docx', Buffer.from('PK no directory')],
    ['an ODT file without content', 'odt', zipOf([{ name: 'mimetype', content: 'x' }])],
    ['a directory that points outside', 'docx', lost(docxOf(['x']))],
  ] as const)('%s', async (_what, type, bytes) => {
    expect(await documentWords(type, bytes)).toHaveProperty('fault');
  });

  test('a small file that unpacks to more than the memory has', async () => {
    const bomb = zipOf([{ name: 'word/document.xml', content: Buffer.alloc(120 * 1024 * 1024, 0x20) }]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await documentWords('docx', bomb)).toEqual({ fault: expect.stringContaining('cannot be unpacked') });
  });

  test('a document that never ends', async () => {
    expect(await documentWords('pdf', await pdf(), { patience: 1 })).toEqual({
      fault: expect.stringContaining('longer than'),
    });
  });
});

test('a ZIP file is read by its directory, and each entry to a limit', () => {
  const [stored, packed] = zipEntries(
    zipOf([
      { name: 'a', content: 'one', stored: true },
      { name: 'dossier/é', content: 'two' },
    ]),
  );
  expect([stored?.name, packed?.name]).toEqual(['a', 'dossier/é']);
  expect([stored, packed].map((entry) => entry && unpack(entry, 3).toString())).toEqual(['one', 'two']);
  expect(() => packed && unpack(packed, 2)).toThrow('cannot be unpacked');
  expect(() => stored && unpack(stored, 2)).toThrow();
});
