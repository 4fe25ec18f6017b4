import { sql } from 'kysely';
import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { judgeSignatures, lyingWith } from '../access.ts';
import { markTallied } from '../count-sheet.ts';
import { criterionInput, INVALIDATION_GROUNDS } from '../judging.ts';
import { isJudged } from '../petition.ts';
import { meantBy } from '../queries/judging.ts';
import type { Petition } from '../queries/petitions.ts';
import { moveCounters } from '../sign.ts';
import { findPetition } from '../target.ts';

const REASONS_LEAST = 10;
const REASONS_MOST = 2_000;

const input = z.object({
  petition: z.string().max(40),
  criterion: criterionInput,
  /** How many the preview showed: others that came since are looked at first. */
  expected: z.coerce.number().int().min(0),
  ground: z.enum(INVALIDATION_GROUNDS, 'petitions.fault.invalidation-ground'),
  /** Kept for the file, and told to whoever holds the receipt of such a signature. */
  reasons: z
    .string('petitions.fault.reasons-short')
    .trim()
    .min(REASONS_LEAST, 'petitions.fault.reasons-short')
    .max(REASONS_MOST, 'petitions.fault.refusal-long'),
});

type Done = { invalidation: string; signatures: number };

/**
 * Finds that signatures do not count, for a listed ground and with reasons that stay in the file. They leave the count and the next root;
 * nothing is said to whoever signed until they look at their receipt. Refuses when the criterion means other signatures than were shown,
 * or none (409).
 */
export const invalidateSignatures = defineAction<z.infer<typeof input>, Petition, Done>({
  name: 'petitions.invalidate-signatures',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: judgeSignatures,
  event: 'petition.signatures-invalidated',
  record: ({ ground }, petition, result) => ({
    subject: `petition:${petition.reference}`,
    institutionId: lyingWith(petition),
    detail: { ground, ...(result as Done) },
  }),
  run: async (context, { criterion, expected, ground, reasons }, petition) => {
    const { db, now, touch } = context;
    const { institutionId, id: petitionId, reference } = petition;
    if (!isJudged(petition)) throw new Conflict('petitions.refusal.not-judged');
    const meant = await meantBy(db, petition, criterion);
    if (meant.length === 0) throw new Conflict('petitions.refusal.none-meant');
    if (meant.length !== expected) throw new Conflict('petitions.refusal.others-meant');
    const invalidation = newId();
    await within(db, institutionId)
      .insert('petition_invalidation', {
        petition_id: petitionId,
        id: invalidation,
        ground,
        reasons,
        criterion: json(criterion),
        signatures: meant.length,
        at: now,
        undone_at: null,
        undone_reasons: null,
      })
      .execute();
    // Whoever took a signature back at this very moment is not counted twice.
    const { rows } = await sql<{ territory: string; channel: (typeof meant)[number]['channel'] }>`
      update petition_signature set state = 'invalidated', invalidation = ${invalidation}
      where institution_id = ${institutionId} and petition_id = ${petitionId} and state = 'counted'
        and id = any(${meant.map((one) => one.id)}::uuid[])
      returning territory, channel`.execute(db);
    if (rows.length !== expected) throw new Conflict('petitions.refusal.others-meant');
    await moveCounters(db, petition, rows, -1);
    await markTallied(context, petition);
    touch(`~petition-count:${reference}`);
    return { invalidation, signatures: rows.length };
  },
});
