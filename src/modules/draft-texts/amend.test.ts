import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Amendment, applyAmendments, findQuote } from './amend.ts';
import { type Article, type Counting, labelBehind, PARTS_MAX } from './article.ts';
import { type NextVersion, nextVersion } from './next-version.ts';
import type { Contribution } from './queries/contributions.ts';

const BODY = 'تنشر الجماعة ميزانيتها كل سنة. تعقد الجلسات علنا، وتبث مباشرة.';

describe('one amendment', () => {
  test('replaces, adds after and deletes quoted words, however the spaces between them were copied', () => {
    const quote = 'كل\n سنة';
    const change = (deed: Amendment['deed'], wording = '') =>
      applyAmendments(BODY, [{ id: 'a', deed, quote, wording }]).body;
    expect(change('replace', 'كل ثلاثة أشهر')).toBe(
      'تنشر الجماعة ميزانيتها كل ثلاثة أشهر. تعقد الجلسات علنا، وتبث مباشرة.',
    );
    expect(change('add', 'على موقعها')).toBe(
      'تنشر الجماعة ميزانيتها كل سنة على موقعها. تعقد الجلسات علنا، وتبث مباشرة.',
    );
    expect(change('add', '، ويوم عقد الدورة')).toContain('كل سنة، ويوم عقد الدورة. تعقد');
    expect(change('delete')).toBe('تنشر الجماعة ميزانيتها. تعقد الجلسات علنا، وتبث مباشرة.');
  });

  test('without a quote it is the whole article that is replaced, continued or deleted', () => {
    const change = (deed: Amendment['deed']) =>
      applyAmendments('Un.', [{ id: 'a', deed, quote: null, wording: 'Deux.' }]).body;
    expect([change('replace'), change('add'), change('delete')]).toEqual(['Deux.', 'Un.\n\nDeux.', '']);
  });

  test('words that stand there not at all, or twice, are told apart; signs of patterns are only signs', () => {
    expect(findQuote('un et un', 'un')).toBe('several');
    expect(findQuote('un et deux', 'trois')).toBe('absent');
    expect(findQuote('coût (5.000 DH) + taxes?', '(5.000 DH) + taxes?')).toEqual({ start: 5, end: 24 });
    expect(findQuote('a-b [c]', 'a-b [c]')).toEqual({ start: 0, end: 7 });
  });
});

// Words that occur once each, so that every one can be quoted.
const WORDS = Array.from({ length: 30 }, (_, n) => `كلمة${n}`);
const body = WORDS.join(' ');
/** What becomes of each word; words that stay are not amended. */
const fates = fc.array(fc.constantFrom('stay', 'replace', 'delete', 'add'), {
  minLength: WORDS.length,
  maxLength: WORDS.length,
});

test('amendments of different words are all written, in whatever order they come, and nothing else changes', () => {
  fc.assert(
    fc.property(fates, fc.infiniteStream(fc.nat(1_000)), (each, shuffle) => {
      const amendments = each.flatMap((deed, n): Amendment[] =>
        deed === 'stay'
          ? []
          : [{ id: String(n), deed: deed as Amendment['deed'], quote: WORDS[n] ?? '', wording: `جديد${n}` }],
      );
      const keyed = amendments.map((one) => ({ one, key: shuffle.next().value }));
      const mixed = keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
      const expected = each
        .flatMap((deed, n) => {
          if (deed === 'delete') return [];
          if (deed === 'replace') return [`جديد${n}`];
          return deed === 'add' ? [WORDS[n], `جديد${n}`] : [WORDS[n]];
        })
        .join(' ');
      const done = applyAmendments(body, mixed);
      expect(done.body).toBe(expected);
      expect(done.clashes).toEqual([]);
      expect(new Set(done.applied)).toEqual(new Set(amendments.map(({ id }) => id)));
    }),
  );
});

