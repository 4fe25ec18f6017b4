import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Lang } from './languages.ts';
import { type MessageKey, type MessageTree, makeCatalog } from './messages.ts';
import { platformMessages } from './platform-messages.ts';

const COUNT_AR =
  '{n, plural, zero {لا التزام} one {التزام واحد} two {التزامان} few {# التزامات} many {# التزاما} other {# التزام}}';

const catalog = makeCatalog({
  trees: {
    ar: {
      hello: 'مرحبا',
      page: { title: 'أهلا {name}', count: COUNT_AR, link: 'اقرأ <a>النص</a> أولا', big: 'العدد {n, number}' },
    },
    fr: {
      hello: 'Bonjour',
      page: {
        title: 'Bienvenue {name}',
        count: '{n, plural, one {# engagement} many {# d’engagements} other {# engagements}}',
        link: 'Lisez <a>le texte</a> d’abord',
        big: 'Nombre {n, number}',
      },
    },
    en: {
      hello: 'Hello',
      page: {
        title: 'Welcome {name}',
        count: '{n, plural, one {# commitment} other {# commitments}}',
        link: 'Read <a>the text</a> first',
        big: 'Number {n, number}',
      },
    },
    zgh: { hello: 'ⴰⵣⵓⵍ' },
  },
});
const speak = (lang: Lang) => catalog.translator(lang);
const key = (name: string) => name as MessageKey;
const html = (content: ReturnType<ReturnType<typeof speak>['t']>) => renderToString(<p>{content}</p>);

describe('a missing message', () => {
  test('in Amazigh it is the Arabic one, and says so', () => {
    expect(html(speak('zgh').t(key('trees.page.title'), { name: 'Salma' }))).toBe(
      '<p><span lang="ar" dir="rtl">أهلا Salma</span></p>',
    );
    expect(html(speak('zgh').t(key('trees.hello')))).toBe('<p>ⴰⵣⵓⵍ</p>');
  });

  test('where no element can stand it is the Arabic words alone', () => {
    expect(speak('zgh').ts(key('trees.page.title'), { name: 'Salma' })).toBe('أهلا Salma');
  });

  test('in no language at all it is a bug, unless the key was made from what people sent', () => {
    expect(() => speak('ar').t(key('trees.nothing'))).toThrow('no message: trees.nothing');
    expect(() => speak('ar').ts(key('constructor'))).toThrow('no message');
    expect(speak('ar').maybe('trees.nothing')).toBeUndefined();
    expect(speak('ar').maybe('trees.page')).toBeUndefined();
    expect(speak('fr').maybe('trees.hello')).toBe('Bonjour');
  });
});

describe('values', () => {
  test('Arabic has six ways to count', () => {
    const { ts } = speak('ar');
    expect([0, 1, 2, 3, 11, 100].map((n) => ts(key('trees.page.count'), { n }))).toEqual([
      'لا التزام',
      'التزام واحد',
      'التزامان',
      '3 التزامات',
      '11 التزاما',
      '100 التزام',
    ]);
  });

  test('French counts nothing as one', () => {
    const { ts } = speak('fr');
    expect([0, 1, 2].map((n) => ts(key('trees.page.count'), { n }))).toEqual([
      '0 engagement',
      '1 engagement',
      '2 engagements',
    ]);
  });

  test('a number inside a message is written like a number beside it', () => {
    expect(speak('ar').ts(key('trees.page.big'), { n: 12345 })).toBe('العدد 12\u202f345');
    expect(speak('ar').ts(key('trees.page.count'), { n: 12345 })).toBe('12\u202f345 التزاما');
    expect(speak('fr').ts(key('trees.page.big'), { n: 12345 })).toBe('Nombre 12\u202f345');
    expect(speak('en').ts(key('trees.page.big'), { n: 12345 })).toBe('Number 12,345');
  });

  test('elements and tags become content, and what was typed cannot become markup', () => {
    const { t } = speak('fr');
    expect(html(t(key('trees.page.title'), { name: <bdi>سلمى</bdi> }))).toBe('<p>Bienvenue <bdi>سلمى</bdi></p>');
    expect(html(t(key('trees.page.title'), { name: '<script>' }))).toBe('<p>Bienvenue &lt;script></p>');
    const a = (words: unknown) => <a href="/x">{words as string}</a>;
    expect(html(t(key('trees.page.link'), { a }))).toBe('<p>Lisez <a href="/x">le texte</a> d’abord</p>');
  });
});

describe('the words of the platform', () => {
  const platform = makeCatalog({ platform: platformMessages });

  test('are complete in Arabic, French and English; Amazigh has nothing that Arabic does not', () => {
    const arabic = platform.keys('ar').sort();
    expect(arabic.length).toBeGreaterThan(50);
    expect(platform.keys('fr').sort()).toEqual(arabic);
    expect(platform.keys('en').sort()).toEqual(arabic);
    expect(platform.keys('zgh').filter((one) => !arabic.includes(one))).toEqual([]);
  });

  test('every message can be read in every language', () => {
    const values = new Proxy({}, { get: () => 1, has: () => true, getOwnPropertyDescriptor: () => undefined });
    for (const lang of LANGUAGES) {
      for (const one of platform.keys(lang)) {
        if (/<\w+>/.test(platform.raw(lang, one) ?? '')) continue;
        expect(platform.translator(lang).maybe(one, values), `${lang} ${one}`).not.toBe('');
      }
    }
  });
});

test('a room may bring words in any depth', () => {
  const tree: MessageTree = { a: { b: { c: 'deep' } } };
  const deep = makeCatalog({ x: { ar: tree, fr: tree, en: tree } });
  expect(deep.keys('en')).toEqual(['x.a.b.c']);
  expect(deep.raw('fr', 'x.a.b.c')).toBe('deep');
});
