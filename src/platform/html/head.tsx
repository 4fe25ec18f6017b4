import { LANGUAGES, type Lang } from '../i18n/languages.ts';
import { plain } from '../i18n/text.ts';
import { type PageContext, usePage } from './context.tsx';
import { pathAndQuery } from './links.ts';

export type FeedLink = {
  title: string;
  path: string;
  type: 'application/atom+xml' | 'text/calendar' | 'text/csv' | 'application/json';
};

/** What a shared link shows elsewhere. */
export type ShareCard = {
  type?: 'website' | 'article';
  /** The path of a picture made for sharing, 1200 × 630. */
  image?: string;
  imageAlt?: string;
};

export type HeadProps = {
  /** The title of the page, without the name of the site. */
  title: string;
  description?: string;
  meta?: ShareCard;
  /** The same thing in other forms: feeds, calendars, data. */
  feeds?: readonly FeedLink[];
  /** The path that stands for this page where several show the same thing; null for pages nobody should keep. */
  canonical?: string | null;
  noIndex?: boolean;
  /** The page shows faults of a form: its title says so first. */
  faulty?: boolean;
};

const LOCALES: Record<Lang, string> = { ar: 'ar_MA', fr: 'fr_MA', zgh: 'zgh_MA', en: 'en_GB' };

/** The name of the site in the language of the page: the body's, or the platform's on the portal. */
export function siteName(page: PageContext): string {
  return page.tenant ? plain(page.tenant.name, page.lang) : page.ts('platform.name');
}

/** What fits in a tab and in a list of results. */
const TITLE_SIGNS = 70;

/** The title with the name of the site while both fit; a long title goes alone, and is cut between words. */
function titleOf(page: PageContext, title: string, site: string): string {
  const named = title === site ? title : page.ts('platform.title', { page: title, site });
  if (named.length <= TITLE_SIGNS) return named;
  if (title.length <= TITLE_SIGNS) return title;
  const cut = title.slice(0, TITLE_SIGNS - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_SIGNS / 2)).trimEnd()}…`;
}

/** The `head` of every page. */
export function Head(props: HeadProps & { bare?: boolean }) {
  const page = usePage();
  const site = siteName(page);
  const title = props.faulty ? page.ts('platform.error-title', { page: props.title }) : props.title;
  const address = props.canonical === undefined ? pathAndQuery(page) : props.canonical;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{titleOf(page, title, site)}</title>
      {props.description && <meta name="description" content={props.description} />}
      {props.noIndex && <meta name="robots" content="noindex" />}
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={page.tenant ? '#ffffff' : '#0b4a32'} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={page.tenant ? '#1d1b16' : '#0c2c20'} />
      <link rel="icon" type="image/svg+xml" href={page.asset('favicon.svg')} />
      <link rel="stylesheet" href={page.asset('styles.css')} />
      {!props.bare && <script type="module" src={page.asset('enhance.js')} />}
      {address !== null && <Addresses address={address} />}
      {props.feeds?.map((feed) => (
        <link rel="alternate" type={feed.type} title={feed.title} href={page.href(feed.path)} />
      ))}
      {address !== null && !props.bare && <Sharing {...props} site={site} address={address} />}
    </head>
  );
}

function Addresses({ address }: { address: string }) {
  const page = usePage();
  return (
    <>
      <link rel="canonical" href={page.absolute(address)} />
      {LANGUAGES.map((lang) => (
        <link rel="alternate" hreflang={lang} href={page.absolute(address, { lang })} />
      ))}
      <link rel="alternate" hreflang="x-default" href={page.absolute(address, { lang: 'ar' })} />
    </>
  );
}

function Sharing({ title, description, meta = {}, site, address }: HeadProps & { site: string; address: string }) {
  const page = usePage();
  return (
    <>
      <meta property="og:type" content={meta.type ?? 'website'} />
      <meta property="og:title" content={title} />
      {description && <meta property="og:description" content={description} />}
      <meta property="og:site_name" content={site} />
      <meta property="og:url" content={page.absolute(address)} />
      <meta property="og:locale" content={LOCALES[page.lang]} />
      {meta.image && <meta property="og:image" content={page.absolute(meta.image)} />}
      {meta.image && <meta property="og:image:width" content="1200" />}
      {meta.image && <meta property="og:image:height" content="630" />}
      {meta.image && <meta property="og:image:alt" content={meta.imageAlt ?? title} />}
      <meta name="twitter:card" content={meta.image ? 'summary_large_image' : 'summary'} />
    </>
  );
}
