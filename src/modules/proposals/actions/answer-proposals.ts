import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { triageProposals } from '../access.ts';
import { tellOf, touchProposal } from '../appear.ts';
import { blank, id, officialText, reference } from '../input.ts';
import { ANSWER_STATES } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { evaluationsOf } from '../queries/triage.ts';
import { findCall, findProposal, lockProposal } from '../target.ts';

const input = z.object({
  call: id,
  proposals: z.array(reference).min(1, 'proposals.fault.none-chosen').max(200),
  state: z.enum(ANSWER_STATES, 'proposals.fault.state'),
  /** Why, for everybody to read. */
  reasons: officialText(6_000),
  /** The slug of the competent body, when it is forwarded. */
  forwardTo: z.preprocess(blank, z.string().max(100).optional()),
});

type Input = z.infer<typeof input>;

/** The answers given together, by which they can be undone together. */
export type Answered = { batch: string; answered: string[] };

/**
 * The body answers one proposal or many at once, with reasons for everybody to read. Authors and followers hear of it. A later answer takes
 * the place of an earlier one.
 */
export const answerProposals = defineAction<Input, ProposalCall, Answered>({
  name: 'proposals.answer-proposals',
  input,
  target: (context, { call }) => findCall(context, call),
  access: triageProposals,
  event: 'proposals.answered',
  record: ({ proposals, state }, call, result) => ({
    subject: `proposal-call:${call.id}`,
    institutionId: call.institutionId,
    detail: { proposals, state, batch: (result as Answered).batch },
  }),
  run: async (context, given, call) => {
    const { db, actor, now, tenant } = context;
    const { institutionId } = call;
    const forwardedTo = await competentBody(context, institutionId, given);
    const batch = newId();
    const answered: string[] = [];
    for (const typed of [...new Set(given.proposals)].sort()) {
      const found = await findProposal({ db, tenant }, typed);
      if (found?.callId !== call.id || found.standing !== 'shown')
        throw new InvalidInput([{ pointer: '/proposals', key: 'proposals.fault.not-answerable' }]);
      const proposal = await lockProposal(db, found);
      const evaluations = await evaluationsOf(db, proposal);
      // Whoever stepped back does not decide either.
      if (
        actor.kind === 'person' &&
        evaluations.some((one) => one.state === 'conflict' && one.evaluatorId === actor.id)
      )
        throw new Conflict('proposals.refusal.conflict', { reference: proposal.reference });
      await within(db, institutionId)
        .insert('proposal_answer', {
          id: newId(),
          proposal_id: proposal.id,
          state: given.state,
          before: proposal.state,
          reasons: json(given.reasons),
          forwarded_to: forwardedTo,
          batch_id: batch,
          answered_at: now,
          undone_at: null,
        })
        .execute();
      await within(db, institutionId)
        .updateTable('proposal')
        .set({ state: given.state })
        .where('id', '=', proposal.id)
        .execute();
      touchProposal(context, proposal);
      await tellOf(context, proposal, 'proposals.notice.answered', { authors: true });
      answered.push(proposal.reference);
    }
    return { batch, answered };
  },
});

async function competentBody(
  { db }: { db: Parameters<typeof institutionBySlug>[0] },
  institutionId: string,
  { state, forwardTo }: Pick<Input, 'state' | 'forwardTo'>,
): Promise<string | null> {
  if (state !== 'forwarded') return null;
  const body = forwardTo ? await institutionBySlug(db, forwardTo) : undefined;
  if (!body || body.id === institutionId || body.state !== 'active')
    throw new InvalidInput([{ pointer: '/forwardTo', key: 'proposals.fault.forward-to' }]);
  return body.id;
}
