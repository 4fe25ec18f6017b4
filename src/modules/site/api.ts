import { anyone } from '#platform/access.ts';
import { defineList, textSchema, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { search } from '#platform/search/search.ts';

const resultSchema = z
  .object({
    kind: z.string(),
    id: z.string(),
    title: textSchema,
    url: z.string().openapi({ description: 'The address of its page.' }),
    snippet: z.string().openapi({ description: 'Where it was found.' }),
    snippetLang: z.enum(LANGUAGES),
  })
  .openapi('SearchResult');

/** The search over everything, for programs. */
export const searchRoute = defineList({
  name: 'site.search',
  path: '/search',
  tag: 'search',
  summary: 'Everything that is published, by words.',
  description:
    'Words in any language, codes, phrases in quotation marks; the last word may be unfinished; small typing errors are forgiven. Without `q` the list is empty.',
  access: anyone,
  filters: z.object({ kind: z.string().max(50).optional(), lang: z.enum(LANGUAGES).default('ar') }),
  item: resultSchema,
  load: async ({ db, query, tenant, absolute }) => {
    const answer = await search(db, {
      q: query.q ?? '',
      lang: query.lang,
      ...(query.kind ? { kinds: [query.kind] } : {}),
      ...(tenant ? { institutionId: tenant.id } : {}),
      limit: query.limit,
      after: query.after,
    });
    const { items, next, total, totalIsAtLeast } = answer;
    return {
      items: items.map((result) => ({
        kind: result.kind,
        id: result.id,
        title: result.title,
        url: absolute(
          `/${query.lang}${result.tenantSlug ? `/${result.tenantSlug}` : ''}${result.path === '/' ? '' : result.path}`,
        ),
        snippet: result.snippet.map((part) => part.text).join(''),
        snippetLang: result.lang,
      })),
      next,
      total,
      ...(totalIsAtLeast ? { totalIsAtLeast } : {}),
    };
  },
  columns: [
    { name: 'kind', value: (result) => result.kind },
    { name: 'id', value: (result) => result.id },
    { name: 'title_ar', value: (result) => result.title.ar },
    { name: 'title_fr', value: (result) => result.title.fr },
    { name: 'title_en', value: (result) => result.title.en },
    { name: 'url', value: (result) => result.url },
  ],
});
