import type { Lang } from '../i18n/languages.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

/** One thing that happened. Texts are plain text, not HTML. */
export type AtomEntry = {
  /** Permanent and never reused: `urn:uuid:…` of the thing that happened. Must not change when addresses do. */
  id: string;
  title: string;
  /** Absolute address of the page that shows it. */
  url: string;
  /** When it last changed in a way readers should notice. */
  updated: Date;
  published?: Date;
  summary?: string;
  /** The language of title and summary where it is not the feed's. */
  lang?: Lang;
  /** Who did it, where it is not the feed's author: a public body or an office, never a person. */
  author?: string;
  categories?: readonly { term: string; label?: string }[];
};

export type AtomFeed = {
  /** Permanent: `urn:uuid:…`, or the address that will never change. */
  id: string;
  title: string;
  subtitle?: string;
  /** Absolute address of this feed. */
  selfUrl: string;
  /** Absolute address of the page whose news this is. */
  pageUrl: string;
  /** Of the newest entry; where there is none, of the list itself. Never "now": an unchanged feed must stay the same bytes. */
  updated: Date;
  lang: Lang;
  /** The public body that speaks. */
  author: string;
  /** Licence of the content, in words. */
  rights?: string;
  /** Newest first. */
  entries: readonly AtomEntry[];
};

/**
 * An Atom 1.0 feed (RFC 4287). Languages are declared (`xml:lang`) on the feed and on every entry that differs, so that readers choose the
 * direction of the text. Throws a RangeError where an id or address is not absolute: those are mistakes of the program, not of a visitor.
 */
export function atomFeed(feed: AtomFeed): string {
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.lang },
      element('id', {}, iri(feed.id)),
      element('title', {}, oneLine(feed.title)),
      feed.subtitle ? element('subtitle', {}, oneLine(feed.subtitle)) : undefined,
      element('updated', {}, feed.updated.toISOString()),
      author(feed.author),
      element('link', { rel: 'self', type: 'application/atom+xml', href: address(feed.selfUrl) }),
      element('link', { rel: 'alternate', type: 'text/html', hreflang: feed.lang, href: address(feed.pageUrl) }),
      feed.rights ? element('rights', {}, oneLine(feed.rights)) : undefined,
      ...feed.entries.map((entry) => entryElement(entry, feed.lang)),
    ),
  );
}

function entryElement(entry: AtomEntry, feedLang: Lang): Xml {
  return element(
    'entry',
    { 'xml:lang': entry.lang && entry.lang !== feedLang ? entry.lang : undefined },
    element('id', {}, iri(entry.id)),
    element('title', {}, oneLine(entry.title)),
    element('link', { rel: 'alternate', type: 'text/html', href: address(entry.url) }),
    entry.published ? element('published', {}, entry.published.toISOString()) : undefined,
    element('updated', {}, entry.updated.toISOString()),
    entry.author ? author(entry.author) : undefined,
    ...(entry.categories ?? []).map(({ term, label }) => element('category', { term, label })),
    entry.summary ? element('summary', {}, entry.summary) : undefined,
  );
}

function author(name: string): Xml {
  return element('author', {}, element('name', {}, oneLine(name)));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function iri(id: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\S+$/i.test(id)) throw new RangeError(`not an absolute IRI: ${id}`);
  return id;
}

function address(url: string): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new RangeError(`not an absolute address: ${url}`);
  return new URL(url).href;
}
