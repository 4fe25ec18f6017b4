import { formatOf } from '../i18n/format.ts';
import { dirOf, type Lang } from '../i18n/languages.ts';
import { makeCatalog } from '../i18n/messages.ts';
import { platformMessages } from '../i18n/platform-messages.ts';
import { NOBODY, type Tenant } from '../tenant.ts';
import type { PageContext } from './context.tsx';

const catalog = makeCatalog({ platform: platformMessages });

/** A made-up body, for tests and for the component sheet. */
export const SAMPLE_TENANT: Tenant = {
  id: '019aa000-0000-7000-8000-000000000001',
  slug: 'sample',
  host: null,
  name: { ar: 'مجلس جهة العيون الساقية الحمراء', fr: 'Conseil régional de Laâyoune-Sakia El Hamra' },
  accent: 'atlantic',
  emblem: 'waves',
  contact: {
    address: { fr: 'Boulevard de la Marche verte, Laâyoune' },
    phones: ['+212 5 28 00 00 00'],
    email: 'contact@example.ma',
    website: 'https://example.ma/',
  },
};

type Given = {
  lang?: Lang;
  tenant?: Tenant | null;
  path?: string;
  query?: string;
  asset?(name: string): string;
} & Partial<Pick<PageContext, 'menu' | 'account' | 'desk' | 'trial' | 'local' | 'maybe'>>;

/** What a page knows, made up: for tests that draw components without a server. */
export function samplePage(given: Given = {}): PageContext {
  const { lang = 'ar', tenant = null, path = '/', query = '', asset = (name) => `/assets/${name}` } = given;
  const href: PageContext['href'] = (to, where = {}) => {
    const site = where.tenant === undefined ? tenant : where.tenant;
    return `/${where.lang ?? lang}${site ? `/${site.slug}` : ''}${to === '/' ? '' : to.replace(/^\/\?/, '?')}`;
  };
  return {
    ...catalog.translator(lang),
    lang,
    dir: dirOf(lang),
    format: formatOf(lang),
    tenant,
    actor: NOBODY,
    path,
    query: new URLSearchParams(query),
    today: '2026-11-21',
    now: new Date('2026-11-21T10:42:00Z'),
    href,
    absolute: (to, where) => `https://jamaa.example${href(to, where)}`,
    asset,
    menu: given.menu ?? [],
    formToken: () => 'sample-token',
    account: given.account ?? null,
    desk: given.desk ?? null,
    trial: given.trial ?? false,
    local: given.local ?? false,
    ...(given.maybe ? { maybe: given.maybe } : {}),
  };
}
