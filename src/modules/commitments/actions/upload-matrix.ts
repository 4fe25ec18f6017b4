import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { SHEET_LIMITS } from '#platform/sheets/sheet.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, seeMatrix } from '../access.ts';
import { readMatrix } from '../file/matrix-read.ts';
import { knownMatrix } from '../queries/matrix-known.ts';
import { planScope, type ScopedPlan } from '../queries/matrix-scope.ts';

export const uploadMatrixInput = z.object({
  /** The plan's id in public addresses. */
  plan: z.string().max(120),
  /** What the file is called. */
  name: z.string().max(300),
  sheet: z.object({
    name: z.string().max(200),
    rows: z
      .array(z.object({ number: z.number().int(), cells: z.array(z.string().max(40_000)).max(SHEET_LIMITS.columns) }))
      .max(SHEET_LIMITS.rows),
  }),
});

type Input = z.infer<typeof uploadMatrixInput>;

/** `id` is null when the file changes nothing. */
export type UploadedMatrix = { id: string | null; plan: string; rows: number; changed: number };

/** How many faults one answer tells; a file with more of them is told so. */
const MOST_FAULTS = 100;

/**
 * Reads a matrix that was filled in elsewhere: every cell is checked before anything is kept. Nothing of the matrix changes yet: what the
 * file would change waits to be looked at and applied (`import-matrix`). A file as it was downloaded changes nothing.
 */
export const uploadMatrix = defineAction<Input, ScopedPlan, UploadedMatrix>({
  name: 'commitments.upload-matrix',
  input: uploadMatrixInput,
  target: ({ db, tenant }, { plan }) => planScope(db, plan, tenant?.id),
  access: seeMatrix,
  event: 'matrix.uploaded',
  record: ({ plan }, { institutionId }, result) => {
    const { rows, changed } = result as UploadedMatrix;
    return { subject: plan, institutionId, detail: { rows, changed } };
  },
  async run(context, input, plan): Promise<UploadedMatrix> {
    const { db, actor, now, today, around } = context;
    const mayAssign = holdsPower(actor, MANAGE, plan.institutionId);
    const known = await knownMatrix(db, { plan, today, around, mayAssign });
    const { rows, changes, faults } = readMatrix(input.sheet, known);
    if (faults.length > 0) throw new InvalidInput(shortened(faults));
    if (changes.length === 0) return { id: null, plan: plan.reference, rows, changed: 0 };
    const id = newId();
    await within(db, plan.institutionId)
      .insert('matrix_import', {
        id,
        plan_id: plan.planId,
        name: input.name,
        row_count: rows,
        changes: json(changes) as never,
        sent_by: actor.kind === 'person' ? actor.id : null,
        sent_at: now,
        applied_at: null,
      })
      .execute();
    return { id, plan: plan.reference, rows, changed: changes.length };
  },
});

function shortened(faults: InvalidInput['faults']): InvalidInput['faults'] {
  if (faults.length <= MOST_FAULTS) return faults;
  const more = { pointer: '/file', key: 'commitments.import.more-faults', values: { n: faults.length - MOST_FAULTS } };
  return [...faults.slice(0, MOST_FAULTS), more];
}
