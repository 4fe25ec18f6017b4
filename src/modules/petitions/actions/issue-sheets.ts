import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { issueSheets as mayIssue } from '../access.ts';
import type { Petition } from '../queries/petitions.ts';
import { SHEETS_AT_ONCE } from '../sheet.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  sheets: z.coerce
    .number('petitions.fault.sheets')
    .int('petitions.fault.sheets')
    .min(1, 'petitions.fault.sheets')
    .max(SHEETS_AT_ONCE, 'petitions.fault.sheets'),
});

type Issued = { from: number; to: number; reference: string };

/** The most sheets of one petition: twelve thousand lines. */
const MOST = 1_000;

/** Gives numbers to paper sheets, so that each can be told from the others: they are printed afterwards. Refuses what is not open (409). */
export const issueSheets = defineAction<z.infer<typeof input>, Petition, Issued>({
  name: 'petitions.issue-sheets',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: mayIssue,
  event: 'petition.sheets-issued',
  record: (_input, petition, result) => {
    const { from, to } = result as Issued;
    return { subject: `petition:${petition.reference}`, institutionId: petition.institutionId, detail: { from, to } };
  },
  run: async ({ db, now }, { sheets }, { institutionId, id, state, reference }) => {
    if (state !== 'open') throw new Conflict('petitions.refusal.closed');
    const here = within(db, institutionId);
    // Whoever issues sheets at the same moment waits, and goes on counting.
    await here.selectFrom('petition').select('id').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    const counted = await here
      .selectFrom('petition_sheet')
      .select(({ fn }) => fn.max<number | null>('number').as('last'))
      .where('petition_id', '=', id)
      .executeTakeFirstOrThrow();
    const last = counted.last ?? 0;
    if (last + sheets > MOST) throw new Conflict('petitions.refusal.too-many-sheets');
    const rows = Array.from({ length: sheets }, (_, index) => ({
      petition_id: id,
      number: last + 1 + index,
      state: 'issued' as const,
      issued_at: now,
      counted_at: null,
    }));
    await here.insert('petition_sheet', rows).execute();
    return { from: last + 1, to: last + sheets, reference };
  },
});
