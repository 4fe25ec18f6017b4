import { z } from 'zod';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { SHEET_LIMITS } from '#platform/sheets/sheet.ts';
import { writePlan } from '../access.ts';
import { type PlanRowChange, readPlanSheet } from '../file/plan-sheet-read.ts';
import { type Cells, changedCells } from '../plan-cells.ts';
import type { DraftedCommitment } from '../plan-draft.ts';
import { keepEntry, newReference } from '../plan-entries.ts';
import { draftTarget, lockedDraft } from '../plan-input.ts';
import type { LoadedDraft, PlanDraft } from '../queries/plan-drafts.ts';

export const importPlanSheetInput = z.object({
  draft: z.string().max(120),
  sheet: z.object({
    name: z.string().max(200),
    rows: z
      .array(z.object({ number: z.number().int(), cells: z.array(z.string().max(40_000)).max(SHEET_LIMITS.columns) }))
      .max(SHEET_LIMITS.rows),
  }),
});

type Input = z.infer<typeof importPlanSheetInput>;

export type ImportedPlanSheet = { draft: string; rows: number; changed: number; added: number };

/** How many faults one answer tells. */
const MOST_FAULTS = 100;

/**
 * Writes a file of the plan into its draft, all of it or nothing: every cell is checked first. Nothing is published. A file as it was
 * downloaded changes nothing; rows without an id are new; rows that are missing stay.
 */
export const importPlanSheet = defineAction<Input, PlanDraft, ImportedPlanSheet>({
  name: 'commitments.import-plan-sheet',
  input: importPlanSheetInput,
  target: draftTarget,
  access: writePlan,
  event: 'plan.sheet-imported',
  record: ({ draft }, { institutionId }, result) => {
    const { changed, added } = result as ImportedPlanSheet;
    return { subject: draft, institutionId, detail: { changed, added } };
  },
  async run(context, { sheet }, draft): Promise<ImportedPlanSheet> {
    const loaded = await lockedDraft(context, draft);
    const { rows, changes, faults } = readPlanSheet(sheet, loaded.drafted, loaded.version);
    if (faults.length > 0) throw new InvalidInput(faults.slice(0, MOST_FAULTS));
    const made = new Map<number, DraftedCommitment>();
    for (const change of changes) {
      if ('thing' in change) {
        const { thing } = change;
        await keepEntry(context, draft, { thing, cells: changedCells(thing.before ?? {}, change.cells) });
      } else await addRow(context, draft, loaded, change, made);
    }
    context.touch(`plan-draft:${draft.reference}`);
    const added = changes.filter((one) => !('thing' in one)).length;
    return { draft: draft.reference, rows, changed: changes.length - added, added };
  },
});

/** Keeps a new commitment, or a new milestone under one that is there or was made of an earlier row. */
async function addRow(
  context: ActionContext,
  draft: PlanDraft,
  loaded: LoadedDraft,
  change: Exclude<PlanRowChange, { thing: unknown }>,
  made: Map<number, DraftedCommitment>,
): Promise<void> {
  const { kind, under, row } = change;
  const { commitments } = loaded.drafted;
  const parent = typeof under === 'number' ? made.get(under) : commitments.find((one) => one.reference === under);
  const reference = await newReference(context.db, draft, loaded, kind === 'milestone' ? parent : undefined);
  const siblings: { thing: { number: number } }[] = kind === 'milestone' && parent ? parent.milestones : commitments;
  const next = Math.max(0, ...siblings.map((one) => one.thing.number)) + 1;
  const cells: Cells = { number: String(next), ...change.cells };
  const thing = { kind, reference, state: 'added', revision: 0, before: null } as const;
  await keepEntry(context, draft, {
    thing,
    cells,
    commitment: kind === 'milestone' ? (parent?.reference ?? null) : null,
  });
  const drafted = { ...thing, cells, thing: { reference, number: Number(cells.number), title: {} } };
  if (kind === 'milestone') parent?.milestones.push(drafted as never);
  else {
    const commitment = { ...drafted, milestones: [] } as unknown as DraftedCommitment;
    commitments.push(commitment);
    made.set(row, commitment);
  }
}
