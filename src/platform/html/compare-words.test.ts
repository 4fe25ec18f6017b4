import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareMany, compareWords } from './compare-words.ts';

const words = fc.array(fc.constantFrom('الميزانية', 'تُنشَر', 'كل', 'سنة', '،', 'budget', 'l’année', '\n'), {
  maxLength: 40,
});

test('what stood before and what stands now can both be read from a comparison', () => {
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [before, after] = [one.join(' '), other.join(' ')];
      const runs = compareWords(before, after);
      const read = (kind: 'gone' | 'new') =>
        runs
          .filter((run) => run.kind === 'same' || run.kind === kind)
          .map(({ text }) => text)
          .join('');
      expect([read('gone'), read('new')]).toEqual([before, after]);
    }),
  );
});

test('an Arabic word with its vowel signs is one word, and only the words that changed are marked', () => {
  expect(compareWords('تُنشَر الميزانية كل سنة.', 'تُنشَر الميزانية كل ثلاثة أشهر.')).toEqual([
    { kind: 'same', text: 'تُنشَر الميزانية كل ' },
    { kind: 'gone', text: 'سنة' },
    { kind: 'new', text: 'ثلاثة أشهر' },
    { kind: 'same', text: '.' },
  ]);
});

const long = (word: string) => Array.from({ length: 6_000 }, (_, n) => `${word}${n}`).join(' ');
const kinds = (runs: ReturnType<typeof compareWords>) => runs.map(({ kind }) => kind);

test('texts that share nothing are shown whole, between what they begin and end with', () => {
  expect(kinds(compareWords(long('a'), long('b')))).toEqual(['gone', 'new']);
  expect(kinds(compareWords(`x ${long('a')} y`, `x ${long('b')} y`))).toEqual(['same', 'gone', 'new', 'same']);
});

test('a page that compares many texts marks words until its budget is spent, and one long change does not take it all', () => {
  const compare = compareMany(300);
  expect(kinds(compare(long('a'), long('b')))).toEqual(['gone', 'new']);
  const [before, after] = ['one two three four five', 'one 2 three 4 five'];
  expect(compare(before, after)).toHaveLength(7);
  for (let n = 0; n < 12; n += 1) compare(long('a'), long('b'));
  expect(kinds(compare(before, after))).toEqual(['same', 'gone', 'new', 'same']);
});
