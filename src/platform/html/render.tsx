import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type PageContext, PageProvider } from './context.tsx';

/** A whole HTML page. `document` is a `<Document>` element; everything in it may call `usePage()`. */
export function renderPage(page: PageContext, document: ComponentChildren): string {
  return `<!DOCTYPE html>${renderPart(page, document)}`;
}

/** A part of a page as HTML: a letter's body, a widget's inside, an answer to the browser code. */
export function renderPart(page: PageContext, part: ComponentChildren): string {
  return renderToString(<PageProvider value={page}>{part}</PageProvider>).replace(VOID, '<$1$2>');
}

/** Elements without content, as Preact closes them (`<br/>`). In HTML the slash means nothing, and it runs into unquoted values. */
const VOID = /<(br|col|hr|img|input|link|meta|source|wbr)( [^>]*)?\/>/g;
