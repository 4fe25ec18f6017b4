import { expect, test } from 'vitest';
import citizenTexts from '../../../test/fixtures/citizen-texts.json' with { type: 'json' };
import { detectLanguage } from './detect-language.ts';

test.each(citizenTexts.items)('$id is recognised as $lang', ({ lang, title, body }) => {
  expect(detectLanguage(`${title}\n${body}`)).toBe(lang);
});

test.each([
  ['ⴰⵣⵓⵍ ⵜⴰⵏⵎⵎⵉⵔⵜ', 'zgh'],
  ['Please publish the budget as a table that we can open.', 'en'],
  ['C’est très bien, merci.', 'fr'],
  ['واش كاين شي جديد', 'ary'],
  ['شكرا لكم على هذه المبادرة', 'ar'],
  ['wach kayn chi jdid 3la lmachrou3', 'ary-Latn'],
  ['Réduire le CO2 dans la région G20', 'fr'],
  ['MALAA0004', 'und'],
  ['👍', 'und'],
  ['', 'und'],
])('%s is %s', (text, lang) => {
  expect(detectLanguage(text)).toBe(lang);
});

test('an apostrophe of any form parts the same words', () => {
  expect(detectLanguage("L'eau n'arrive pas jusqu'au douar.")).toBe('fr');
  expect(detectLanguage('L’eau n’arrive pas jusqu’au douar.')).toBe('fr');
});
