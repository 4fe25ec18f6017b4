import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWords } from './compare-words.ts';

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

test('texts that share nothing are shown whole, in good time', () => {
  const long = (word: string) => Array.from({ length: 6_000 }, (_, n) => `${word}${n}`).join(' ');
  const runs = compareWords(long('a'), long('b'));
  expect(runs.map(({ kind }) => kind)).toEqual(['gone', 'new']);
});
