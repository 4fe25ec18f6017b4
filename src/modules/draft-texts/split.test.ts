import { describe, expect, test } from 'vitest';
import { takenOver } from './actions/import-articles.ts';
import type { Article } from './article.ts';
import { splitText } from './split.ts';

const shortly = (text: string) =>
  splitText(text).map(({ kind, label, heading, body }) => [kind, label, heading, body].filter((one) => one !== ''));

describe('a text is split at the lines that count its articles', () => {
  test('in Arabic: ordinals, figures, headings, chapters; sentences about articles stay sentences', () => {
    const text = `مشروع قرار تنظيمي
الباب الأول
أحكام عامة
المادة الأولى
يحدد هذا القرار كيفيات النشر.
المادة 2: التعاريف
يراد بما يلي:
- البيانات المفتوحة
المادة 5 من القانون 31.13 تطبق هنا.
المادة الثالثة مكررة
تطبق المادة 2 أعلاه.
المادة الحادية عشرة: يدخل هذا القرار حيز التنفيذ.`;
    expect(shortly(text)).toEqual([
      ['preamble', 'مشروع قرار تنظيمي'],
      ['chapter', 'الباب الأول', 'أحكام عامة'],
      ['article', 'المادة الأولى', 'يحدد هذا القرار كيفيات النشر.'],
      [
        'article',
        'المادة 2',
        'التعاريف',
        'يراد بما يلي:\n\n- البيانات المفتوحة\n\nالمادة 5 من القانون 31.13 تطبق هنا.',
      ],
      ['article', 'المادة الثالثة مكررة', 'تطبق المادة 2 أعلاه.'],
      ['article', 'المادة الحادية عشرة', 'يدخل هذا القرار حيز التنفيذ.'],
    ]);
  });

  test('in French: premier, bis, Roman chapters, text behind the count', () => {
    const text = `TITRE PREMIER : DISPOSITIONS GÉNÉRALES
Article premier. – Le présent arrêté fixe les modalités de publication.
CHAPITRE II
Des délais
Article 2 bis : Délai
Le délai est de quinze jours.
Art. 3
L’article 2 s’applique.`;
    expect(shortly(text)).toEqual([
      ['chapter', 'TITRE PREMIER', 'DISPOSITIONS GÉNÉRALES'],
      ['article', 'Article premier', 'Le présent arrêté fixe les modalités de publication.'],
      ['chapter', 'CHAPITRE II', 'Des délais'],
      ['article', 'Article 2 bis', 'Délai', 'Le délai est de quinze jours.'],
      ['article', 'Art. 3', 'L’article 2 s’applique.'],
    ]);
  });

  test('«الفصل» counts articles in old texts and heads chapters where there is «المادة»', () => {
    expect(shortly('الفصل 1\nنص.')).toEqual([['article', 'الفصل 1', 'نص.']]);
    expect(shortly('الفصل الأول\nالمادة 1\nنص.').map(([kind]) => kind)).toEqual(['chapter', 'article']);
  });

  test('a text that counts nothing is one part', () => {
    expect(shortly('Texte sans article.\nSuite.')).toEqual([['preamble', 'Texte sans article.\n\nSuite.']]);
    expect(splitText(' \n ')).toEqual([]);
  });
});

test('the second language is laid beside the first, ids and notes stay, and what it lacks loses that language', () => {
  const first = takenOver(splitText('المادة 1\nأ.\nالمادة 2\nب.'), [], 'ar', 0);
  expect(first.articles.map(({ id }) => id)).toEqual(['a1', 'a2']);
  const explained: Article[] = first.articles.map((one) => ({ ...one, note: { ar: 'شرح' } }));
  const both = takenOver(splitText('Article 1\nA.\nArticle 2\nB.\nArticle 3\nC.'), explained, 'fr', first.lastPart);
  expect(both.articles.map(({ id, body, note }) => [id, body, note])).toEqual([
    ['a1', { ar: 'أ.', fr: 'A.' }, { ar: 'شرح' }],
    ['a2', { ar: 'ب.', fr: 'B.' }, { ar: 'شرح' }],
    ['a3', { fr: 'C.' }, {}],
  ]);
  const shorter = takenOver(splitText('Article 1\nA.'), both.articles, 'fr', both.lastPart);
  expect(shorter.articles.map(({ id, body }) => [id, body])).toEqual([
    ['a1', { ar: 'أ.', fr: 'A.' }],
    ['a2', { ar: 'ب.' }],
  ]);
});
