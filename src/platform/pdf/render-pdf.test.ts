import { afterAll, describe, expect, it } from 'vitest';
import { closeWorkshop } from '../workshop/workshop.ts';
import { BASE_TEMPLATE } from './base-template.ts';
import type { PdfBlock, PdfDocument } from './document-spec.ts';
import { renderPdf } from './render-pdf.ts';
import { typesetDocument } from './typeset-document.ts';
import { typesetPdf } from './typst.ts';

afterAll(closeWorkshop);

const receipt: PdfDocument = {
  lang: 'ar',
  title: 'وصل إيداع طلب الحصول على المعلومات',
  institution: {
    name: 'مجلس جهة العيون الساقية الحمراء',
    otherName: { text: 'Conseil régional', lang: 'fr' },
    accent: 'atlantic',
    emblem: 'waves',
  },
  reference: { label: 'رقم الطلب', value: 'DI-2026-0148' },
  date: '2026-11-20',
  blocks: [
    { kind: 'facts', rows: [['صاحبة الطلب', 'فاطمة الزهراء ب.']] },
    { kind: 'heading', text: 'ماذا بعد؟' },
    {
      kind: 'paragraph',
      text: ['القانون ', { text: '31-13', ltr: true, bold: true }, { text: 'ⵜⴰⵎⴰⵣⵉⵖⵜ', lang: 'zgh' }],
    },
    { kind: 'list', items: ['أولا', 'ثانيا'], numbered: true },
    { kind: 'list', items: ['بند'] },
    {
      kind: 'table',
      caption: 'السكان',
      columns: [
        { label: 'الإقليم', width: 2 },
        { label: '2024', numeric: true },
      ],
      rows: [['بوجدور', '65 381']],
    },
    {
      kind: 'timeline',
      steps: [
        { when: '20 نونبر 2026', what: 'سجل الطلب', detail: 'المادة 16', state: 'done' },
        { when: 'x', what: 'y', state: 'now' },
        { when: 'x', what: 'y', state: 'next' },
      ],
    },
    { kind: 'heading', text: 'تفصيل', level: 2 },
    { kind: 'note', text: [{ text: 'jamaa.example', href: 'https://jamaa.example/' }] },
    { kind: 'page-break' },
    { kind: 'paragraph', text: 'الصفحة الثانية' },
  ],
  check: { title: 'للتحقق', text: 'اكتب الرقم', url: 'https://jamaa.example/ar/check', code: '7KQF' },
};

function latin(pdf: Uint8Array): string {
  return Buffer.from(pdf).toString('latin1');
}

function pages(pdf: Uint8Array): number {
  return latin(pdf).match(/\/Type\/Page\b(?!s)|\/Type \/Page\b(?!s)/g)?.length ?? 0;
}

describe('a document', () => {
  it('is a tagged PDF of the pages it needs, in its language, with its own fonts', async () => {
    const pdf = await renderPdf(receipt);
    const text = latin(pdf);
    expect(text.startsWith('%PDF-1.7')).toBe(true);
    expect(pages(pdf)).toBe(2);
    expect(text).toContain('/Lang (ar)');
    expect(text).toContain('pdfuaid:part>1<');
    expect(new Set(text.match(/IBMPlexSans(Arabic)?-\w+|NotoSans\w*-\w+/g))).toContain('IBMPlexSansArabic-Regular');
    expect(text).not.toMatch(/DejaVu|Libertinus|NewCM/);
    expect(pdf.length).toBeLessThan(150_000);
  });

  it('is the same bytes each time', async () => {
    const [one, other] = await Promise.all([renderPdf(receipt), renderPdf(receipt)]);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
    const later = await renderPdf({ ...receipt, date: '2026-11-21' });
    expect(Buffer.from(one).equals(Buffer.from(later))).toBe(false);
  });

  it('sets each language', async () => {
    for (const lang of ['fr', 'en', 'zgh'] as const)
      expect(latin(await renderPdf({ ...receipt, lang }))).toContain(`/Lang (${lang}`);
  });

  it('holds what people write and never runs it', async () => {
    const evil = [
      '#panic("run")',
      '#eval("1+1")',
      '#import "@preview/cetz:0.3.0": *',
      '#read("/etc/passwd")',
      '$ x^2 $ *b* _i_ `raw` = heading @ref <label> \\ // comment /* */',
      '"); panic("run',
      '\\u{1F600} ] ) } #[ #{',
      '\u0000\u0007\u202E\uD800',
      'x'.repeat(5000),
    ];
    const blocks = evil.flatMap((text): PdfBlock[] => [
      { kind: 'paragraph', text },
      { kind: 'heading', text },
      { kind: 'facts', rows: [[text, text]] },
      { kind: 'list', items: [text] },
      { kind: 'table', caption: text, columns: [{ label: text }], rows: [[text]] },
      { kind: 'timeline', steps: [{ when: text, what: text, detail: text, state: 'now' }] },
    ]);
    for (const text of evil) {
      const pdf = await renderPdf({
        ...receipt,
        title: text,
        subtitle: text,
        institution: { ...receipt.institution, name: text },
        reference: { label: text, value: text },
        blocks: [{ kind: 'note', text }],
        check: { title: text, text, url: 'https://jamaa.example/', code: text },
      });
      expect(pages(pdf)).toBeGreaterThan(0);
    }
    expect(pages(await renderPdf({ ...receipt, blocks }))).toBeGreaterThan(1);
  });

  it('would show it if something ran: a template that panics or reads a file is an error', () => {
    expect(() => typesetPdf('#panic("run")', {})).toThrow('panicked');
    expect(() => typesetPdf('#read("/etc/passwd")', {})).toThrow(/not found|denied/);
    expect(() => typesetPdf('#read("../package.json")', {})).toThrow(/not found|denied/);
    expect(BASE_TEMPLATE).not.toMatch(/\beval\b|#import|#include|\bread\(/);
  });

  it('refuses what is wrong in the order', async () => {
    await expect(renderPdf({ ...receipt, date: '2026-02-30' })).rejects.toThrow(RangeError);
    await expect(renderPdf({ ...receipt, check: { title: 'x', text: 'x', url: '/check' } })).rejects.toThrow(
      RangeError,
    );
    const uneven: PdfBlock = { kind: 'table', caption: 'x', columns: [{ label: 'a' }, { label: 'b' }], rows: [['1']] };
    await expect(typesetDocument({ document: { ...receipt, blocks: [uneven] }, emblem: '', qr: null })).rejects.toThrow(
      '1 cells',
    );
  });
});
