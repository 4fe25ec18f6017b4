import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AtomFeed, atomFeed } from './atom.ts';

type Node = { name: string; attributes: Record<string, string>; children: Node[]; text: string };

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#13': '\r' };

function unescaped(text: string): string {
  if (/[<>"]|&(?!amp;|lt;|gt;|quot;|#13;)/.test(text)) throw new Error(`not well formed: ${text}`);
  return text.replace(/&([^;]+);/g, (_, name: string) => ENTITIES[name] ?? '');
}

/** Reads what `atomFeed` may write and nothing else, so that anything not well formed is an error. */
function readXml(xml: string): Node {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\n';
  if (!xml.startsWith(declaration)) throw new Error('no declaration');
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [token] of xml
    .slice(declaration.length)
    .trimEnd()
    .matchAll(/<[^>]*>|[^<]+/g)) {
    const top = open.at(-1);
    if (!top) throw new Error('closed too often');
    if (token.startsWith('</')) {
      if (open.pop()?.name !== token.slice(2, -1)) throw new Error(`${token} closes nothing`);
    } else if (token.startsWith('<')) {
      const match = /^<([a-z]+)((?: [a-z:]+="[^"]*")*)(\/?)>$/.exec(token);
      if (!match) throw new Error(`not a tag: ${token}`);
      const attributes = [...(match[2] ?? '').matchAll(/ ([a-z:]+)="([^"]*)"/g)].map(
        ([, key, value]) => [key, unescaped(value ?? '')] as const,
      );
      const node: Node = { name: match[1] ?? '', attributes: Object.fromEntries(attributes), children: [], text: '' };
      top.children.push(node);
      if (!match[3]) open.push(node);
    } else {
      top.text += unescaped(token);
    }
  }
  const [feed] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || !feed) throw new Error('not one element');
  return feed;
}

function all(node: Node | undefined, name: string): Node[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

const feed: AtomFeed = {
  id: 'urn:uuid:0193a1c0-0000-7000-8000-000000000001',
  title: 'ما تغير في الالتزامات',
  selfUrl: 'https://jamaa.example/ar/laayoune/commitments/feed.atom',
  pageUrl: 'https://jamaa.example/ar/laayoune/commitments?a=1&b=2',
  updated: new Date('2026-11-20T08:00:00Z'),
  lang: 'ar',
  author: 'جهة العيون الساقية الحمراء',
  entries: [
    {
      id: 'urn:uuid:0193a1c0-0000-7000-8000-000000000002',
      title: 'المرحلة <1> & "أخرى"',
      url: 'https://jamaa.example/ar/laayoune/commitments/MALAA0003',
      updated: new Date('2026-11-20T08:00:00Z'),
      published: new Date('2026-11-19T08:00:00Z'),
      summary: 'من «لم يبدأ» إلى «جار»',
      categories: [{ term: 'milestone<', label: 'مرحلة' }],
    },
    {
      id: 'urn:uuid:0193a1c0-0000-7000-8000-000000000003',
      title: 'Portail régional',
      url: 'https://jamaa.example/ar/laayoune/commitments/MALAA0004',
      updated: new Date('2026-11-18T08:00:00Z'),
      lang: 'fr',
      author: 'Division numérique',
    },
  ],
};

describe('an Atom feed', () => {
  it('has every element RFC 4287 asks for, once, in the language it declares', () => {
    const read = readXml(atomFeed(feed));
    expect(read.name).toBe('feed');
    expect(read.attributes).toEqual({ xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'ar' });
    for (const name of ['id', 'title', 'updated', 'author']) expect(all(read, name), name).toHaveLength(1);
    expect(all(read, 'updated')[0]?.text).toBe('2026-11-20T08:00:00.000Z');
    expect(all(read, 'link').map((link) => [link.attributes.rel, link.attributes.href])).toEqual([
      ['self', feed.selfUrl],
      ['alternate', feed.pageUrl],
    ]);
    const [first, second] = all(read, 'entry');
    for (const name of ['id', 'title', 'updated', 'link', 'summary', 'published', 'category'])
      expect(all(first, name), name).toHaveLength(1);
    expect(all(first, 'title')[0]?.text).toBe('المرحلة <1> & "أخرى"');
    expect(all(first, 'category')[0]?.attributes).toEqual({ term: 'milestone<', label: 'مرحلة' });
    expect(first?.attributes).toEqual({});
    expect(second?.attributes).toEqual({ 'xml:lang': 'fr' });
    expect(all(second, 'author')[0]?.children[0]?.text).toBe('Division numérique');
  });

  it('stays the same bytes while nothing changes, and may be empty', () => {
    expect(atomFeed(feed)).toBe(atomFeed(structuredClone(feed)));
    expect(all(readXml(atomFeed({ ...feed, entries: [] })), 'entry')).toEqual([]);
  });

  it('is well formed whatever people write, and gives it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (summary, title) => {
        const entry = { ...feed.entries[0], title, summary } as AtomFeed['entries'][number];
        const read = all(readXml(atomFeed({ ...feed, entries: [entry] })), 'entry')[0];
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
        const kept = summary.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
        expect(all(read, 'summary')[0]?.text ?? '').toBe(kept);
      }),
    );
  });

  it('refuses ids and addresses that are not absolute', () => {
    expect(() => atomFeed({ ...feed, id: '/commitments' })).toThrow(RangeError);
    expect(() => atomFeed({ ...feed, selfUrl: '/ar/feed.atom' })).toThrow(RangeError);
    expect(() => atomFeed({ ...feed, pageUrl: 'javascript:alert(1)' })).toThrow(RangeError);
  });
});
