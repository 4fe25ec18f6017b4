import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanText,
  EDIT_MINUTES,
  likenessOf,
  mayEditNow,
  mentionsIn,
  nameOf,
  partsOf,
  readSubject,
  saysSomething,
} from './comment.ts';

const written = new Date('2026-11-21T10:00:00Z');
const minutesLater = (minutes: number) => new Date(written.getTime() + minutes * 60_000);

describe('a comment', () => {
  test('may be changed for a quarter of an hour, while it is there', () => {
    expect(mayEditNow({ createdAt: written, state: 'shown' }, minutesLater(EDIT_MINUTES - 0.01))).toBe(true);
    expect(mayEditNow({ createdAt: written, state: 'held' }, minutesLater(1))).toBe(true);
    expect(mayEditNow({ createdAt: written, state: 'shown' }, minutesLater(EDIT_MINUTES))).toBe(false);
    expect(mayEditNow({ createdAt: written, state: 'hidden' }, minutesLater(1))).toBe(false);
    expect(mayEditNow({ createdAt: written, state: 'withdrawn' }, minutesLater(1))).toBe(false);
  });

  test('is kept without what hides or turns letters', () => {
    expect(cleanText('a\u202Eb\u2066c\u0000d')).toBe('abcd');
    expect(cleanText('  أول  \r\n\r\n\r\n\r\nثان\t \n')).toBe('أول\n\nثان');
    // Joiners and marks of one sign's direction belong to Arabic.
    expect(cleanText('می‌خواهم \u200F31')).toBe('می‌خواهم \u200F31');
    expect(cleanText('e\u0301')).toBe('é');
  });

  test('once clean stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });

  test('says something when there is a word or a number in it', () => {
    expect(saysSomething('نعم')).toBe(true);
    expect(saysSomething('ⴰⵣⵓⵍ')).toBe(true);
    expect(saysSomething('31')).toBe(true);
    expect(saysSomething('👍 …')).toBe(false);
  });

  test('is like another with the same words', () => {
    expect(likenessOf('الماءُ، حياة!')).toEqual(likenessOf('الماء حياة'));
    expect(likenessOf('Été')).toEqual(likenessOf('ete'));
    expect(likenessOf('Été')).not.toEqual(likenessOf('hiver'));
    expect(likenessOf('!?')).toBeNull();
  });
});

describe('what a comment names', () => {
  test('is found by its sign', () => {
    expect(mentionsIn('شكرا @laayoune-sakia-el-hamra، و @interior-ministry.')).toEqual([
      'laayoune-sakia-el-hamra',
      'interior-ministry',
    ]);
    expect(mentionsIn('fatima@example.ma @@abc @ab @ABC http://x.ma/@some-body @same-body @same-body')).toEqual([
      'same-body',
    ]);
  });

  test('cuts the text, and the pieces are the text', () => {
    expect(partsOf('à @some-body !')).toEqual([
      { text: 'à ' },
      { text: '@some-body', slug: 'some-body' },
      { text: ' !' },
    ]);
    const piece = fc.oneof(fc.string(), fc.constant(' @some-body '), fc.constant('@abc'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          partsOf(text)
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

test('a subject is read back as it was written', () => {
  expect(readSubject('commitment:MALAA0004')).toEqual({ kind: 'commitment', id: 'MALAA0004' });
  expect(nameOf({ kind: 'commitment', id: 'MALAA0004' })).toBe('commitment:MALAA0004');
  for (const wrong of ['', 'commitment', 'commitment:', ':x', 'Commitment:x', 'a b:c', 'commitment:a b'])
    expect(readSubject(wrong)).toBeUndefined();
});
