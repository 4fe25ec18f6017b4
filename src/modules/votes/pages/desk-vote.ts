import { deskTabs, institutionsById } from '#core/institutions/index.ts';
import { childrenOf, territoryByCode } from '#core/territory/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { Tab } from '#platform/html/tabs.tsx';
import type { PageRequest } from '#platform/page.ts';
import { voteOfAddress, type WithOptions } from './public-vote.ts';
import type { Place } from './vote-fields.tsx';

export type DeskVote = WithOptions & { institutionId: string; tabs: Tab[] };

/** The vote of a page of the desk. */
export async function deskVote(request: PageRequest): Promise<DeskVote> {
  const found = await voteOfAddress(request);
  return { ...found, institutionId: found.vote.institutionId, tabs: deskTabs(request) };
}

/** The territories in which a body may ask that its voters live: its own, and the parts of it. */
export async function placesOf({ db, page }: Pick<PageRequest, 'db' | 'page'>): Promise<Place[]> {
  const { tenant } = page;
  if (!tenant) throw new NotFound();
  const body = (await institutionsById(db, [tenant.id])).get(tenant.id);
  const unit = body?.territory ? await territoryByCode(db, body.territory) : undefined;
  return unit ? [unit, ...(await childrenOf(db, unit.code))] : [];
}

export function voteDeskPath(reference: string): string {
  return `/desk/votes/${reference}`;
}
