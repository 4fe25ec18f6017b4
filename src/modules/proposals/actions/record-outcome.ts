import { z } from 'zod';
import { followFor } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { triageProposals } from '../access.ts';
import { authorsOf, tellOf, touchProposal } from '../appear.ts';
import { blank, date, officialText, reference } from '../input.ts';
import { OUTCOME_KINDS } from '../proposal.ts';
import type { Proposal } from '../queries/proposals.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({
  proposal: reference,
  kind: z.enum(OUTCOME_KINDS, 'proposals.fault.choose'),
  /** Reference of the commitment, number of the decision or of the budget line. */
  target: z.preprocess(blank, z.string().trim().max(120).optional()),
  words: officialText(2_000),
  on: date,
});

/** What an answered proposal became, or the next step on its way: its authors and followers are told each time. */
export const recordOutcome = defineAction<z.infer<typeof input>, Proposal, { id: string }>({
  name: 'proposals.record-outcome',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: triageProposals,
  event: 'proposal.outcome-recorded',
  record: ({ kind, target }, { reference: subject, institutionId }) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: { kind, ...(target ? { target } : {}) },
  }),
  run: async (context, { kind, target, words, on }, asked) => {
    const { db, now, offers, today } = context;
    const proposal = await lockProposal(db, asked);
    if (!['accepted', 'partly-accepted', 'already-planned'].includes(proposal.state))
      throw new Conflict('proposals.refusal.not-accepted');
    if (on > today) throw new InvalidInput([{ pointer: '/on', key: 'proposals.fault.future' }]);
    if (kind !== 'step' && !target) throw new InvalidInput([{ pointer: '/target', key: 'proposals.fault.target' }]);
    if (kind === 'commitment') {
      // The room of commitments says which of them are public, by the plug that all rooms share.
      const commitments = offers.subjects.find((subject) => subject.kind === 'commitment');
      const found = await commitments?.find(db, target ?? '');
      if (!found) throw new InvalidInput([{ pointer: '/target', key: 'proposals.fault.target' }]);
      // Whoever proposed it hears of each later step of the commitment, until they say that they want to hear no more.
      await followFor(context, await authorsOf(db, proposal), { kind: 'commitment', found });
    }
    const id = newId();
    await within(db, proposal.institutionId)
      .insert('proposal_outcome', {
        id,
        proposal_id: proposal.id,
        kind,
        target: kind === 'step' ? '' : (target ?? ''),
        words: json(words),
        on_date: on,
        recorded_at: now,
      })
      .execute();
    touchProposal(context, proposal);
    await tellOf(context, proposal, 'proposals.notice.outcome', { authors: true });
    return { id };
  },
});
