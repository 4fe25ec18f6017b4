import { type Db, within } from '#platform/db/database.ts';
import { parseReference } from '#platform/reference.ts';
import { callById, type ProposalCall } from './queries/calls.ts';
import { type Proposal, proposalByReference } from './queries/proposals.ts';
import './tables.ts';

/** The first letters of a proposal's reference. */
export const KIND = 'PRO';

type Scene = { db: Db; tenant: { id: string } | null };

/** The proposal that a reference names, however it was typed; on a body's site only one of that body. */
export async function findProposal({ db, tenant }: Scene, typed: string): Promise<Proposal | undefined> {
  const reference = parseReference(typed);
  const proposal = reference?.kind === KIND ? await proposalByReference(db, reference.text) : undefined;
  return tenant && proposal && proposal.institutionId !== tenant.id ? undefined : proposal;
}

/** A call by its id; on a body's site only one of that body. */
export async function findCall({ db, tenant }: Scene, id: string): Promise<ProposalCall | undefined> {
  const call = await callById(db, id);
  return tenant && call && call.institutionId !== tenant.id ? undefined : call;
}

/** Locks a proposal until the transaction ends, so that two deeds on it follow one another. Answers it as it is now. */
export async function lockProposal(
  db: Db,
  { institutionId, id, reference }: Pick<Proposal, 'institutionId' | 'id' | 'reference'>,
): Promise<Proposal> {
  await within(db, institutionId).selectFrom('proposal').select('id').where('id', '=', id).forUpdate().execute();
  const proposal = await proposalByReference(db, reference);
  if (!proposal) throw new Error(`${reference} is gone`);
  return proposal;
}

/** Locks a call until the transaction ends, so that two files of contributions follow one another. Answers it as it is now. */
export async function lockCall(db: Db, { institutionId, id }: ProposalCall): Promise<ProposalCall> {
  await within(db, institutionId).selectFrom('proposal_call').select('id').where('id', '=', id).forUpdate().execute();
  const call = await callById(db, id);
  if (!call) throw new Error(`${id} is gone`);
  return call;
}
