import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import citizenTexts from '../../../test/fixtures/citizen-texts.json' with { type: 'json' };
import { HELD_FROM, SIGNS, spamScore } from './spam-score.ts';

const texts = citizenTexts.items.map((item) => ({ ...item, whole: `${item.title}\n${item.body}` }));
const held = (text: string) => spamScore(text).points >= HELD_FROM;

describe('what citizens write is never held', () => {
  test.each(texts)('$id in $lang', ({ whole }) => {
    expect(spamScore(whole)).toEqual({ points: 0, signs: [] });
  });

  test('nor any two of them together, nor with a link and a number', () => {
    const any = fc.constantFrom(...texts);
    fc.assert(
      fc.property(any, any, (one, two) => {
        expect(held(`${one.whole}\n\n${two.whole}`)).toBe(false);
        expect(held(`${one.whole} https://example.org/page 05 28 12 34 56`)).toBe(false);
      }),
    );
  });

  test.each([
    ['a word', 'نعم'],
    ['thanks in Tifinagh', 'ⵜⴰⵏⵎⵎⵉⵔⵜ'],
    ['several words in Tifinagh', 'ⴰⵣⵓⵍ ⵜⴰⵏⵎⵎⵉⵔⵜ ⵜⴰⵎⴰⵣⵉⵖⵜ'],
    [
      'Darija with digits',
      'Wach kayn chi tariq jdid mn lmdina l 3ndna? 7na bghina n3rfo 3lach t3ettel lmachrou3 hadchi ktar mn 3am.',
    ],
    ['Darija without vowels', 'mskin lblad khsshom y9ddo tr9an, 7ram hdchi ktr mn 10 snin o 7na kntsnaw'],
    ['a laugh', 'ههههههههههه مزيان هادشي، غير كملو عليه'],
    ['a drawn-out letter', 'بزاااااااااااف ديال الناس كيتسناو'],
    ['vowel signs', 'نَشْكُرُكُمْ عَلَى هَذِهِ الْمُبَادَرَةِ الطَّيِّبَةِ'],
    ['an Arabic article before a Latin name', 'سجلت فالCNSS وفالAMO ومازال ماكاين والو'],
    [
      'a public link',
      'النص في https://www.sgg.gov.ma/portal و https://www.hcp.gov.ma/a و https://www.ogp.gov.ma و https://www.collectivites-territoriales.gov.ma',
    ],
    ['an amount and a year', 'الميزانية 12.500.000 درهم سنة 2026 حسب القانون 111.14'],
    ['a joined name', 'می‌خواهم الماء الصالح للشرب'],
  ])('%s', (_name, text) => {
    expect(held(text)).toBe(false);
  });
});

describe('what is held', () => {
  test.each([
    ['many links', 'Voyez http://a.example http://b.example http://c.example http://d.example'],
    ['an invitation with a number', 'ربح سريع 0612345678 https://wa.me/212612345678 https://t.me/abc'],
    ['numbers in Arabic digits with links', 'للتواصل ٠٦١٢٣٤٥٦٧٨ أو ٠٦٩٨٧٦٥٤٣٢ bit.ly/abc'],
    ['one word again and again, in Arabic', 'ربح '.repeat(30)],
    ['one word again and again, in Tifinagh', 'ⴰⵣⵓⵍ '.repeat(30)],
    ['one word again and again, in Darija', 'flous '.repeat(30)],
    ['a sentence again and again', 'اشتروا الآن أحسن العروض الجديدة. '.repeat(12)],
    ['hands on an Arabic keyboard', 'شسيبشسيبشسيب منتالبمنتالبمنتالب'],
    ['hands on a Latin keyboard', 'asdfasdfasdf qwerqwerqwer'],
    ['one endless Arabic word', 'شسيبلاتنمكطئءؤرلاىةوزظشسيب'],
    ['letters of two alphabets', 'Gаgnez dе l’аrgent fаcile'],
    ['dressed-up letters with a link', '𝓖𝓪𝓰𝓷𝓮𝔃 http://a.example'],
    ['nothing but signs', '🔥🔥🔥🔥 !!!!'],
    ['a text turned round', '‮دهاش‬ ‮طبار‬'],
  ])('%s', (_name, text) => {
    expect(held(text)).toBe(true);
  });

  test('the same words a second time by the same person, and of many people at once', () => {
    const { whole } = texts[0] as (typeof texts)[number];
    const calm = { recent: 0, sameByAuthor: 0, sameByOthers: 0 };
    expect(spamScore(whole, { ...calm, sameByAuthor: 2 })).toEqual({ points: 60, signs: ['copies'] });
    expect(spamScore(whole, { ...calm, sameByOthers: 5 }).points).toBeGreaterThanOrEqual(HELD_FROM);
    expect(spamScore('أتفق معكم', { ...calm, sameByOthers: 500 }).points).toBe(0);
    expect(spamScore(whole, { ...calm, recent: 2 }).points).toBe(0);
    expect(spamScore(whole, { ...calm, recent: 6 })).toEqual({ points: 40, signs: ['rate'] });
  });
});

describe('the score', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(...texts.map((one) => one.whole)),
  );

  test('lies between 0 and 100 for any text, and says why it is not 0', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { points, signs } = spamScore(text);
        expect(Number.isInteger(points) && points >= 0 && points <= 100).toBe(true);
        expect(signs.length > 0).toBe(points > 0);
        for (const sign of signs) expect(SIGNS).toContain(sign);
      }),
    );
  });

  test('does not depend on how accented letters are encoded', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), ({ whole }) => {
        expect(spamScore(whole.normalize('NFD')).points).toBe(spamScore(whole.normalize('NFC')).points);
      }),
    );
  });

  test('never falls when links are added', () => {
    const link = ' http://shop.example/win';
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.integer({ min: 0, max: 6 }), ({ whole }, links) => {
        const more = spamScore(whole + link.repeat(links + 1)).points;
        expect(more).toBeGreaterThanOrEqual(spamScore(whole + link.repeat(links)).points);
      }),
    );
  });

  test('is the same for the same chant in every script', () => {
    const scripts = ['سلام', 'ⴰⵣⵓⵍ', 'salam', 'slm3lik', 'bonjour'];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), (times) => {
        const scores = scripts.map((word) => spamScore(`${word} `.repeat(times)).points);
        expect(new Set(scores).size).toBe(1);
      }),
    );
  });

  test('is found for texts made to keep it busy', () => {
    for (const part of ['a.', '0 6 ', 'ا', '@a', 'a@', 'www.', '-.'])
      expect(spamScore(part.repeat(20_000)).points).toBeLessThanOrEqual(100);
  });
});
