import { z } from 'zod';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { InvalidInput, NotFound, Overtaken } from '#platform/errors.ts';
import { writePlan } from '../access.ts';
import { blankCommitment, blankMilestone } from '../plan-blank.ts';
import { type Cells, changedCells, missingCells, withCells } from '../plan-cells.ts';
import { type DraftedPlan, thingIn } from '../plan-draft.ts';
import { keepEntry, newReference } from '../plan-entries.ts';
import { cellsInput, draftTarget, entryInput, lockedDraft } from '../plan-input.ts';
import type { LoadedDraft, PlanDraft } from '../queries/plan-drafts.ts';

export const savePlanEntryInput = entryInput.extend({
  /** The commitment that a new milestone belongs to. */
  commitment: z.string().max(120).nullable().default(null),
  /** The revision it was written on; 0: nothing of it was in the draft. */
  revision: z.number().int().min(0),
  /** The cells that change; the others stay. */
  cells: cellsInput,
});

type Input = z.infer<typeof savePlanEntryInput>;

export type SavedEntry = { draft: string; kind: Input['kind']; reference: string; revision: number };

/**
 * Writes something of a draft: the plan itself, a commitment, a milestone. Refuses (409) when somebody else saved it since, and (422) cells
 * that cannot be read, each by its name. What is written as it stands is no change.
 */
export const savePlanEntry = defineAction<Input, PlanDraft, SavedEntry>({
  name: 'commitments.save-plan-entry',
  input: savePlanEntryInput,
  target: draftTarget,
  access: writePlan,
  event: 'plan.entry-saved',
  record: (_input, { institutionId }, result) => {
    const { reference, revision } = result as SavedEntry;
    return { subject: reference, institutionId, detail: { revision } };
  },
  async run(context, input, draft): Promise<SavedEntry> {
    const loaded = await lockedDraft(context, draft);
    const { kind } = input;
    const saved =
      input.reference === null
        ? await addEntry(context, draft, loaded, input)
        : await changeEntry(context, draft, loaded.drafted, { ...input, reference: input.reference });
    context.touch(`plan-draft:${draft.reference}`);
    return { draft: draft.reference, kind, ...saved };
  },
});

async function changeEntry(
  context: ActionContext,
  draft: PlanDraft,
  drafted: DraftedPlan,
  { kind, reference, revision, cells }: Input & { reference: string },
) {
  const thing = thingIn(drafted, kind, reference);
  if (!thing || thing.state === 'removed') throw new NotFound();
  if (thing.revision !== revision)
    throw new Overtaken('commitments.plan.overtaken', { yours: revision, now: thing.revision });
  check(kind, withCells(kind, thing.thing as never, cells).faults, { ...thing.cells, ...cells });
  const own = changedCells(thing.before ?? {}, { ...thing.cells, ...cells });
  return { reference, revision: await keepEntry(context, draft, { thing, cells: own }) };
}

async function addEntry(context: ActionContext, draft: PlanDraft, loaded: LoadedDraft, input: Input) {
  const { kind, cells } = input;
  if (kind === 'plan') throw new NotFound();
  const parent =
    kind === 'milestone' ? loaded.drafted.commitments.find((one) => one.reference === input.commitment) : undefined;
  if (kind === 'milestone' && (!parent || parent.state === 'removed')) throw new NotFound();
  const reference = await newReference(context.db, draft, loaded, parent);
  const siblings = parent ? parent.milestones : loaded.drafted.commitments;
  const number = Math.max(0, ...siblings.map((one) => one.thing.number)) + 1;
  const numbered: Cells = { number: String(number), ...withoutEmpty(cells) };
  const blank =
    kind === 'commitment' ? blankCommitment(reference, loaded.drafted.plan.thing) : blankMilestone(reference);
  check(kind, withCells(kind, blank as never, numbered).faults, numbered);
  const revision = await keepEntry(context, draft, {
    thing: { kind, reference, state: 'added', revision: 0, before: null },
    cells: numbered,
    commitment: parent?.reference ?? null,
  });
  return { reference, revision };
}

function check(kind: Input['kind'], faults: ReturnType<typeof missingCells>, cells: Cells): void {
  const missing = missingCells(kind, cells).filter(({ pointer }) => !faults.some((one) => one.pointer === pointer));
  if (faults.length + missing.length > 0) throw new InvalidInput([...faults, ...missing]);
}

const withoutEmpty = (cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([, words]) => words !== ''));
