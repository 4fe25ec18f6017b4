import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arabicForms, withoutPreposition } from './arabic.ts';
import { highlight, snippet } from './highlight.ts';
import { foldWord, normalise, wordsOf } from './normalise.ts';
import { placeOf, wordAt } from './places.ts';
import { readQuery } from './query.ts';
import { slipsBetween } from './spelling.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 80 });
const arabicLetters = [...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'];
const arabicWord = fc.string({ unit: fc.constantFrom(...arabicLetters), minLength: 3, maxLength: 9 });
const marks = fc.constantFrom('\u064B', '\u064E', '\u064F', '\u0650', '\u0651', '\u0652', '\u0640', '');

test.each([
  ['Laâyoune-Sakia El Hamra', 'laayoune sakia el hamra'],
  ['L’accès à l’information, mise en ŒUVRE', 'l acces a l information mise en oeuvre'],
  ['الإدارةُ المُنفتِحـــة', 'الاداره المنفتحه'],
  ['أكادير · أڭادير', 'اكادير اكادير'],
  ['على مستوى ٱلجهة', 'علي مستوي الجهه'],
  ['سنة ٢٠٢٦ و۲۰۲۷', 'سنه 2026 و2027'],
  ['MALAA0004', 'malaa0004'],
  ['ﻻ ﺟﻬﺔ', 'لا جهه'],
  ['ⵜⴰⵎⴰⵣⵉⵖⵜ', 'ⵜⴰⵎⴰⵣⵉⵖⵜ'],
  ['', ''],
])('%s is compared as %s', (text, expected) => {
  expect(normalise(text)).toBe(expected);
});

describe('folding', () => {
  test('twice is the same as once', () => {
    fc.assert(fc.property(anyText, (text) => normalise(normalise(text)) === normalise(text)));
  });

  test('leaves only letters and digits, which need no quoting in SQL', () => {
    fc.assert(fc.property(anyText, (text) => /^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u.test(normalise(text))));
  });

  test('does not see case or composition', () => {
    const latin = fc.string({ unit: fc.constantFrom(...'aàâbcçdeéèêëiîïoôuùûüyzñAÉÇŒœ'), maxLength: 20 });
    fc.assert(
      fc.property(latin, (word) => {
        expect(foldWord(word.toUpperCase())).toBe(foldWord(word));
        expect(foldWord(word.normalize('NFD'))).toBe(foldWord(word.normalize('NFC')));
        expect(foldWord(word)).toMatch(/^[a-z]*$/);
      }),
    );
  });

  test('does not see vowel signs and tatweel', () => {
    fc.assert(
      fc.property(arabicWord, fc.array(marks, { minLength: 9, maxLength: 9 }), (word, signs) => {
        const written = [...word].map((letter, index) => letter + (signs[index] ?? '')).join('');
        expect(foldWord(written)).toBe(foldWord(word));
        expect(arabicForms(written)).toEqual(arabicForms(word));
      }),
    );
  });

  test('makes one of all alefs, and one of ya and alef maqsura, ta marbuta and ha', () => {
    fc.assert(
      fc.property(arabicWord, fc.constantFrom(...'أإآٱ'), (word, alef) => {
        expect(foldWord(word.replaceAll('ا', alef))).toBe(foldWord(word));
        expect(foldWord(word.replace(/ي$/u, 'ى'))).toBe(foldWord(word));
        expect(foldWord(word.replace(/ه$/u, 'ة'))).toBe(foldWord(word));
      }),
    );
  });
});

describe('Arabic forms', () => {
  const meet = (a: string, b: string) => {
    const forms = (word: string) => Object.values(arabicForms(word)).flat();
    return forms(a).some((form) => [...forms(b), ...withoutPreposition(b)].includes(form));
  };

  test('a noun meets itself with everything that is written in front of it', () => {
    const noun = arabicWord.filter((word) => !/^(ا?ل|و|ف|ب|ك)/u.test(word) && word.length >= 4);
    fc.assert(
      fc.property(noun, fc.constantFrom('ال', 'و', 'وال', 'بال', 'فال', 'كال', 'لل', 'ولل', 'وبال'), (word, clitic) => {
        expect(meet(word, clitic + word), clitic + word).toBe(true);
        expect(meet(clitic + word, word), clitic + word).toBe(true);
        expect(meet(clitic + word, `ال${word}`)).toBe(true);
      }),
    );
  });

  test.each([
    ['هيئة', 'هيأة'],
    ['هيئة', 'الهيئات'],
    ['هيية', 'والهيئات'],
    ['مسؤول', 'مسئولين'],
    ['شؤون', 'الشئون'],
    ['جهة', 'الجهات'],
    ['جهة', 'بجهة'],
    ['مجلس', 'لمجلس'],
    ['مجلس', 'ولمجلس'],
    ['التزام', 'الالتزامات'],
    ['التزامات', 'التزام'],
    ['تشاركي', 'التشاركية'],
    ['جمعية', 'الجمعيات'],
    ['وزارة', 'الوزارات'],
    ['بناء', 'البنا'],
    ['مواطن', 'المواطنين'],
    ['مرتفق', 'للمرتفقين'],
  ])('%s meets %s', (a, b) => {
    expect(meet(a, b)).toBe(true);
  });

  test.each([
    ['وزارة', 'زارت'],
    ['لجنة', 'الجنة'],
    ['قانون', 'مجلس'],
    ['بلدية', 'بلاد'],
  ])('%s does not meet %s', (a, b) => {
    expect(meet(a, b)).toBe(false);
  });
});

test('words say where they stand', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const word of wordsOf(text)) expect(text.slice(word.start, word.end)).toBe(word.text);
    }),
  );
});

