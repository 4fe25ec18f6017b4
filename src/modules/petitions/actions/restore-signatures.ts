import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { judgeSignatures, lyingWith } from '../access.ts';
import { markTallied } from '../count-sheet.ts';
import { type Channel, isJudged } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { moveCounters } from '../sign.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  invalidation: z.uuid(),
  reasons: z
    .string('petitions.fault.reasons-short')
    .trim()
    .min(10, 'petitions.fault.reasons-short')
    .max(2_000, 'petitions.fault.refusal-long'),
});

/** Takes a finding back: its signatures count again, and both reasons stay in the file. Refuses one that was taken back already (409). */
export const restoreSignatures = defineAction<z.infer<typeof input>, Petition, { signatures: number }>({
  name: 'petitions.restore-signatures',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: judgeSignatures,
  event: 'petition.signatures-restored',
  record: ({ invalidation }, petition, result) => ({
    subject: `petition:${petition.reference}`,
    institutionId: lyingWith(petition),
    detail: { invalidation, ...(result as object) },
  }),
  run: async (context, { invalidation, reasons }, petition) => {
    const { db, now, touch } = context;
    const { institutionId, id: petitionId, reference } = petition;
    if (!isJudged(petition)) throw new Conflict('petitions.refusal.not-judged');
    const undone = await within(db, institutionId)
      .updateTable('petition_invalidation')
      .set({ undone_at: now, undone_reasons: reasons })
      .where('petition_id', '=', petitionId)
      .where('id', '=', invalidation)
      .where('undone_at', 'is', null)
      .executeTakeFirst();
    if (Number(undone.numUpdatedRows) === 0) throw new Conflict('petitions.refusal.undone');
    const { rows } = await sql<{ territory: string; channel: Channel }>`
      update petition_signature set state = 'counted', invalidation = null
      where institution_id = ${institutionId} and petition_id = ${petitionId} and state = 'invalidated'
        and invalidation = ${invalidation}
      returning territory, channel`.execute(db);
    await moveCounters(db, petition, rows, 1);
    await markTallied(context, petition);
    touch(`~petition-count:${reference}`);
    return { signatures: rows.length };
  },
});
