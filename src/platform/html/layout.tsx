import type { ComponentChildren } from 'preact';
import { usePage } from './context.tsx';
import { Footer } from './footer.tsx';
import { Head, type HeadProps } from './head.tsx';
import { Crumbs, Header } from './header.tsx';

export type Crumb = { label: string; path: string };

export type DocumentProps = HeadProps & {
  /** The pages above this one, from the top; home and the page itself are added. Absent: no breadcrumbs (home pages). */
  crumbs?: readonly Crumb[];
  /** The last breadcrumb, when the title is too long for it. */
  crumb?: string;
  /** A wide page for tables: the desk of officials. */
  wide?: boolean;
  /** Without header and footer: what other sites show in a frame. */
  bare?: boolean;
  children: ComponentChildren;
};

/** A whole page: head, skip link, header, breadcrumbs, main, footer. Every page view returns one. */
export function Document({ crumbs, crumb, wide = false, bare = false, children, ...head }: DocumentProps) {
  const page = usePage();
  const accent = page.tenant && page.tenant.accent !== 'palm' ? page.tenant.accent : undefined;
  const main = (
    <main id="main" tabindex={-1}>
      <div class="wrap">
        {page.lang === 'zgh' && !bare && <p class="law mt-2">{page.t('platform.incomplete-language')}</p>}
        {children}
      </div>
    </main>
  );
  return (
    <html lang={page.lang} dir={page.dir} data-accent={accent}>
      <Head {...head} bare={bare} />
      <body class={[wide && 'desk', bare && 'bare'].filter(Boolean).join(' ') || undefined}>
        {bare ? (
          main
        ) : (
          <>
            <a class="skip" href="#main">
              {page.t('platform.skip')}
            </a>
            <Header />
            {crumbs && <Crumbs crumbs={crumbs} current={crumb ?? head.title} />}
            {main}
            <Footer />
          </>
        )}
      </body>
    </html>
  );
}
