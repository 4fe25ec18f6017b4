import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { recordProposals } from '../access.ts';
import { appear } from '../appear.ts';
import { blank, id, proposalInput } from '../input.ts';
import { ASSISTED_CHANNELS } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { checkProcessing, checkWords, insertProposal } from '../send.ts';
import { findCall } from '../target.ts';

const line = (most: number) => z.preprocess(blank, z.string().trim().max(most, 'proposals.fault.text-long').optional());

const input = proposalInput.extend({
  call: id,
  channel: z.enum(ASSISTED_CHANNELS, 'proposals.fault.channel'),
  /** The meeting that made it, or the name of the person if they want to be named. */
  signature: line(200),
  /** Whether that person said so: without it nobody is named. */
  consent: z.boolean().default(false),
  /** Where the paper is kept. */
  paper: line(200),
});

type Input = z.infer<typeof input>;

/** An official writes down what somebody brings to a counter, a meeting agreed on, or sends on paper or by SMS: with the same rights. */
export const recordProposal = defineAction<Input, ProposalCall, { reference: string }>({
  name: 'proposals.record-proposal',
  input,
  target: (context, { call }) => findCall(context, call),
  access: recordProposals,
  event: 'proposal.recorded',
  record: ({ channel }, call, result) => ({
    subject: `proposal:${(result as { reference: string }).reference}`,
    institutionId: call.institutionId,
    detail: { channel },
  }),
  run: async (context, given, call) => {
    // Papers arrive after the last day: they are taken until the call is closed.
    if (call.closedAt !== null || context.today < call.opensOn) throw new Conflict('proposals.refusal.call-closed');
    await checkProcessing(context, call);
    await checkWords(context, call, given, { needed: false });
    const isMeeting = given.channel === 'meeting';
    if (isMeeting && !given.signature)
      throw new InvalidInput([{ pointer: '/signature', key: 'proposals.fault.meeting' }]);
    const proposal = await insertProposal(context, call, {
      words: given,
      authorId: null,
      signedAs: isMeeting ? 'meeting' : 'assisted',
      signature: isMeeting || given.consent ? given.signature : undefined,
      paper: given.paper,
      channel: given.channel,
      standing: 'shown',
    });
    await appear(context, proposal, { tell: true });
    return { reference: proposal.reference };
  },
});
