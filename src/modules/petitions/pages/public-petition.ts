import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/page.ts';
import { isPublic } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

/** The petition of an address, if everybody may see it; else 404. */
export async function publicPetition({ db, page, params }: PageRequest): Promise<Petition> {
  const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
  if (!petition || !isPublic(petition.state)) throw new NotFound();
  return petition;
}
