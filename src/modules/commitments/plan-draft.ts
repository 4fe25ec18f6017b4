import type { Fault } from '#platform/errors.ts';
import type { PlanRecord } from './file/read.ts';
import { blankCommitment, blankMilestone } from './plan-blank.ts';
import {
  type Cells,
  type CommitmentThing,
  cellsOf,
  changedFields,
  type EntryState,
  type PlanChange,
  type PlanKind,
  type Things,
  withCells,
} from './plan-cells.ts';

/** A draft laid over the plan that stands: what it would be, and what would change. Pure. */

/** What a draft keeps of one thing. */
export type DraftEntry = {
  kind: PlanKind;
  reference: string;
  /** The reference of a milestone's commitment. */
  commitment: string | null;
  state: EntryState;
  cells: Cells;
  /** Counts how often it was saved: whoever saves names the one they began from. */
  revision: number;
};

/** A thing as the draft has it. `before`: its cells as they stand; null when it is new. */
export type Drafted<K extends PlanKind> = {
  kind: K;
  reference: string;
  state: EntryState | 'same';
  revision: number;
  before: Cells | null;
  cells: Cells;
  thing: Things[K];
};
export type DraftedCommitment = Drafted<'commitment'> & { milestones: Drafted<'milestone'>[] };
export type DraftedPlan = { plan: Drafted<'plan'>; commitments: DraftedCommitment[] };

/** The plan as the draft has it; `isNew`: nothing of it stands yet, `base` is blank. Things are in the order of their numbers. */
export function draftedPlan(base: PlanRecord, isNew: boolean, entries: readonly DraftEntry[]): DraftedPlan {
  const entryOf = (kind: PlanKind, reference: string) =>
    entries.find((one) => one.kind === kind && one.reference === reference);
  const addedTo = (kind: PlanKind, commitment: string | null, known: readonly { reference: string }[]) =>
    entries.filter(
      (one) =>
        one.kind === kind &&
        one.state === 'added' &&
        one.commitment === commitment &&
        !known.some(({ reference }) => reference === one.reference),
    );
  const { reference } = base.columns;
  const plan = drafted('plan', base.columns, entryOf('plan', reference), isNew);
  const stored = base.commitments.map(
    ({ columns, named, milestones }) => ({ thing: { ...columns, named }, milestones, isNew: false }) as const,
  );
  const added = addedTo(
    'commitment',
    null,
    base.commitments.map(({ columns }) => columns),
  ).map((entry) => ({ thing: blankCommitment(entry.reference, plan.thing), milestones: [], isNew: true }) as const);
  const commitments = [...stored, ...added].map(({ thing, milestones, isNew: own }): DraftedCommitment => {
    const all = [
      ...milestones.map((one) => ({ one, isNew: false })),
      ...addedTo('milestone', thing.reference, milestones).map((entry) => ({
        one: blankMilestone(entry.reference),
        isNew: true,
      })),
    ];
    return {
      ...drafted('commitment', thing as CommitmentThing, entryOf('commitment', thing.reference), own),
      milestones: inOrder(
        all.map(({ one, isNew: fresh }) => drafted('milestone', one, entryOf('milestone', one.reference), fresh)),
      ),
    };
  });
  return { plan, commitments: inOrder(commitments) };
}

function drafted<K extends PlanKind>(
  kind: K,
  stored: Things[K],
  entry: DraftEntry | undefined,
  isNew: boolean,
): Drafted<K> {
  const { thing } = withCells(kind, stored, entry?.cells ?? {});
  const before = isNew ? null : cellsOf(kind, stored);
  return {
    kind,
    reference: (stored as { reference: string }).reference,
    state: entry?.state ?? (isNew ? 'added' : 'same'),
    revision: entry?.revision ?? 0,
    before,
    cells: cellsOf(kind, thing),
    thing,
  };
}

