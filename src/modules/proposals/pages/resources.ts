import { z } from 'zod';
import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { siteName } from '#platform/html/head.tsx';
import { pick, plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { listProposals, similarProposals } from '../queries/proposals.ts';
import { findCall, findProposal } from '../target.ts';

const MOST = 50;

/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');

const query = z.object({ call: z.string().max(40).optional().catch(undefined) });

/** Proposals as a feed, the latest first: of a call, of a body, or of all. */
export const proposalsFeed = defineResource<z.infer<typeof query>>({
  name: 'proposals.feed',
  path: '/proposals/feed.atom',
  on: 'both',
  query,
  load: async ({ db, page, query: { call: id } }) => {
    const call = id ? await findCall({ db, tenant: page.tenant }, id) : undefined;
    const { items } = await listProposals(db, { institutionId: page.tenant?.id, callId: call?.id }, { limit: MOST });
    const more = call ? `?call=${call.id}` : '';
    return {
      type: ATOM_TYPE,
      tags: [call ? `proposal-call:${call.id}` : 'proposals'],
      body: atomFeed({
        id: page.absolute(`/proposals/feed.atom${more}`),
        title: call ? plain(call.title, page.lang) : page.ts('proposals.page.title'),
        selfUrl: page.absolute(`/proposals/feed.atom${more}`),
        pageUrl: page.absolute(`/proposals${more}`),
        updated: items[0]?.submittedAt ?? BEFORE_EVERYTHING,
        lang: page.lang,
        author: siteName(page),
        entries: items.map((one) => ({
          id: `urn:uuid:${one.id}`,
          title: plain(one.title, page.lang),
          url: page.absolute(`/proposals/${one.reference}`),
          updated: one.editedAt ?? one.submittedAt ?? one.createdAt,
          published: one.submittedAt ?? one.createdAt,
          summary: plain(one.body, page.lang).slice(0, 300),
        })),
      }),
    };
  },
});

const typed = z.object({
  call: z.string().max(40).catch(''),
  q: z.string().max(300).catch(''),
  /** The reference of the proposal that is being changed: it is like itself. */
  except: z.string().max(40).catch(''),
});

/** Public proposals like the words that somebody is typing, for programs and for the form. */
export const similarJson = defineResource<z.infer<typeof typed>>({
  name: 'proposals.similar',
  path: '/proposals/similar.json',
  on: 'both',
  query: typed,
  load: async ({ db, page, query: { call: id, q, except: own } }) => {
    const call = await findCall({ db, tenant: page.tenant }, id);
    const except = own ? (await findProposal({ db, tenant: page.tenant }, own))?.id : undefined;
    const similar = call ? await similarProposals(db, call, { title: { ar: q }, body: {} }, { except }) : [];
    return {
      type: 'application/json; charset=utf-8',
      body: JSON.stringify({
        items: similar.map(({ reference, title, state, supports }) => {
          const shown = pick(title, page.lang);
          const note = `${page.ts(`proposals.state.${state}`)} · ${page.ts('proposals.page.supports', { n: supports })}`;
          return {
            id: reference,
            title,
            state,
            supports,
            url: page.absolute(`/proposals/${reference}`),
            label: shown?.value ?? reference,
            lang: shown?.lang ?? page.lang,
            note,
          };
        }),
      }),
    };
  },
});
