import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { triageProposals } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { officialText, reference } from '../input.ts';
import type { Proposal } from '../queries/proposals.ts';
import { recount } from '../supports.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({
  proposal: reference,
  /** The hour of the burst, as the report names it. */
  hour: z.iso.datetime('proposals.fault.date'),
  reasons: officialText(2_000),
});

/**
 * Takes out of the count the supports of one hour by accounts that were made in that very hour: what people do who support by many
 * accounts. The reasons are public, and so is the number.
 */
export const refuseSupports = defineAction<z.infer<typeof input>, Proposal, { refused: number }>({
  name: 'proposals.refuse-supports',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: triageProposals,
  event: 'proposal.supports-refused',
  record: ({ hour }, { reference: subject, institutionId }, result) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: { hour, ...(result as { refused: number }) },
  }),
  run: async (context, { hour, reasons }, target) => {
    const { db } = context;
    const proposal = await lockProposal(db, target);
    const { rows } = await sql`
      update proposal_support set excluded_because = ${json(reasons)} from person
      where institution_id = ${proposal.institutionId} and proposal_id = ${proposal.id} and excluded_because is null
        and person.id = proposal_support.person_id
        and date_trunc('hour', supported_at, 'UTC') = date_trunc('hour', ${hour}::timestamptz, 'UTC')
        and date_trunc('hour', person.created_at, 'UTC') = date_trunc('hour', ${hour}::timestamptz, 'UTC')
      returning 1`.execute(db);
    if (rows.length === 0) throw new Conflict('proposals.refusal.no-supports');
    await recount(db, proposal);
    touchProposal(context, proposal);
    return { refused: rows.length };
  },
});
