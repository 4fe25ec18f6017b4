import { deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { Tab } from '#platform/html/tabs.tsx';
import type { PageRequest } from '#platform/page.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

/** A petition on the desk of its council. */
export type DeskPetition = Petition & { tabs: Tab[] };

/** The petition of an address of the desk, once it was opened for signing; else 404. */
export async function deskPetition(request: PageRequest<unknown>): Promise<DeskPetition> {
  const { db, page, params } = request;
  const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
  if (!petition || petition.openedOn === null) throw new NotFound();
  return { ...petition, tabs: deskTabs(request as PageRequest) };
}

/** The pages above one that is about the signatures of a petition. */
export function signaturesCrumbs(petition: Petition, title: string) {
  return [
    { label: title, path: '/desk/signatures' },
    { label: petition.reference, path: `/desk/signatures/${petition.reference}` },
  ];
}
