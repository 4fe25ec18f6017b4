import { across, type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { ReplyState } from '../proposal.ts';
import { type Proposal, proposalByReference } from './proposals.ts';
import { type Answer, answerOf } from './triage.ts';
import '../tables.ts';

/** What the competent body answered. */
export type Reply = { bodyId: string; state: ReplyState; reasons: Text; repliedAt: Date };

/** A proposal of another body that was forwarded to this one (`institutionId`), with the answer that forwards it. */
export type Forwarded = { institutionId: string; proposal: Proposal; answer: Answer };

/** The public proposal of this reference, if the answer that stands forwards it to this body. */
export async function forwardedTo(db: Db, institutionId: string, reference: string): Promise<Forwarded | undefined> {
  const proposal = await proposalByReference(db, reference);
  if (proposal?.standing !== 'shown' || proposal.state !== 'forwarded') return undefined;
  const answer = await answerOf(db, proposal);
  return answer?.forwardedTo === institutionId ? { institutionId, proposal, answer } : undefined;
}

/** What other bodies forwarded to some bodies, the latest first; `waiting`: only what they have not answered yet. */
export async function listForwarded(
  db: Db,
  bodies: readonly string[],
  { limit, waiting = false }: { limit: number; waiting?: boolean },
) {
  if (bodies.length === 0) return [];
  let query = across(db)
    .selectFrom('proposal_answer')
    .innerJoin('proposal', (join) =>
      join
        .onRef('proposal.institution_id', '=', 'proposal_answer.institution_id')
        .onRef('proposal.id', '=', 'proposal_answer.proposal_id'),
    )
    .leftJoin('proposal_reply', (join) =>
      join
        .onRef('proposal_reply.institution_id', '=', 'proposal_answer.institution_id')
        .onRef('proposal_reply.answer_id', '=', 'proposal_answer.id'),
    )
    .select([
      'proposal_answer.forwarded_to as bodyId',
      'proposal.institution_id as ownerId',
      'proposal.id',
      'proposal.reference',
      'proposal.title',
      'proposal_answer.answered_at as answeredAt',
      'proposal_reply.state as replied',
    ])
    .where('proposal_answer.forwarded_to', 'in', bodies)
    .where('proposal_answer.undone_at', 'is', null)
    .where('proposal.standing', '=', 'shown')
    .where('proposal.state', '=', 'forwarded')
    // Only the answer that stands forwards: a later one, to another body, took its place.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('proposal_answer as later')
            .select('later.id')
            .whereRef('later.institution_id', '=', 'proposal_answer.institution_id')
            .whereRef('later.proposal_id', '=', 'proposal_answer.proposal_id')
            .whereRef('later.id', '>', 'proposal_answer.id')
            .where('later.undone_at', 'is', null),
        ),
      ),
    );
  if (waiting) query = query.where('proposal_reply.state', 'is', null);
  return query.orderBy('proposal_answer.answered_at', 'desc').limit(limit).execute();
}

/** The replies to several answers of one body, by the answer's id. */
export async function repliesOf(
  db: Db,
  institutionId: string,
  answers: readonly string[],
): Promise<Map<string, Reply>> {
  if (answers.length === 0) return new Map();
  const rows = await within(db, institutionId)
    .selectFrom('proposal_reply')
    .select(['answer_id as answerId', 'body_id as bodyId', 'state', 'reasons', 'replied_at as repliedAt'])
    .where('answer_id', 'in', answers)
    .execute();
  return new Map(rows.map(({ answerId, ...reply }) => [answerId, reply]));
}
