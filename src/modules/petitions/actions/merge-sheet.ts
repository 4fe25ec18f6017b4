import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { collectSignatures } from '../access.ts';
import { countSheet } from '../count-sheet.ts';
import { takesOfficialEntries } from '../petition.ts';
import { type FoundSheet, findSheet, readingsOf } from '../queries/sheets.ts';
import { differingLines, mergedLines, SHEET_LINES } from '../sheet.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  sheet: z.number().int().min(1).max(100_000),
  /** The reading that is right, by the number of the line. */
  choices: z
    .array(z.object({ line: z.number().int().min(1).max(SHEET_LINES), reading: z.enum(['first', 'second']) }))
    .max(SHEET_LINES),
});

/**
 * Looks at the paper again where two readings differ, and says which is right; then the sheet counts. Refuses a differing line without a
 * choice (422) and a sheet that has no two readings (409).
 */
export const mergeSheet = defineAction<z.infer<typeof input>, FoundSheet, { accepted: number; rejected: number }>({
  name: 'petitions.merge-sheet',
  input,
  target: async (context, { petition: typed, sheet }) => {
    const petition = await findPetition(context, typed);
    return petition && findSheet(context.db, petition, sheet);
  },
  access: collectSignatures,
  event: 'petition.sheet-merged',
  record: ({ sheet, choices }, { petition }, result) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { sheet, choices, ...(result as object) },
  }),
  run: async (context, { sheet: number, choices }, found) => {
    const { db, around } = context;
    if (!takesOfficialEntries(found.petition)) throw new Conflict('petitions.refusal.closed');
    const sheet = await within(db, found.institutionId)
      .selectFrom('petition_sheet')
      .select('state')
      .where('petition_id', '=', found.petition.id)
      .where('number', '=', number)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const [first, second] = await readingsOf(db, around.keys, found);
    if (sheet.state !== 'differing' || !first || !second) throw new Conflict('petitions.refusal.sheet-merged');
    const chosen = new Map(choices.map(({ line, reading }) => [line, reading]));
    const lines = mergedLines(first.lines, second.lines, chosen);
    if (lines) return countSheet(context, found, lines);
    const missing = differingLines(first.lines, second.lines).filter((line) => !chosen.has(line));
    throw new InvalidInput(
      missing.map((line) => ({ pointer: `/line-${line}`, key: 'petitions.fault.line-choice', values: { line } })),
    );
  },
});
