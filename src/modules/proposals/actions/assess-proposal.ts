import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput, NotAllowed } from '#platform/errors.ts';
import { evaluateProposals } from '../access.ts';
import { CRITERIA, SCORE_MAX } from '../proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { findProposal } from '../target.ts';

const score = z.coerce.number('proposals.fault.score').int().min(0).max(SCORE_MAX);

const input = z.object({
  proposal: z.string().max(40),
  /** True: the evaluator has an interest of their own in it and steps back; nothing else is then asked. */
  conflict: z.boolean().default(false),
  /** From 0 to 4 for each criterion. */
  scores: z.partialRecord(z.enum(CRITERIA), score).default({}),
  opinion: z.string().trim().max(4_000, 'proposals.fault.text-long').default(''),
});

/** An official who was asked assesses a proposal by the rubric, or steps back because of an interest of their own. */
export const assessProposal = defineAction<z.infer<typeof input>, Proposal>({
  name: 'proposals.assess-proposal',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: evaluateProposals,
  event: 'proposal.assessed',
  record: ({ conflict }, { reference, institutionId }) => ({
    subject: `proposal:${reference}`,
    institutionId,
    detail: { conflict },
  }),
  run: async ({ db, actor, now }, { conflict, scores, opinion }, proposal) => {
    if (actor.kind !== 'person') throw new NotAllowed();
    const missing = conflict ? [] : CRITERIA.filter((criterion) => scores[criterion] === undefined);
    if (missing.length > 0)
      throw new InvalidInput(missing.map((one) => ({ pointer: `/scores/${one}`, key: 'proposals.fault.score' })));
    const done = await within(db, proposal.institutionId)
      .updateTable('proposal_evaluation')
      .set({
        state: conflict ? 'conflict' : 'done',
        scores: json(conflict ? {} : scores),
        opinion: conflict ? '' : opinion,
        done_at: now,
      })
      .where('proposal_id', '=', proposal.id)
      .where('evaluator_id', '=', actor.id)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) === 0) throw new NotAllowed('proposals.refusal.not-asked');
  },
});
