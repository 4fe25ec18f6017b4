import { z } from 'zod';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { collectSignatures } from '../access.ts';
import { countSheet } from '../count-sheet.ts';
import { signatureProcessing } from '../personal-data.ts';
import { takesOfficialEntries } from '../petition.ts';
import { type FoundSheet, findSheet, READING, readingName, readingsOf } from '../queries/sheets.ts';
import { differingLines, lineInput, readLines, SHEET_LINES } from '../sheet.ts';
import { provincesOf } from '../sign.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  sheet: z.number().int().min(1).max(100_000),
  lines: z.array(lineInput).max(SHEET_LINES),
});

/** `counted`: two officials read the same; `differing`: they did not; `read-once`: a second one is needed. */
export type SheetRecorded = { outcome: 'read-once' | 'differing' | 'counted'; accepted: number; rejected: number };

/**
 * An official types what stands on a paper sheet. The first reading waits for a second by another official, who does not see it; when both
 * are alike the sheet counts at once. Whoever reads alone may read again in the place of the first time. Refuses lines that are not
 * complete (422), a sheet that has counted and a third reading (409).
 */
export const recordSheet = defineAction<z.infer<typeof input>, FoundSheet, SheetRecorded>({
  name: 'petitions.record-sheet',
  input,
  target: async (context, { petition: typed, sheet }) => {
    const petition = await findPetition(context, typed);
    return petition && findSheet(context.db, petition, sheet);
  },
  access: collectSignatures,
  event: 'petition.sheet-read',
  record: ({ sheet }, { petition }, result) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { sheet, ...(result as SheetRecorded) },
  }),
  run: async (context, { sheet: number, lines: typed }, { petition }) => {
    const { db, actor, now, around } = context;
    const { institutionId, id, level } = petition;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (!takesOfficialEntries(petition)) throw new Conflict('petitions.refusal.closed');
    if (!(await isProcessingOpen(db, institutionId, signatureProcessing.kind, modeOf(around))))
      throw new NotAllowed('petitions.refusal.processing');
    const here = within(db, institutionId);
    // Two officials may send at one moment: the second waits for what the first did.
    const sheet = await here
      .selectFrom('petition_sheet')
      .select('state')
      .where('petition_id', '=', id)
      .where('number', '=', number)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (sheet.state !== 'issued' && sheet.state !== 'read-once') throw new Conflict('petitions.refusal.sheet-read');
    const provinces = level === 'region' ? await provincesOf(db, institutionId) : undefined;
    const { lines, faults } = readLines(
      typed,
      provinces?.map(({ code }) => code),
    );
    if (faults.length > 0) throw new InvalidInput(faults);
    const found: FoundSheet = { petition, institutionId, number, state: sheet.state };
    const [first] = await readingsOf(db, around.keys, found);
    const reading = first && first.officialId !== actor.id ? 2 : 1;
    const sealed = around.keys.seal(READING, JSON.stringify(lines), readingName(id, number, reading));
    await here
      .insert('petition_sheet_reading', {
        petition_id: id,
        number,
        reading,
        official_id: actor.id,
        sealed,
        read_at: now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['institution_id', 'petition_id', 'number', 'reading'])
          .doUpdateSet({ sealed, official_id: actor.id, read_at: now }),
      )
      .execute();
    if (reading === 2 && first && differingLines(first.lines, lines).length === 0)
      return { outcome: 'counted', ...(await countSheet(context, found, lines)) };
    const outcome = reading === 2 ? 'differing' : 'read-once';
    await here
      .updateTable('petition_sheet')
      .set({ state: outcome })
      .where('petition_id', '=', id)
      .where('number', '=', number)
      .execute();
    return { outcome, accepted: 0, rejected: 0 };
  },
});
