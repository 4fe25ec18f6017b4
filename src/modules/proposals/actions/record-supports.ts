import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { recordProposals } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { date, reference } from '../input.ts';
import { ASSISTED_CHANNELS, SHEET_MAX } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { checkProcessing } from '../send.ts';
import { sheetsOf } from '../sheets.ts';
import { recount } from '../supports.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({
  proposal: reference,
  channel: z.enum(ASSISTED_CHANNELS, 'proposals.fault.channel'),
  /** How many people support it there. */
  supports: z.coerce
    .number('proposals.fault.supports')
    .int('proposals.fault.supports')
    .min(1, 'proposals.fault.supports')
    .max(SHEET_MAX, 'proposals.fault.supports'),
  /** The reference under which the paper is kept. */
  paper: z.string().trim().min(1, 'proposals.fault.paper').max(200, 'proposals.fault.text-long'),
  on: date,
});

/**
 * An official enters how many people support a proposal on a paper, at a counter, in a meeting or by SMS, with the reference of the paper
 * that is kept; names are not. The same paper is taken once.
 */
export const recordSupports = defineAction<z.infer<typeof input>, Proposal, { sheet: string; supports: number }>({
  name: 'proposals.record-supports',
  input,
  target: async (context, { proposal }) => {
    const found = await findProposal(context, proposal);
    return found?.standing === 'shown' ? found : undefined;
  },
  access: recordProposals,
  event: 'proposal.supports-recorded',
  record: ({ channel, supports, paper }, { reference: subject, institutionId }, result) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: { channel, supports, paper, sheet: (result as { sheet: string }).sheet },
  }),
  run: async (context, { channel, supports, paper, on }, target) => {
    const { db, now, today } = context;
    const proposal = await lockProposal(db, target);
    const call = await callById(db, proposal.callId);
    // Papers arrive after the last day: they are taken until the call is closed.
    if (!call || call.closedAt !== null || proposal.standing !== 'shown' || today < call.opensOn)
      throw new Conflict('proposals.refusal.call-closed');
    await checkProcessing(context, call);
    if (on > today) throw new InvalidInput([{ pointer: '/on', key: 'proposals.fault.future' }]);
    if (on < call.opensOn || on > call.closesOn)
      throw new InvalidInput([{ pointer: '/on', key: 'proposals.fault.outside-call' }]);
    const same = (await sheetsOf(db, proposal)).some(
      (one) => one.struckBecause === null && one.channel === channel && one.paper.toLowerCase() === paper.toLowerCase(),
    );
    if (same) throw new InvalidInput([{ pointer: '/paper', key: 'proposals.fault.same-paper' }]);
    const sheet = newId();
    await within(db, proposal.institutionId)
      .insert('proposal_sheet', {
        proposal_id: proposal.id,
        id: sheet,
        channel,
        supports,
        paper,
        taken_on: on,
        recorded_at: now,
        struck_because: null,
      })
      .execute();
    await recount(db, proposal);
    touchProposal(context, proposal);
    return { sheet, supports: proposal.supports + supports };
  },
});
