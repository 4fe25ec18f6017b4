import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { examinePetition } from '../access.ts';
import { CONDITIONS, conditionsOf } from '../council.ts';
import { petitionReference } from '../council-input.ts';
import { type Filed, findFiled } from '../move-filed.ts';

const EVIDENCE_MAX = 500;

const input = z.object({
  petition: petitionReference,
  checks: z
    .array(
      z.object({
        condition: z.enum(CONDITIONS),
        met: z.boolean(),
        /** What it was found by: a document, a count, a sample. */
        evidence: z.string().trim().max(EVIDENCE_MAX, 'petitions.fault.evidence-long'),
      }),
    )
    .max(CONDITIONS.length),
});

/** The bureau writes down what it found of each condition of the law, and by what. Conditions that are left out stay as they were. */
export const recordChecks = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.record-checks',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.checked',
  record: ({ checks }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
    detail: { checks: checks.map(({ condition, met }) => ({ condition, met })) },
  }),
  run: async ({ db, now, actor }, { checks }, { institutionId, id, level, state, council }) => {
    if (state !== 'filed') throw new Conflict('petitions.refusal.cannot-check');
    const conditions = conditionsOf(level, council.petitioner);
    const missing = checks.filter(({ evidence }) => evidence === '');
    if (missing.length > 0)
      throw new InvalidInput(
        missing.map(({ condition }) => ({
          pointer: `/evidence.${condition}`,
          key: 'petitions.fault.evidence-missing',
        })),
      );
    for (const { condition, met, evidence } of checks) {
      if (!conditions.includes(condition)) throw new Conflict('petitions.refusal.no-condition');
      const found = { met, evidence, checked_at: now, checked_by: actor.kind === 'person' ? actor.id : null };
      await within(db, institutionId)
        .insert('petition_check', { petition_id: id, condition, ...found })
        .onConflict((same) => same.columns(['institution_id', 'petition_id', 'condition']).doUpdateSet(found))
        .execute();
    }
  },
});
