import type { ActionContext } from '#platform/action.ts';
import { type Db, json, within } from '#platform/db/database.ts';
import type { Cells, PlanKind } from './plan-cells.ts';
import { type Drafted, type DraftedCommitment, nextReference } from './plan-draft.ts';
import { isTaken } from './plan-input.ts';
import type { LoadedDraft, PlanDraft } from './queries/plan-drafts.ts';

type Thing = Pick<Drafted<PlanKind>, 'kind' | 'reference' | 'state' | 'revision' | 'before'>;

/** Keeps what a draft says of a thing, and answers its revision; a thing written as it stands is in the draft no more (0). */
export async function keepEntry(
  { db, actor, now }: Pick<ActionContext, 'db' | 'actor' | 'now'>,
  draft: PlanDraft,
  { thing, cells, commitment = null }: { thing: Thing; cells: Cells; commitment?: string | null },
): Promise<number> {
  const own = within(db, draft.institutionId);
  await own.updateTable('plan_draft').set({ saved_at: now }).where('id', '=', draft.id).execute();
  if (thing.before !== null && Object.keys(cells).length === 0) {
    await dropEntry(db, draft, thing);
    return 0;
  }
  const revision = thing.revision + 1;
  const written = {
    cells: json(cells) as never,
    revision,
    saved_by: actor.kind === 'person' ? actor.id : null,
    saved_at: now,
  };
  if (thing.revision > 0)
    await own
      .updateTable('plan_draft_entry')
      .set(written)
      .where('draft_id', '=', draft.id)
      .where('kind', '=', thing.kind)
      .where('reference', '=', thing.reference)
      .execute();
  else
    await own
      .insert('plan_draft_entry', {
        ...written,
        draft_id: draft.id,
        kind: thing.kind,
        reference: thing.reference,
        commitment,
        state: thing.before === null ? 'added' : 'changed',
      })
      .execute();
  return revision;
}

/** Forgets what a draft says of a thing. */
export async function dropEntry(
  db: Db,
  draft: PlanDraft,
  { kind, reference }: Pick<Thing, 'kind' | 'reference'>,
): Promise<void> {
  await within(db, draft.institutionId)
    .deleteFrom('plan_draft_entry')
    .where('draft_id', '=', draft.id)
    .where('kind', '=', kind)
    .where('reference', '=', reference)
    .execute();
}

/** The reference of a new commitment, or of a new milestone of this commitment; one that was taken out is not given again. */
export async function newReference(
  db: Db,
  draft: PlanDraft,
  { drafted, goneReferences }: LoadedDraft,
  commitment: DraftedCommitment | undefined,
): Promise<string> {
  const kind = commitment ? 'milestone' : 'commitment';
  const first = commitment ? `${commitment.reference}-M01` : `${draft.reference}-C01`;
  const siblings = (commitment ? commitment.milestones : drafted.commitments).map((one) => one.reference);
  const gone = goneReferences.filter((one) =>
    commitment ? one.startsWith(`${commitment.reference}-M`) : !/-M\d+$/.test(one),
  );
  const others = [...gone, ...siblings];
  let reference = nextReference(others, first);
  while (await isTaken(db, kind, reference)) {
    others.push(reference);
    reference = nextReference(others, first);
  }
  return reference;
}
