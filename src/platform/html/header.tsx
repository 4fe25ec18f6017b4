import { dirOf, LANGUAGE_NAMES, LANGUAGES, type Lang } from '../i18n/languages.ts';
import { pick } from '../i18n/text.ts';
import type { Tenant } from '../tenant.ts';
import { usePage } from './context.tsx';
import { Emblem, Mark } from './emblems.tsx';
import type { Crumb } from './layout.tsx';
import { hrefInLanguage, SITE_LINKS } from './links.ts';
import { langAttributes } from './text.tsx';

/** The header: the institution comes first, on the portal the platform in its green band. */
export function Header() {
  const page = usePage();
  return (
    <header class={page.tenant ? 'site-header' : 'site-header portal'}>
      <div class={page.desk ? 'wrap site-top working' : 'wrap site-top'}>
        {page.tenant ? <Identity tenant={page.tenant} /> : <PortalIdentity />}
        <ul class="site-links actions">
          <li>
            <a class="search-link" href={page.href(SITE_LINKS.search)}>
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path d="M16 16l6 6M18 10.5a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0z" />
              </svg>
              <span>{page.t('platform.search.link')}</span>
            </a>
          </li>
          {page.desk && (
            <li>
              <a href={page.href(page.desk.path)}>{page.desk.label}</a>
            </li>
          )}
          {page.account && (
            <li>
              <a href={page.href(page.account.path)}>{page.account.label}</a>
            </li>
          )}
        </ul>
        <LanguageSwitch />
      </div>
      <MainMenu />
    </header>
  );
}

/** The other script of a body's name: Latin beside Arabic and Tifinagh, Arabic beside Latin. */
const SECOND_NAME: Record<Lang, Lang> = { ar: 'fr', zgh: 'fr', fr: 'ar', en: 'ar' };

function Identity({ tenant }: { tenant: Tenant }) {
  const page = usePage();
  const first = pick(tenant.name, page.lang);
  const secondLang = SECOND_NAME[page.lang];
  const second = tenant.name[secondLang];
  return (
    <a class="identity" href={page.href('/')}>
      <Emblem name={tenant.emblem} />
      <span>
        {first && <b {...langAttributes(first.lang, page.lang)}>{first.value}</b>}
        {second && second !== first?.value && (
          <i lang={secondLang} dir={dirOf(secondLang)}>
            {second}
          </i>
        )}
      </span>
    </a>
  );
}

function PortalIdentity() {
  const { href, t } = usePage();
  return (
    <a class="identity" href={href('/')}>
      <Mark />
      <span>
        <b>{t('platform.name')}</b>
        <i>{t('platform.tagline')}</i>
      </span>
    </a>
  );
}

/** The four languages; each leads to this very page. */
function LanguageSwitch() {
  const page = usePage();
  return (
    <nav class="languages" aria-label={page.ts('platform.language')}>
      <ul class="site-links">
        {LANGUAGES.map((lang) => (
          <li class={lang === page.lang ? 'here' : undefined}>
            <a
              href={hrefInLanguage(page, lang)}
              hreflang={lang}
              lang={lang}
              dir={dirOf(lang)}
              aria-current={lang === page.lang ? 'true' : undefined}
            >
              {LANGUAGE_NAMES[lang]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** `page` on the section's own page, `true` on the pages under it. */
function currentOf(path: string, here: string): 'page' | 'true' | undefined {
  if (path === here) return 'page';
  return here.startsWith(`${path}/`) ? 'true' : undefined;
}

function MainMenu() {
  const page = usePage();
  const items = page.menu.filter((item) => !item.minor);
  if (items.length === 0) return null;
  return (
    <nav class="main-nav" aria-label={page.ts('platform.sections')}>
      <details>
        <summary>{page.t('platform.menu')}</summary>
        <div class="wrap">
          <ul>
            {items.map((item) => (
              <li>
                <a href={page.href(item.path)} aria-current={currentOf(item.path, page.path)}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </details>
    </nav>
  );
}

/** The way from home to this page. */
export function Crumbs({ crumbs, current }: { crumbs: readonly Crumb[]; current: string }) {
  const page = usePage();
  return (
    <nav class="wrap crumbs" aria-label={page.ts('platform.you-are-here')}>
      <ol>
        <li>
          <a href={page.href('/')}>{page.t('platform.home')}</a>
        </li>
        {crumbs.map((crumb) => (
          <li>
            <a href={page.href(crumb.path)}>
              <bdi>{crumb.label}</bdi>
            </a>
          </li>
        ))}
        <li>
          <span aria-current="page">
            <bdi>{current}</bdi>
          </span>
        </li>
      </ol>
    </nav>
  );
}
