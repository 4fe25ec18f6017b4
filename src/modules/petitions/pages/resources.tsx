import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { siteName } from '#platform/html/head.tsx';
import { defineResource, type ResourceAnswer } from '#platform/page.ts';
import { isPublic, LISTED, type Listed, statesOf } from '../petition.ts';
import { type Council, councilOf, councilsOf } from '../queries/council.ts';
import { numberedPage } from '../queries/numbered-pages.ts';
import { countsOf, listPetitions, type Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const MOST = 50;

const shown = (body: object, tags: string[]): ResourceAnswer => ({
  type: JSON_TYPE,
  body: JSON.stringify(body),
  tags,
  // Petitions are read by other sites' programs in the visitor's browser.
  headers: { 'access-control-allow-origin': '*' },
});

/** How many signed, as small as it can be: what a page that is open asks again and again. */
export const petitionCount = defineResource({
  name: 'petitions.count',
  path: '/petitions/:reference/count.json',
  on: 'both',
  load: async ({ db, page, params }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition || !isPublic(petition.state)) throw new NotFound();
    const { total } = await countsOf(db, petition);
    return shown({ signature_count: total }, [
      `petition:${petition.reference}`,
      `~petition-count:${petition.reference}`,
    ]);
  },
});

/** The shape in which the United Kingdom's Parliament publishes petitions, for programs that know it. */
function inLinksAndAttributes(
  petition: Petition,
  council: Council | undefined,
  slug: string,
  absolute: (path: string) => string,
) {
  const { rejectedGround, answeredOn } = council ?? {};
  return {
    type: 'petition',
    id: petition.reference,
    links: { self: absolute(`/petitions/${petition.reference}.json`) },
    attributes: {
      action: petition.title,
      background: petition.demand,
      additional_details: petition.reasons,
      state: petition.state === 'refused' ? 'rejected' : petition.state,
      signature_count: petition.signatures,
      threshold: petition.required,
      institution: slug,
      created_at: petition.createdAt.toISOString(),
      opened_at: petition.openedOn,
      closed_at: petition.closedAt?.toISOString() ?? null,
      filed_at: council?.filedOn ?? null,
      scheduled_debate_date: council?.sessionOn ?? null,
      debate_outcome_at: answeredOn ?? null,
      debate: answeredOn ? { debated_on: answeredOn, overview: council?.outcome } : null,
      rejection: petition.refusalGround
        ? { code: petition.refusalGround, details: petition.refusalReasons }
        : rejectedGround
          ? { code: rejectedGround, details: null }
          : null,
    },
  };
}

/** What programs that know the United Kingdom's petitions ask for. There as here "rejected" is also what was never opened. */
const namedStates = (state: Listed | 'all') =>
  state === 'rejected' ? (['refused', 'rejected'] as const) : statesOf(state === 'all' ? undefined : state);

/** `/petitions.json`, page by page. */
export const petitionsJson = defineResource({
  name: 'petitions.json',
  path: '/petitions.json',
  on: 'portal',
  root: true,
  query: z.object({
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    state: z.enum([...LISTED, 'all']).catch('all'),
  }),
  load: async ({ db, page, query: { page: number, state } }) => {
    const { items, pages } = await numberedPage(db, { states: namedStates(state), page: number, size: MOST });
    const bodies = await institutionsById(db, [...new Set(items.map((one) => one.institutionId))]);
    const councils = await councilsOf(db, items);
    const absolute = (path: string) => new URL(path, page.absolute('/')).href;
    const at = (n: number) => {
      const asked = new URLSearchParams({ ...(n > 1 ? { page: String(n) } : {}), state });
      return absolute(`/petitions.json?${asked}`);
    };
    return shown(
      {
        links: {
          self: at(number),
          first: at(1),
          last: at(pages),
          next: number < pages ? at(number + 1) : null,
          prev: number > 1 ? at(Math.min(number - 1, pages)) : null,
        },
        data: items.map((one) =>
          inLinksAndAttributes(one, councils.get(one.id), bodies.get(one.institutionId)?.slug ?? '', absolute),
        ),
      },
      ['petitions', ...items.map((one) => `~petition-count:${one.reference}`)],
    );
  },
});

/** `/petitions/PET-2026-7K4Q2-M.json`. */
export const petitionJson = defineResource({
  name: 'petitions.one-json',
  path: '/petitions/:file',
  on: 'portal',
  root: true,
  load: async ({ db, page, params }) => {
    const typed = /^(.+)\.json$/.exec(params.file ?? '')?.[1];
    const petition = typed === undefined ? undefined : await findPetition({ db, tenant: page.tenant }, typed);
    if (!petition || !isPublic(petition.state)) throw new NotFound();
    const body = (await institutionsById(db, [petition.institutionId])).get(petition.institutionId);
    const absolute = (path: string) => new URL(path, page.absolute('/')).href;
    const data = inLinksAndAttributes(petition, await councilOf(db, petition), body?.slug ?? '', absolute);
    const { byProvince } = await countsOf(db, petition);
    const attributes = { ...data.attributes, signatures_by_province: Object.fromEntries(byProvince) };
    return shown({ links: data.links, data: { ...data, attributes } }, [
      `petition:${petition.reference}`,
      `~petition-count:${petition.reference}`,
    ]);
  },
});

/** Petitions as a feed, the latest first: of all councils, or of one. */
export const petitionsFeed = defineResource({
  name: 'petitions.feed',
  path: '/petitions/feed.atom',
  on: 'both',
  load: async ({ db, page }) => {
    const { items } = await listPetitions(db, { institutionId: page.tenant?.id }, { limit: MOST });
    return {
      type: ATOM_TYPE,
      tags: ['petitions'],
      body: atomFeed({
        id: page.absolute('/petitions/feed.atom'),
        title: page.ts('petitions.page.petitions'),
        selfUrl: page.absolute('/petitions/feed.atom'),
        pageUrl: page.absolute('/petitions'),
        updated: items[0] ? momentOf(items[0]) : BEFORE_EVERYTHING,
        lang: page.lang,
        author: siteName(page),
        entries: items.map((one) => ({
          id: `urn:uuid:${one.id}`,
          title: one.title,
          url: page.absolute(`/petitions/${one.reference}`),
          updated: momentOf(one),
          published: momentOf(one),
          summary: one.demand.slice(0, 300),
        })),
      }),
    };
  },
});

/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');

const momentOf = ({ decidedAt, createdAt }: Petition): Date => decidedAt ?? createdAt;
