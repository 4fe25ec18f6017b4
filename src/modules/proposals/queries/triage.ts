import { across, type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { AnswerState, OutcomeKind, ProposalState } from '../proposal.ts';
import type { Proposal } from './proposals.ts';
import '../tables.ts';

type Of = Pick<Proposal, 'institutionId' | 'id'>;

/** An answer that stands, or stood. */
export type Answer = {
  id: string;
  state: AnswerState;
  before: ProposalState;
  reasons: Text;
  forwardedTo: string | null;
  batchId: string | null;
  answeredAt: Date;
  undoneAt: Date | null;
};

/** The answer that stands now. */
export async function answerOf(db: Db, proposal: Of): Promise<Answer | undefined> {
  return within(db, proposal.institutionId)
    .selectFrom('proposal_answer')
    .select([
      'id',
      'state',
      'before',
      'reasons',
      'forwarded_to as forwardedTo',
      'batch_id as batchId',
      'answered_at as answeredAt',
      'undone_at as undoneAt',
    ])
    .where('proposal_id', '=', proposal.id)
    .where('undone_at', 'is', null)
    .orderBy('answered_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** The answers that stand to several proposals of one body, by the proposal's id. */
export async function answersOf(db: Db, institutionId: string, ids: readonly string[]): Promise<Map<string, Answer>> {
  if (ids.length === 0) return new Map();
  const rows = await within(db, institutionId)
    .selectFrom('proposal_answer')
    .select([
      'id',
      'proposal_id as proposalId',
      'state',
      'before',
      'reasons',
      'forwarded_to as forwardedTo',
      'batch_id as batchId',
      'answered_at as answeredAt',
      'undone_at as undoneAt',
    ])
    .where('proposal_id', 'in', ids)
    .where('undone_at', 'is', null)
    .orderBy('answered_at')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ proposalId, ...answer }) => [proposalId, answer]));
}

/** What became of a proposal, the first step first. */
export type Outcome = { id: string; kind: OutcomeKind; target: string; words: Text; on: string };

/** The steps of what became of a proposal. */
export async function outcomesOf(db: Db, proposal: Of): Promise<Outcome[]> {
  return within(db, proposal.institutionId)
    .selectFrom('proposal_outcome')
    .select(['id', 'kind', 'target', 'words', 'on_date as on'])
    .where('proposal_id', '=', proposal.id)
    .orderBy('on_date')
    .orderBy('id')
    .execute();
}

/** The outcomes of several proposals of one body, by the proposal's id. */
export async function outcomesOfAll(
  db: Db,
  institutionId: string,
  ids: readonly string[],
): Promise<Map<string, Outcome[]>> {
  const byId = new Map<string, Outcome[]>();
  if (ids.length === 0) return byId;
  const rows = await within(db, institutionId)
    .selectFrom('proposal_outcome')
    .select(['id', 'proposal_id as proposalId', 'kind', 'target', 'words', 'on_date as on'])
    .where('proposal_id', 'in', ids)
    .orderBy('on_date')
    .orderBy('id')
    .execute();
  for (const { proposalId, ...outcome } of rows) byId.set(proposalId, [...(byId.get(proposalId) ?? []), outcome]);
  return byId;
}

export type Evaluation = {
  id: string;
  evaluatorId: string;
  state: 'asked' | 'done' | 'conflict';
  scores: Record<string, number>;
  opinion: string;
};

/** Who was asked to assess a proposal, and what they said. */
export async function evaluationsOf(db: Db, proposal: Of): Promise<Evaluation[]> {
  return within(db, proposal.institutionId)
    .selectFrom('proposal_evaluation')
    .select(['id', 'evaluator_id as evaluatorId', 'state', 'scores', 'opinion'])
    .where('proposal_id', '=', proposal.id)
    .orderBy('id')
    .execute();
}

export type ProposalNote = { id: string; authorId: string | null; body: string; writtenAt: Date };

/** What officials noted for one another. */
export async function notesOf(db: Db, proposal: Of): Promise<ProposalNote[]> {
  return within(db, proposal.institutionId)
    .selectFrom('proposal_note')
    .select(['id', 'author_id as authorId', 'body', 'written_at as writtenAt'])
    .where('proposal_id', '=', proposal.id)
    .orderBy('id')
    .execute();
}