function inOrder<T extends { thing: { number: number }; reference: string }>(things: T[]): T[] {
  return things.sort((a, b) => a.thing.number - b.thing.number || (a.reference < b.reference ? -1 : 1));
}

/** One thing of a draft. */
export function thingIn(
  plan: DraftedPlan,
  kind: PlanKind,
  reference: string,
): Drafted<'plan'> | Drafted<'commitment'> | Drafted<'milestone'> | undefined {
  if (kind === 'plan') return plan.plan.reference === reference ? plan.plan : undefined;
  if (kind === 'commitment') return plan.commitments.find((one) => one.reference === reference);
  return plan.commitments.flatMap((one) => one.milestones).find((one) => one.reference === reference);
}

/** What would change, in the order of the plan, as the page of versions tells it. */
export function changesOf({ plan, commitments }: DraftedPlan): PlanChange[] {
  return [plan, ...commitments.flatMap((one) => [one, ...(one.state === 'removed' ? [] : one.milestones)])].flatMap(
    ({ kind, reference, state, before, cells, thing }): PlanChange[] => {
      if (state === 'same') return [];
      const fields = state === 'changed' && before ? changedFields(kind, before, cells) : [];
      if (state === 'changed' && fields.length === 0) return [];
      return [{ kind, reference, what: state, title: thing.title, fields }];
    },
  );
}

/** What keeps a draft from being published: nothing in it, or two of the same number. */
export function draftFaults({ plan, commitments }: DraftedPlan): Fault[] {
  const faults: Fault[] = [];
  const twice = (things: readonly { reference: string; state: string; thing: { number: number } }[]) => {
    const seen = new Map<number, string>();
    for (const { reference, state, thing } of things) {
      if (state === 'removed') continue;
      const other = seen.get(thing.number);
      if (other !== undefined)
        faults.push({
          pointer: '/draft',
          key: 'commitments.plan.fault.same-number',
          values: { reference, other, number: thing.number },
        });
      seen.set(thing.number, reference);
    }
  };
  twice(commitments);
  for (const one of commitments) if (one.state !== 'removed') twice(one.milestones);
  if (changesOf({ plan, commitments }).length === 0)
    faults.push({ pointer: '/draft', key: 'commitments.plan.fault.nothing' });
  if (!commitments.some((one) => one.state !== 'removed'))
    faults.push({ pointer: '/draft', key: 'commitments.plan.fault.no-commitment' });
  return faults;
}

/** The draft as it is written over the plan. */
export function recordOfDraft(base: PlanRecord, { plan, commitments }: DraftedPlan): PlanRecord {
  const columns = plan.thing;
  const next = Math.max(-1, ...base.commitments.map((one) => one.columns.position)) + 1;
  let added = 0;
  return {
    ...base,
    columns,
    commitments: commitments
      .filter((one) => one.state !== 'removed')
      .map(({ thing: { named, ...own }, before, milestones }) => ({
        columns: {
          ...own,
          position: before === null ? next + added++ : own.position,
          starts_key: own.starts_on ?? columns.starts_on,
          ends_key: own.ends_on ?? columns.ends_on,
          latest_first: columns.latest_first,
        },
        named,
        milestones: milestones.filter((one) => one.state !== 'removed').map((one) => one.thing),
      })),
  };
}

/** The reference of the next thing beside others: theirs counted on (`MALAA0004` after `MALAA0003`), or a first one. */
export function nextReference(others: readonly string[], first: string): string {
  const numbered = others.flatMap((one) => {
    const [, stem, digits] = /^(.*?)(\d+)$/.exec(one) ?? [];
    return stem !== undefined && digits !== undefined ? [{ stem, digits }] : [];
  });
  const last = numbered.at(-1);
  if (!last) return first;
  const family = numbered.filter(({ stem }) => stem === last.stem);
  const highest = Math.max(...family.map(({ digits }) => Number(digits)));
  return `${last.stem}${String(highest + 1).padStart(last.digits.length, '0')}`;
}
