import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Text } from '#platform/i18n/text.ts';
import type { Passage } from './commitment.ts';
import {
  introOfLines,
  linesOfIntro,
  linesOfPassages,
  linesOfTexts,
  passagesOfLines,
  readLines,
  textsOfLines,
  UnevenLines,
  writeLines,
} from './written-lines.ts';

/** Words as people write them: no dash in front, no sign that stands for what is missing. */
const words = fc
  .stringMatching(/^[\p{L}\p{N}«»'",.:()-]{1,12}( [\p{L}\p{N}«»'",.:()-]{1,12}){0,5}$/u)
  .filter((one) => !/^--?(\s|$)/.test(one));
const text: fc.Arbitrary<Text> = fc.record({ ar: words, fr: words, en: words });
const partly: fc.Arbitrary<Text> = fc
  .record({ ar: fc.option(words, { nil: undefined }), fr: words, en: fc.option(words, { nil: undefined }) })
  .map((one) => JSON.parse(JSON.stringify(one)) as Text);
const passage: fc.Arbitrary<Passage> = fc.oneof(
  text.map((one): Passage => ({ text: one })),
  fc
    .record({
      text: fc.option(partly, { nil: undefined }),
      items: fc.array(
        fc.oneof(
          partly.map((one) => ({ text: one })),
          fc.record({ text: partly, items: fc.array(partly, { minLength: 1, maxLength: 3 }) }),
        ),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map((one) => JSON.parse(JSON.stringify(one)) as Passage),
);

test('passages with lists in lists come back as they were written', () => {
  fc.assert(
    fc.property(fc.array(passage, { maxLength: 5 }), (passages) => {
      expect(passagesOfLines(readLines(writeLines(linesOfPassages(passages))))).toEqual(passages);
    }),
  );
});

test('so do lists of texts, and paragraphs with the items that follow', () => {
  fc.assert(
    fc.property(fc.array(partly, { maxLength: 6 }), fc.array(partly, { maxLength: 6 }), (intro, items) => {
      expect(textsOfLines(readLines(writeLines(linesOfTexts(intro))))).toEqual(intro);
      expect(introOfLines(readLines(writeLines(linesOfIntro({ intro, items }))))).toEqual({ intro, items });
    }),
  );
});

test('a language may be silent, but not shorter than the others', () => {
  expect(textsOfLines(readLines({ fr: 'Un\nDeux' }))).toEqual([{ fr: 'Un' }, { fr: 'Deux' }]);
  expect(textsOfLines(readLines({ ar: '…\nاثنان', fr: 'Un\nDeux' }))).toEqual([
    { fr: 'Un' },
    { ar: 'اثنان', fr: 'Deux' },
  ]);
  expect(() => readLines({ ar: 'واحد', fr: 'Un\nDeux' })).toThrow(UnevenLines);
  expect(() => readLines({ ar: '- واحد', fr: 'Un' })).toThrow(UnevenLines);
});