/** The paper that an official keeps of a proposal. */
export async function paperOf(db: Db, proposal: Of): Promise<string | null> {
  const row = await within(db, proposal.institutionId)
    .selectFrom('proposal')
    .select('paper')
    .where('id', '=', proposal.id)
    .executeTakeFirst();
  return row?.paper ?? null;
}

export type ProposalVersion = { number: number; title: Text; body: Text; writtenAt: Date };

/** What a proposal said before, the first version first; empty when it never changed. */
export async function versionsOf(db: Db, proposal: Of): Promise<ProposalVersion[]> {
  return within(db, proposal.institutionId)
    .selectFrom('proposal_version')
    .select(['number', 'title', 'body', 'written_at as writtenAt'])
    .where('proposal_id', '=', proposal.id)
    .orderBy('number')
    .execute();
}

export type Merger = { proposalId: string; intoId: string; state: 'asked' | 'done' | 'refused' };

/** The merger that was proposed for a proposal, if any. */
export async function mergerOf(db: Db, proposal: Of): Promise<Merger | undefined> {
  return within(db, proposal.institutionId)
    .selectFrom('proposal_merge')
    .select(['proposal_id as proposalId', 'into_id as intoId', 'state'])
    .where('proposal_id', '=', proposal.id)
    .executeTakeFirst();
}

/** The ids of those who wrote a proposal with its author. */
export async function coauthorsOf(db: Db, proposal: Of): Promise<string[]> {
  const rows = await within(db, proposal.institutionId)
    .selectFrom('proposal_coauthor')
    .select('person_id')
    .where('proposal_id', '=', proposal.id)
    .orderBy('joined_at')
    .execute();
  return rows.map((row) => row.person_id);
}

/** The references of what an evaluator was asked to assess in one body and has not yet, the oldest first, with this one wherever it stands. */
export async function queueOf(
  db: Db,
  evaluatorId: string,
  { institutionId, id }: Of,
): Promise<{ references: string[]; at: number }> {
  const rows = await across(db)
    .selectFrom('proposal_evaluation')
    .innerJoin('proposal', (join) =>
      join
        .onRef('proposal.institution_id', '=', 'proposal_evaluation.institution_id')
        .onRef('proposal.id', '=', 'proposal_evaluation.proposal_id'),
    )
    .select(['proposal.id', 'proposal.reference'])
    .where('proposal_evaluation.evaluator_id', '=', evaluatorId)
    .where('proposal_evaluation.institution_id', '=', institutionId)
    .where('proposal.standing', '=', 'shown')
    .where('proposal.state', 'in', ['received', 'under-study'])
    .where((row) => row.or([row('proposal_evaluation.state', '=', 'asked'), row('proposal.id', '=', id)]))
    .orderBy('proposal_evaluation.asked_at')
    .orderBy('proposal.id')
    .limit(MOST_QUEUED)
    .execute();
  return { references: rows.map((row) => row.reference), at: rows.findIndex((row) => row.id === id) };
}

const MOST_QUEUED = 1_000;

/** The ids of proposals that an evaluator was asked to assess in these bodies and has not yet, the oldest first. */
export async function askedOf(db: Db, evaluatorId: string, bodies: readonly string[], limit: number) {
  if (bodies.length === 0) return [];
  return across(db)
    .selectFrom('proposal_evaluation')
    .innerJoin('proposal', (join) =>
      join
        .onRef('proposal.institution_id', '=', 'proposal_evaluation.institution_id')
        .onRef('proposal.id', '=', 'proposal_evaluation.proposal_id'),
    )
    .select(['proposal.institution_id as institutionId', 'proposal.id', 'proposal.reference', 'proposal.title'])
    .where('proposal_evaluation.evaluator_id', '=', evaluatorId)
    .where('proposal_evaluation.state', '=', 'asked')
    .where('proposal.standing', '=', 'shown')
    .where('proposal.institution_id', 'in', bodies)
    .orderBy('proposal_evaluation.asked_at')
    .limit(limit)
    .execute();
}
