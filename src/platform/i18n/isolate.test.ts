import { describe, expect, it, test } from 'vitest';
import { hasRtl, isolateLine, isolateNumbers } from './isolate.ts';

/** The isolates made visible: ⟦ left to right, ⟪ right to left. */
function seen(text: string): string {
  return text.replaceAll('\u2066', '⟦').replaceAll('\u2067', '⟪').replaceAll('\u2069', '⟧');
}

describe('numbers in an Arabic text keep their own direction', () => {
  it.each([
    ['القانون 31-13.', 'القانون ⟦31-13⟧.'],
    ['بلغ 62% من 12', 'بلغ ⟦62%⟧ من ⟦12⟧'],
    ['بنسبة 62%، أي +3,5%', 'بنسبة ⟦62%⟧، أي ⟦+3,5%⟧'],
    ['الحرارة -5', 'الحرارة ⟦-5⟧'],
    ['بلغ 1\u00a0234,5', 'بلغ ⟦1\u00a0234,5⟧'],
    ['451 028 نسمة', '⟦451 028⟧ نسمة'],
    ['451\u202f028 نسمة سنة 2024', '⟦451\u202f028⟧ نسمة سنة ⟦2024⟧'],
    ['خطة 2025–2027', 'خطة ⟦2025–2027⟧'],
    ['الساعة 10:42', 'الساعة ⟦10:42⟧'],
    ['التزام MALAA0003', 'التزام ⟦MALAA0003⟧'],
    ['رقم DI-2026-0148 (Jamaa)', 'رقم ⟦DI-2026-0148⟧ (Jamaa)'],
    ['انظر https://jamaa.example/ar/a1.', 'انظر ⟦https://jamaa.example/ar/a1⟧.'],
  ])('%s', (text, expected) => expect(seen(isolateNumbers(text))).toBe(expected));
});

test('a text without Arabic letters comes back as it is', () => {
  for (const text of ['62 % en 2026', '', '31-13', 'ⴰⵎⴰⵏ 5']) expect(isolateNumbers(text)).toBe(text);
});

describe('a line keeps its order inside a line of the other direction', () => {
  it.each([
    ['62%', 'rtl', '⟦62%⟧'],
    ['50 566', 'rtl', '⟦50 566⟧'],
    ['50 566', 'ltr', '50 566'],
    ['Loi 31-13, art. 16', 'rtl', '⟦Loi 31-13, art. 16⟧'],
    ['20 نونبر 2026', 'ltr', '⟪⟦20⟧ نونبر ⟦2026⟧⟧'],
    ['20 نونبر 2026', 'rtl', '⟦20⟧ نونبر ⟦2026⟧'],
    ['Loi', 'ltr', 'Loi'],
    ['ⵜⴰⵎⴰⵣⵉⵖⵜ', 'rtl', '⟦ⵜⴰⵎⴰⵣⵉⵖⵜ⟧'],
  ] as const)('%s in a line running %s', (text, dir, expected) => expect(seen(isolateLine(text, dir))).toBe(expected));
});

test('letters from right to left are known', () => {
  expect(hasRtl('MALAA0003 العيون')).toBe(true);
  expect(hasRtl('ﻻ')).toBe(true);
  expect(hasRtl('Laâyoune ⵜⴰⵎⴰⵣⵉⵖⵜ 3')).toBe(false);
});

test('a very long word is read in time proportional to its length', () => {
  const long = `ا ${'x'.repeat(200_000)}`;
  expect(isolateNumbers(long)).toBe(long);
});
