import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type PageContext, PageProvider } from './context.tsx';

/** A whole HTML page. `document` is a `<Document>` element; everything in it may call `usePage()`. */
export function renderPage(page: PageContext, document: ComponentChildren): string {
  return `<!DOCTYPE html>${renderPart(page, document)}`;
}

/** A part of a page as HTML: a letter's body, a widget's inside, an answer to the browser code. */
export function renderPart(page: PageContext, part: ComponentChildren): string {
  return withoutVoidSlashes(renderToString(<PageProvider value={page}>{part}</PageProvider>));
}

const VOID = /^<(?:br|col|hr|img|input|link|meta|source|wbr)[ /]/;

/**
 * Elements without content lose the slash with which Preact closes them (`<br/>`): in HTML it means nothing. Drawings that are put in as
 * they are keep theirs.
 */
function withoutVoidSlashes(html: string): string {
  let clean = '';
  let from = 0;
  for (let at = html.indexOf('/>'); at !== -1; at = html.indexOf('/>', at + 2)) {
    const open = html.lastIndexOf('<', at);
    if (!VOID.test(html.slice(open, open + 8)) || !endsTag(html, open, at)) continue;
    clean += html.slice(from, at);
    from = at + 1;
  }
  return clean + html.slice(from);
}

/** Whether the tag that opens at `open` ends at `at`: not inside a quoted value, and not closed before. */
function endsTag(html: string, open: number, at: number): boolean {
  let quoted = false;
  for (let i = open; i < at; i++) {
    const sign = html.charCodeAt(i);
    if (sign === QUOTE) quoted = !quoted;
    else if (sign === CLOSE && !quoted) return false;
  }
  return !quoted;
}

const QUOTE = 34;
const CLOSE = 62;
