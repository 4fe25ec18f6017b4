import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { removeDocuments } from '#platform/search/index-documents.ts';
import { closeAmendments } from './amendments.ts';
import { tellOf, touchProposal } from './appear.ts';
import { carryFiles } from './files.ts';
import { type Proposal, placesTag } from './queries/proposals.ts';
import { PROPOSAL } from './search.ts';
import { carrySupports } from './supports.ts';
import { lockProposal } from './target.ts';

/**
 * Makes a proposal part of another: its page says so and leads there, its supporters support the other (each counted once), its author and
 * co-authors are co-authors of it, and follow it.
 */
export async function merge(context: ActionContext, from: Proposal, target: Proposal): Promise<void> {
  const { db, now } = context;
  const into = await lockProposal(db, target);
  const { institutionId } = from;
  const own = within(db, institutionId);
  await own
    .updateTable('proposal')
    .set({ standing: 'merged', merged_into: into.id })
    .where('id', '=', from.id)
    .execute();
  await carrySupports(db, from, into);
  await carryFiles(context, from, into);
  await closeAmendments(context, from);
  await sql`
    insert into proposal_coauthor (institution_id, proposal_id, person_id, joined_at)
    select ${institutionId}::uuid, ${into.id}::uuid, person_id, ${now}::timestamptz from (
      select author_id as person_id from proposal where institution_id = ${institutionId} and id = ${from.id}
      union select person_id from proposal_coauthor
        where institution_id = ${institutionId} and proposal_id = ${from.id}) as writers
    where person_id is not null and person_id is distinct from ${into.authorId}::uuid
    on conflict do nothing`.execute(db);
  await own
    .updateTable('proposal_merge')
    .set({ state: 'done', decided_at: now })
    .where('proposal_id', '=', from.id)
    .execute();
  await removeDocuments(db, { institutionId, kind: PROPOSAL, ids: [from.reference] });
  touchProposal(context, from);
  touchProposal(context, into);
  context.touch(placesTag(into.callId));
  await tellOf(context, into, 'proposals.notice.merged', { authors: true });
}
