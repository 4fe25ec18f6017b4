import { z } from 'zod';
import { pick } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { similarTo } from '../similar.ts';
import { kindNames } from './kind-names.ts';

const query = z.object({
  q: z.string().trim().max(300).catch(''),
  /** The reference of the petition that is being written: it is like itself. */
  except: z.string().max(40).optional().catch(undefined),
});

/** What is there already and shares words with what somebody is typing: for the form, and for programs. */
export const similarJson = defineResource<z.infer<typeof query>>({
  name: 'petitions.similar',
  path: '/petitions/similar.json',
  on: 'both',
  query,
  load: async ({ db, page, offers, query: { q, except } }) => {
    const kinds = kindNames(page, offers);
    const found = q ? await similarTo(db, { title: q, lang: page.lang, except }) : [];
    return {
      type: 'application/json; charset=utf-8',
      headers: { 'access-control-allow-origin': '*' },
      body: JSON.stringify({
        items: found.map(({ kind, id, title, path, tenantSlug }) => {
          const shown = pick(title, page.lang);
          return {
            kind,
            id,
            title,
            url: page.absolute(path, { tenant: tenantSlug ? { slug: tenantSlug, host: null } : null }),
            label: shown?.value ?? id,
            lang: shown?.lang ?? page.lang,
            note: kinds.get(kind) ?? '',
          };
        }),
      }),
    };
  },
});
