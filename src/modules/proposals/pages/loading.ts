import { type Institution, institutionsById } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/page.ts';
import { type PlaceChoice, placesOf } from '../places.ts';
import { callById, type ProposalCall } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { findCall, findProposal } from '../target.ts';

/** The proposal of an address, or 404; its page's rule says who may see it. */
export async function addressedProposal({ db, page, params }: PageRequest): Promise<Proposal> {
  const proposal = await findProposal({ db, tenant: page.tenant }, params.reference ?? '');
  if (!proposal) throw new NotFound();
  return proposal;
}

/** A call with its body and the places of its territory. */
export type CallScene = { call: ProposalCall; body: Institution; places: PlaceChoice[] };

/** The scene of a call, for forms. */
export async function sceneOf(db: Db, call: ProposalCall | undefined): Promise<CallScene> {
  const body = call && (await institutionsById(db, [call.institutionId])).get(call.institutionId);
  if (!call || !body) throw new NotFound();
  return { call, body, places: await placesOf(db, body) };
}

/** The scene of the call that a proposal was made in. */
export async function sceneOfProposal(db: Db, proposal: Proposal): Promise<CallScene> {
  return sceneOf(db, await callById(db, proposal.callId));
}

/** The call of an address on the desk, with whose it is. */
export async function addressedCall({ db, page, params }: PageRequest): Promise<ProposalCall> {
  const call = await findCall({ db, tenant: page.tenant }, params.call ?? '');
  if (!call) throw new NotFound();
  return call;
}
