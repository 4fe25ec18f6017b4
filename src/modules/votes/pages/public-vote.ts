import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/page.ts';
import { findVote, optionsOf, type Vote } from '../queries/votes.ts';
import { isPublic, type VoteOption } from '../vote.ts';

export type WithOptions = { vote: Vote; options: VoteOption[] };

/** The vote of an address with its options; 404 when there is none. */
export async function voteOfAddress({ db, page, params }: PageRequest): Promise<WithOptions> {
  const vote = await findVote({ db, tenant: page.tenant }, params.reference ?? '');
  if (!vote) throw new NotFound();
  return { vote, options: await optionsOf(db, vote) };
}

/** The same, if everybody may see it; else 404. */
export async function publicVote(request: PageRequest): Promise<WithOptions> {
  const found = await voteOfAddress(request);
  if (!isPublic(found.vote)) throw new NotFound();
  return found;
}