test('of amendments that touch the same words the first is written and every other one is left to a person', () => {
  const spans = fc.array(fc.tuple(fc.nat(WORDS.length - 1), fc.nat(4)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(spans, (given) => {
      const amendments = given.map(([from, length], n): Amendment & { from: number; to: number } => {
        const to = Math.min(WORDS.length, from + length + 1);
        return { id: String(n), deed: 'replace', quote: WORDS.slice(from, to).join(' '), wording: `بدل${n}`, from, to };
      });
      const written = new Set<number>();
      const first = amendments.filter(({ from, to }) => {
        const words = Array.from({ length: to - from }, (_, n) => from + n);
        if (words.some((n) => written.has(n))) return false;
        for (const n of words) written.add(n);
        return true;
      });
      const done = applyAmendments(body, amendments);
      expect(done.applied).toEqual(first.map(({ id }) => id));
      expect([...done.applied, ...done.clashes].sort()).toEqual(amendments.map(({ id }) => id).sort());
      for (const { wording } of first) expect(done.body.split(' ')).toContain(wording);
      for (const [n, word] of WORDS.entries()) expect(done.body.split(' ').includes(word)).toBe(!written.has(n));
    }),
  );
});

describe('the next version', () => {
  const article = (id: string, ar: string, fr?: string): Article => ({
    id,
    kind: 'article',
    label: { ar: `المادة ${id}` },
    heading: {},
    body: fr ? { ar, fr } : { ar },
    note: {},
  });
  const base = {
    number: 1,
    lastPart: 2,
    articles: [article('a1', 'ينشر المحضر.', 'Le procès-verbal est publié.'), article('a2', 'يحذف.')],
  };
  type Given = Partial<
    Pick<Contribution, 'deed' | 'quote' | 'wording' | 'heading' | 'articleId' | 'lang' | 'state' | 'version'>
  > & {
    outcome?: 'accepted' | 'partly-accepted' | 'not-accepted';
    taken?: string;
  };
  const said = (id: string, { outcome, taken, ...given }: Given): Parameters<typeof nextVersion>[1][number] => ({
    id,
    kind: 'amendment',
    articleId: 'a1',
    deed: 'replace',
    lang: 'ar',
    quote: 'المحضر',
    wording: 'المحضر كاملا',
    heading: '',
    version: 1,
    state: 'shown',
    answer: outcome ? { outcome, reasons: { ar: '…' }, wording: taken ?? null, at: new Date(0) } : null,
    ...given,
  });
  const counting: Counting = (lang, of, n) => `${of || lang} ${n}`;
  const next = (contributions: Parameters<typeof nextVersion>[1]) => nextVersion(base, contributions, counting);
  const wordsOf = ({ articles }: NextVersion) => articles.map(({ body: words }) => words.ar);

  test('holds what was accepted, in the body’s own words where it was accepted in part', () => {
    expect(wordsOf(next([said('x', { outcome: 'accepted' })]))).toEqual(['ينشر المحضر كاملا.', 'يحذف.']);
    const partly = said('x', { outcome: 'partly-accepted', taken: 'ملخص المحضر' });
    expect(wordsOf(next([partly]))).toEqual(['ينشر ملخص المحضر.', 'يحذف.']);
    const nothing = [
      said('x', {}),
      said('y', { outcome: 'not-accepted' }),
      said('z', { outcome: 'accepted', state: 'hidden' }),
    ];
    expect(wordsOf(next(nothing))).toEqual(['ينشر المحضر.', 'يحذف.']);
  });

  test('has no more parts than a text can have: what goes beyond is left to a person', () => {
    const [one] = base.articles;
    if (!one) throw new Error('there is an article');
    const articles = Array.from({ length: PARTS_MAX - 1 }, (_, n): Article => ({ ...one, id: `a${n + 1}` }));
    const insert = (id: string) => said(id, { outcome: 'accepted', deed: 'insert', quote: null, wording: 'جديدة.' });
    const made = nextVersion({ number: 1, articles, lastPart: PARTS_MAX }, [insert('x'), insert('y')], counting);
    expect([made.articles.length, made.applied, made.clashes]).toEqual([PARTS_MAX, ['x'], ['y']]);
  });

  test('leaves out an article that was deleted, keeps the other language and lists what it could not write', () => {
    const made = next([
      said('gone', { outcome: 'accepted', articleId: 'a2', deed: 'delete', quote: null, wording: '' }),
      said('first', { outcome: 'accepted' }),
      said('second', { outcome: 'accepted', wording: 'التقرير' }),
      said('lost', { outcome: 'accepted', articleId: 'a9' }),
    ]);
    expect(made.articles.map(({ id }) => id)).toEqual(['a1']);
    expect(made.articles[0]?.body).toEqual({ ar: 'ينشر المحضر كاملا.', fr: 'Le procès-verbal est publié.' });
    expect(made.applied).toEqual(['first', 'gone']);
    expect(made.clashes).toEqual(['second', 'lost']);
  });

  test('holds the new articles that were accepted, each behind the one it named and with a count of its own', () => {
    const insert = { deed: 'insert', quote: null, outcome: 'accepted' } as const;
    const made = next([
      said('one', { ...insert, heading: 'النشر', wording: 'ينشر الجدول.' }),
      said('two', { ...insert, wording: 'ينشر الحضور.', lang: 'fr' }),
      said('no', { ...insert, outcome: 'not-accepted' }),
      said('gone', { deed: 'delete', quote: null, wording: '', outcome: 'accepted', articleId: 'a2' }),
      said('last', { ...insert, articleId: 'a2', wording: 'يبقى.' }),
      said('lost', { ...insert, articleId: 'a9' }),
    ]);
    expect(made.articles.map(({ id, label, heading, body: words }) => [id, label.ar, heading, words])).toEqual([
      ['a1', 'المادة a1', {}, base.articles[0]?.body],
      ['a3', 'المادة a1 1', { ar: 'النشر' }, { ar: 'ينشر الجدول.' }],
      ['a4', 'المادة a1 2', {}, { fr: 'ينشر الحضور.' }],
      ['a5', 'المادة a2 1', {}, { ar: 'يبقى.' }],
    ]);
    expect([made.lastPart, made.clashes]).toEqual([5, ['lost']]);
  });

  test('a new article behind a preamble is a preliminary one', () => {
    const preamble: Article = { ...article('a1', 'بناء على القانون.'), kind: 'preamble', label: {} };
    expect(labelBehind([preamble], 'a1', counting)).toEqual({ ar: 'ar 1', fr: 'fr 1' });
  });
});
