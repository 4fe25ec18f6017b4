import { z } from 'zod';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, Overtaken } from '#platform/errors.ts';
import { seeMatrix } from '../access.ts';
import type { RowImport } from '../file/matrix-read.ts';
import { changedRow } from '../matrix-row.ts';
import { lockCommitment, type MilestonePlace, touchCommitment } from '../milestone-report.ts';
import { type WaitingImport, waitingImport } from '../queries/matrix-imports.ts';
import { keepVersion, rowState } from '../row-versions.ts';

export const importMatrixInput = z.object({ import: z.uuid() });

type Input = z.infer<typeof importMatrixInput>;

export type ImportedMatrix = { plan: string; saved: number; assigned: number };

/**
 * Applies a file that was read (`upload-matrix`), all of it or nothing: each changed row gets its next version, which waits for its
 * publication; rows that it assigns are assigned. Refuses (409) when one of the rows was changed since the file was read, and when it was
 * applied already.
 */
export const importMatrix = defineAction<Input, WaitingImport, ImportedMatrix>({
  name: 'commitments.import-matrix',
  input: importMatrixInput,
  target: ({ db, tenant }, { import: id }) => waitingImport(db, id, tenant?.id),
  access: seeMatrix,
  event: 'matrix.imported',
  record: (_input, { institutionId }, result) => {
    const { plan, saved, assigned } = result as ImportedMatrix;
    return { subject: plan, institutionId, detail: { saved, assigned } };
  },
  async run(context, _input, waiting): Promise<ImportedMatrix> {
    const { db, now } = context;
    const own = within(db, waiting.institutionId);
    // Whoever presses the button twice waits here, and finds it applied.
    const still = await own
      .selectFrom('matrix_import')
      .select('applied_at')
      .where('id', '=', waiting.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (still.applied_at !== null) throw new Conflict('commitments.matrix.import.applied-already');
    const counts = { saved: 0, assigned: 0 };
    // In the order of their ids, as everybody locks them.
    for (const commitmentId of [...new Set(waiting.changes.map((one) => one.commitmentId))].sort())
      await applyCommitment(
        context,
        waiting,
        commitmentId,
        waiting.changes.filter((one) => one.commitmentId === commitmentId),
        counts,
      );
    await own.updateTable('matrix_import').set({ applied_at: now }).where('id', '=', waiting.id).execute();
    return { plan: waiting.plan.reference, ...counts };
  },
});

async function applyCommitment(
  context: ActionContext,
  waiting: WaitingImport,
  commitmentId: string,
  changes: readonly RowImport[],
  counts: { saved: number; assigned: number },
): Promise<void> {
  const own = within(context.db, waiting.institutionId);
  const placeOf = (change: RowImport): MilestonePlace => ({
    institution_id: waiting.institutionId,
    id: change.milestoneId,
    commitment_id: commitmentId,
    plan_id: waiting.plan.planId,
    reference: change.reference,
  });
  const [first] = changes;
  if (!first) return;
  const commitment = await lockCommitment(context, placeOf(first));
  let touched = false;
  for (const change of changes) {
    const place = placeOf(change);
    if (change.fields.length > 0) {
      const state = await rowState(context.db, place);
      if (state.version !== change.version)
        throw new Overtaken('commitments.matrix.import.overtaken', { id: change.reference, now: state.version });
      const content = changedRow(state.working, change.change);
      await keepVersion(context, place, state, { content, note: null });
      counts.saved += 1;
    }
    if (change.office === undefined && change.official === undefined) continue;
    await own
      .updateTable('milestone')
      .set({
        ...(change.office === undefined ? {} : { office_id: change.office }),
        ...(change.official === undefined ? {} : { official_id: change.official }),
        changed_at: context.now,
      })
      .where('id', '=', change.milestoneId)
      .execute();
    counts.assigned += 1;
    touched = true;
  }
  if (touched) await touchCommitment(context, placeOf(first), commitment.reference);
}
