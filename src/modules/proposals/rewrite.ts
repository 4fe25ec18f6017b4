import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { forgetDocuments } from '#platform/search/index-documents.ts';
import { versionCount } from './queries/amendments.ts';
import type { ProposalCall } from './queries/calls.ts';
import { type Proposal, proposalByReference } from './queries/proposals.ts';
import { PROPOSAL } from './search.ts';
import { present, type Words, wordColumns } from './send.ts';

/** Gives a locked proposal that was sent other words. What it said before stays to be seen; the new words are looked at like the first. */
export async function rewrite(
  context: ActionContext,
  call: ProposalCall,
  proposal: Proposal,
  words: Words,
): Promise<void> {
  const { db, now } = context;
  const own = within(db, proposal.institutionId);
  await own
    .insert('proposal_version', {
      proposal_id: proposal.id,
      number: (await versionCount(db, proposal)) + 1,
      title: json(proposal.title),
      body: json(proposal.body),
      written_at: proposal.editedAt ?? proposal.submittedAt ?? proposal.createdAt,
    })
    .execute();
  await own
    .updateTable('proposal')
    .set({ ...wordColumns(call, words), edited_at: now })
    .where('id', '=', proposal.id)
    .execute();
  const changed = await proposalByReference(db, proposal.reference);
  if (!changed) return;
  // Words that only the earlier text had are offered to searchers no more.
  await forgetDocuments(db, { institutionId: proposal.institutionId, kind: PROPOSAL, ids: [proposal.reference] });
  await present(context, changed, 0);
}
