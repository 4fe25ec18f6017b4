import { sql } from 'kysely';
import { closeItem, withdrawAppeals } from '#core/moderation/index.ts';
import { publish } from '#core/notifications/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { type Db, json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { isDecidable } from './amendment.ts';
import { authorsOf } from './appear.ts';
import { type Amendment, amendmentById } from './queries/amendments.ts';
import { callById, type ProposalCall } from './queries/calls.ts';
import { type Proposal, proposalsById } from './queries/proposals.ts';
import { PROPOSAL } from './search.ts';
import { findProposal, lockProposal } from './target.ts';
import './tables.ts';

/** Amendments before moderators, by their id. */
export const AMENDMENT = 'proposal-amendment';

/** An amendment with the proposal whose words it would change. */
export type FoundAmendment = Amendment & { proposal: Proposal };

/** The page of an amendment. */
export function amendmentPath({ proposal, id }: { proposal: Pick<Proposal, 'reference'>; id: string }): string {
  return `/proposals/${proposal.reference}/amendments/${id}`;
}

/** The amendment of this id to the proposal that a reference names, while that one can be read; undefined for what was withdrawn. */
export async function findAmendment(
  scene: { db: Db; tenant: { id: string } | null },
  typed: string,
  id: string,
): Promise<FoundAmendment | undefined> {
  const proposal = await findProposal(scene, typed);
  const amendment = await amendmentById(scene.db, id);
  if (!proposal || amendment?.proposalId !== proposal.id) return undefined;
  const found = { ...amendment, proposal };
  return isReadable(found) ? found : undefined;
}

/** Whether an amendment has a page: it was not withdrawn, and its proposal can be read. */
export function isReadable({ standing, proposal }: FoundAmendment): boolean {
  return standing !== 'withdrawn' && (proposal.standing === 'shown' || proposal.standing === 'merged');
}

/** An amendment by its id alone, for moderators. */
export async function foundAmendment(db: Db, id: string): Promise<FoundAmendment | undefined> {
  const amendment = await amendmentById(db, id);
  const proposal = amendment && (await proposalsById(db, [amendment.proposalId])).get(amendment.proposalId);
  return proposal && { ...amendment, proposal };
}

/** Locks the proposal of an amendment, and answers both as they are now. Refuses when there is nothing left to decide or support. */
export async function lockOpen(
  { db, today }: Pick<ActionContext, 'db' | 'today'>,
  target: FoundAmendment,
): Promise<FoundAmendment & { call: ProposalCall }> {
  const proposal = await lockProposal(db, target.proposal);
  const amendment = await amendmentById(db, target.id);
  const call = await callById(db, proposal.callId);
  const isOpen = amendment?.standing === 'shown' && amendment.state === 'open';
  if (!isOpen || !call || !isDecidable(proposal, call, today)) throw new Conflict('proposals.refusal.amendment-over');
  return { ...amendment, proposal, call };
}

/** Whoever follows a proposal, its authors and whoever wrote the amendment hear of it, and of what was decided. */
export async function tellOfAmendment(
  context: Pick<ActionContext, 'db' | 'now'>,
  { proposal, id, authorId }: { proposal: Proposal; id: string; authorId: string | null },
  event: 'proposals.notice.amendment' | 'proposals.notice.amendment-accepted' | 'proposals.notice.amendment-declined',
): Promise<void> {
  const isNew = event === 'proposals.notice.amendment';
  await publish(context, {
    institutionId: proposal.institutionId,
    subjects: [`${PROPOSAL}:${proposal.reference}`],
    people: [...(await authorsOf(context.db, proposal)), ...(isNew || authorId === null ? [] : [authorId])],
    event,
    title: proposal.title,
    path: amendmentPath({ proposal, id }),
  });
}

/** A proposal became part of another: what was open is no longer decided. */
export async function closeAmendments({ db, now }: Pick<ActionContext, 'db' | 'now'>, proposal: Proposal) {
  const own = within(db, proposal.institutionId);
  for (const { id } of await own
    .updateTable('proposal_amendment')
    .set({ state: 'closed', decided_at: now })
    .where('proposal_id', '=', proposal.id)
    .where('state', '=', 'open')
    .returning('id')
    .execute())
    await closeItem(db, { institutionId: proposal.institutionId, kind: AMENDMENT, id });
}

/** A proposal was withdrawn: other words for it would repeat its own, so they go too. */
export async function eraseAmendments(context: ActionContext, proposal: Proposal): Promise<void> {
  const ids = await within(context.db, proposal.institutionId)
    .selectFrom('proposal_amendment')
    .select('id')
    .where('proposal_id', '=', proposal.id)
    .execute();
  for (const { id } of ids) await eraseAmendment(context, { institutionId: proposal.institutionId, id });
}

/** Nothing is left of the words of an amendment. */
export async function eraseAmendment(
  context: Pick<ActionContext, 'db' | 'now' | 'today' | 'touch'>,
  { institutionId, id }: Pick<Amendment, 'institutionId' | 'id'>,
): Promise<void> {
  const { db } = context;
  await within(db, institutionId)
    .updateTable('proposal_amendment')
    .set({
      standing: 'withdrawn',
      title: json({}),
      body: json({}),
      reasons: '',
      hidden_reason: null,
      declined_because: sql`case when state = 'declined' then '' end`,
    })
    .where('id', '=', id)
    .execute();
  await closeItem(db, { institutionId, kind: AMENDMENT, id });
  await withdrawAppeals(context, { institutionId, kind: AMENDMENT, id });
}
