import { sql } from 'kysely';
import { closeItem } from '#core/moderation/index.ts';
import { across, type Tx } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing } from '#platform/module.ts';
import { AMENDMENT } from './amendments.ts';
import { forgetFiles } from './files.ts';
import { amendmentsBy } from './queries/amendments.ts';
import { proposalsBy } from './queries/proposals.ts';
import { PROPOSAL } from './search.ts';
import './tables.ts';

/** Proposals, who wrote them and who supports them: declared to the CNDP. */
export const proposalProcessing: Processing = {
  kind: 'proposals.proposals',
  purpose: 'proposals.processing.purpose',
  regime: 'declaration',
  data: 'proposals.processing.data',
  recipients: 'proposals.processing.recipients',
  retention: 'proposals.processing.retention',
};

async function written(tx: Tx, personId: string): Promise<{ institutionId: string; reference: string }[]> {
  return across(tx)
    .selectFrom('proposal')
    .select(['institution_id as institutionId', 'reference'])
    .where('author_id', '=', personId)
    .execute();
}

/** What somebody proposed, what they support, and the work an official did on proposals. */
export const ownProposals: PersonalDataSource = {
  name: 'proposals.personal.title',
  async export(db, personId) {
    const proposals = await proposalsBy(db, personId);
    const supported = await across(db)
      .selectFrom('proposal_support')
      .innerJoin('proposal', (join) =>
        join
          .onRef('proposal.institution_id', '=', 'proposal_support.institution_id')
          .onRef('proposal.id', '=', 'proposal_support.proposal_id'),
      )
      .select(['proposal.reference', 'proposal_support.supported_at as supportedAt'])
      .where('proposal_support.person_id', '=', personId)
      .orderBy('proposal_support.supported_at')
      .execute();
    const evaluated = await across(db)
      .selectFrom('proposal_evaluation')
      .innerJoin('proposal', (join) =>
        join
          .onRef('proposal.institution_id', '=', 'proposal_evaluation.institution_id')
          .onRef('proposal.id', '=', 'proposal_evaluation.proposal_id'),
      )
      .select(['proposal.reference', 'proposal_evaluation.state', 'scores', 'opinion'])
      .where('evaluator_id', '=', personId)
      .execute();
    const amendments = await amendmentsBy(db, personId);
    const supportedAmendments = await across(db)
      .selectFrom('proposal_amendment_support')
      .select(['amendment_id as amendment', 'supported_at as supportedAt'])
      .where('person_id', '=', personId)
      .orderBy('supported_at')
      .execute();
    const notes = await across(db)
      .selectFrom('proposal_note')
      .select(['body', 'written_at as writtenAt'])
      .where('author_id', '=', personId)
      .execute();
    return {
      proposals: proposals.map(
        ({ reference, standing, state, title, body, answers, place, territory, submittedAt }) => ({
          reference,
          standing,
          state,
          title,
          body,
          answers,
          place,
          territory,
          submittedAt,
        }),
      ),
      supported,
      amendments: amendments.map(({ id, standing, state, title, body, reasons, writtenAt }) => ({
        id,
        standing,
        state,
        title,
        body,
        reasons,
        writtenAt,
      })),
      supportedAmendments,
      evaluated,
      notes,
    };
  },
  /** Drafts go. What was public stays under "former member", because others supported and answered it; supports stay counted, unnamed. */
  async close(tx, personId) {
    const drafts = await across(tx)
      .selectFrom('proposal')
      .select(['institution_id', 'id', 'reference', 'standing'])
      .where('author_id', '=', personId)
      .where('standing', 'in', ['draft', 'held'])
      .execute();
    for (const draft of drafts) {
      await sql`update proposal set standing = 'withdrawn', title = '{}', body = '{}', words = '', terms = '{}', place = null,
          answers = '{}'
        where institution_id = ${draft.institution_id} and id = ${draft.id}`.execute(tx);
      await sql`delete from proposal_version where institution_id = ${draft.institution_id} and proposal_id = ${draft.id}`.execute(
        tx,
      );
      await closeItem(tx, { institutionId: draft.institution_id, kind: PROPOSAL, id: draft.reference });
    }
    for (const own of await written(tx, personId)) {
      // What waits for a moderator has been seen by nobody: it goes.
      await forgetFiles(tx, own);
    }
    // What waits unseen goes; what was public stays, like a proposal.
    for (const held of (await amendmentsBy(tx, personId)).filter(({ standing }) => standing === 'held')) {
      await sql`update proposal_amendment set standing = 'withdrawn', title = '{}', body = '{}', reasons = ''
        where institution_id = ${held.institutionId} and id = ${held.id}`.execute(tx);
      await closeItem(tx, { institutionId: held.institutionId, kind: AMENDMENT, id: held.id });
    }
    const { rows: amended } = await sql<{ reference: string }>`
      update proposal_amendment set author_id = null, signed_as = 'former' from proposal
      where proposal_amendment.author_id = ${personId} and proposal.institution_id = proposal_amendment.institution_id
        and proposal.id = proposal_amendment.proposal_id
      returning proposal.reference`.execute(tx);
    await sql`update proposal_amendment_support set person_id = null where person_id = ${personId}`.execute(tx);
    const { rows } = await sql<{ reference: string }>`
      update proposal set author_id = null,
        signed_as = case when signed_as in ('name', 'pseudonym') then 'former' else signed_as end
      where author_id = ${personId} returning reference`.execute(tx);
    await sql`delete from proposal_coauthor where person_id = ${personId}`.execute(tx);
    await sql`update proposal_support set person_id = null where person_id = ${personId}`.execute(tx);
    await sql`update proposal_note set author_id = null where author_id = ${personId}`.execute(tx);
    return [
      {
        what: 'proposals.personal.kept',
        why: 'proposals.personal.kept-why',
        until: null,
        tags: ['proposals', ...[...rows, ...amended].map(({ reference }) => `proposal:${reference}`)],
      },
    ];
  },
};
