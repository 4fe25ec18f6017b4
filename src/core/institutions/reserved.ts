/**
 * Words that no public body may have as its slug, because addresses begin with them: languages, capabilities, pages and resources of the
 * portal, API resources, and what stands at the root of a host (docs/interfaces.md, "Addresses of pages"). Published addresses never
 * change, so this list only grows, and before a body could take the word.
 */
export const RESERVED: ReadonlySet<string> = new Set([
  // languages
  'ar',
  'fr',
  'zgh',
  'en',
  // capabilities
  'commitments',
  'consultations',
  'petitions',
  'information-requests',
  'publications',
  'indicators',
  'budgets',
  'open-data',
  'councils',
  'meetings',
  'associations',
  'grants',
  'procedures',
  'complaints',
  'learning',
  'volunteering',
  'legal-library',
  // pages of the portal and of every site
  'action-plans',
  'deadlines',
  'sign-in',
  'sign-out',
  'me',
  'account-closed',
  'desk',
  'follow',
  'search',
  'accessibility',
  'privacy',
  'about',
  'about-data',
  'institutions',
  'territories',
  'regions',
  'map',
  'site-map',
  'unsubscribe',
  'moderation',
  'verify',
  'help',
  'contact',
  'legal',
  'news',
  'calendar',
  // API resources
  'milestones',
  'changes',
  'policy-areas',
  'sectors',
  'cases',
  'comments',
  'signatures',
  'people',
  'files',
  'attachments',
  'notifications',
  'tokens',
  'holidays',
  'datasets',
  'statistics',
  // the root of a host
  'api',
  'v1',
  'openapi',
  'assets',
  'static',
  'embed',
  'dev',
  'healthz',
  'readyz',
  'metrics',
  'robots',
  'sitemap',
  'favicon',
  'manifest',
  'feed',
  'well-known',
]);

/** Letters, digits and single hyphens; two characters or more, so that it never looks like a language's start. */
const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Whether a word may stand for a body in addresses. */
export function isFreeSlug(slug: string): boolean {
  return slug.length >= 3 && slug.length <= 80 && SLUG.test(slug) && !RESERVED.has(slug);
}
