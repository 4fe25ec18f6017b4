import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { recordProposals } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { id, officialText, reference } from '../input.ts';
import { type Proposal, proposalsById } from '../queries/proposals.ts';
import { recount } from '../supports.ts';
import { findProposal } from '../target.ts';

const input = z.object({ proposal: reference, sheet: id, reasons: officialText(2_000) });

/** Takes a sheet of supports out of the count, with reasons: everywhere it was carried to by a merger or a split. */
export const refuseSheet = defineAction<z.infer<typeof input>, Proposal, { struck: number }>({
  name: 'proposals.refuse-sheet',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: recordProposals,
  event: 'proposal.sheet-struck',
  record: ({ sheet }, { reference: subject, institutionId }) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: { sheet },
  }),
  run: async (context, { sheet, reasons }, { institutionId, id: proposalId }) => {
    const { db } = context;
    // In one order, so that two who strike do not wait for each other in circles.
    const { rows: holders } = await sql<{ id: string }>`
      select id from proposal where institution_id = ${institutionId} and id in
        (select proposal_id from proposal_sheet where institution_id = ${institutionId} and id = ${sheet})
      order by id for update`.execute(db);
    if (!holders.some((one) => one.id === proposalId)) throw new NotFound();
    const { rows } = await sql<{ supports: number }>`
      update proposal_sheet set struck_because = ${json(reasons)}
      where institution_id = ${institutionId} and id = ${sheet} and struck_because is null
      returning supports`.execute(db);
    if (rows.length === 0) throw new Conflict('proposals.refusal.no-sheet');
    const proposals = await proposalsById(
      db,
      holders.map((one) => one.id),
    );
    for (const proposal of proposals.values()) {
      await recount(db, proposal);
      touchProposal(context, proposal);
    }
    return { struck: rows[0]?.supports ?? 0 };
  },
});