test('a place tells language and word', () => {
  expect(wordAt(placeOf('ar', 3, 'title', 0) ?? 0)).toEqual({ lang: 'ar', word: 0 });
  expect(wordAt(placeOf('en', 3, 'title', 2) ?? 0)).toEqual({ lang: 'en', word: 2 });
  expect(wordAt(placeOf('en', 3, 'body', 0) ?? 0)).toEqual({ lang: 'en', word: 4 });
  expect(placeOf('ar', 3, 'body', 4_090)).toEqual(4_095);
  expect(placeOf('ar', 3, 'body', 4_091)).toBeUndefined();
  expect(placeOf('en', 0, 'body', 4_093)).toBeLessThan(16_383);
});

test('a query is words and phrases; the last word may go on', () => {
  const shape = (q: string) =>
    readQuery(q).map((term) => `${term.words.join('+')}${term.phrase ? '"' : ''}${term.open ? '…' : ''}`);
  expect(shape('conseil régional')).toEqual(['conseil', 'régional…']);
  expect(shape('conseil ')).toEqual(['conseil']);
  expect(shape('a "b c" d')).toEqual(['a', 'b+c"', 'd…']);
  expect(shape('«b c»')).toEqual(['b+c"']);
  expect(shape('a "b')).toEqual(['a', 'b…']);
  expect(shape(Array.from({ length: 40 }, (_, index) => `w${index}`).join(' '))).toHaveLength(12);
});

describe('highlighting', () => {
  test('loses nothing of a text', () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(20)), (text, hits) => {
        const parts = highlight(text, new Set(hits));
        expect(parts.map((part) => part.text).join('')).toBe(text);
        const count = [...wordsOf(text)].length;
        expect(parts.filter((part) => part.hit)).toHaveLength(new Set(hits.filter((hit) => hit < count)).size);
      }),
    );
  });

  const long = Array.from({ length: 200 }, (_, index) => `w${index}`).join(' ');
  test('a snippet is the stretch where most was found', () => {
    const parts = snippet(long, new Set([10, 100, 103, 110]));
    const text = parts.map((part) => part.text).join('');
    expect(text).toMatch(/^… w94 .* w125 …$/);
    expect(parts.filter((part) => part.hit).map((part) => part.text)).toEqual(['w100', 'w103', 'w110']);
  });
  test('without hits it is the beginning; a short text is shown whole', () => {
    expect(snippet(long, new Set())[0]?.text).toMatch(/^w0 .* w31$/);
    expect(snippet('(Deux mots.)', new Set([1]))).toEqual([
      { text: '(Deux ', hit: false },
      { text: 'mots', hit: true },
      { text: '.)', hit: false },
    ]);
    expect(snippet('', new Set())).toEqual([]);
  });
});

test('slips of the pen are counted', () => {
  expect(slipsBetween('role', 'role', 2)).toBe(0);
  expect(slipsBetween('rloe', 'role', 2)).toBe(1);
  expect(slipsBetween('democrasy', 'democracy', 2)).toBe(1);
  expect(slipsBetween('malaa0004', 'mala0004', 2)).toBe(1);
  expect(slipsBetween('abcdef', 'uvwxyz', 2)).toBe(3);
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      expect(slipsBetween(a, b, 20)).toBe(slipsBetween(b, a, 20));
      expect(slipsBetween(a, b, 20) === 0).toBe(a === b);
    }),
  );
});
