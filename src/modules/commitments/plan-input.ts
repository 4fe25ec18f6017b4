import { z } from 'zod';
import type { ActionContext } from '#platform/action.ts';
import { across, type Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { MOST_SIGNS, PLAN_KINDS } from './plan-cells.ts';
import { draftOf, type LoadedDraft, loadDraft, type PlanDraft } from './queries/plan-drafts.ts';

/** Cells as they are sent: words by the name of the cell. */
export const cellsInput = z.record(z.string().max(60), z.string().max(MOST_SIGNS * 2));

/** Which thing of which draft. */
export const entryInput = z.object({
  /** The plan's id in public addresses. */
  draft: z.string().max(120),
  kind: z.enum(PLAN_KINDS),
  /** The thing's own id; null: a new one. */
  reference: z.string().max(120).nullable(),
});

/** The draft that an action is about: of the body on whose site it is done, of any through the API. */
export function draftTarget({ db, tenant }: Pick<ActionContext, 'db' | 'tenant'>, { draft }: { draft: string }) {
  return draftOf(db, draft, tenant?.id);
}

/** The draft, held until the end of the transaction: whoever else writes in it waits. Absent meanwhile is a 404. */
export async function lockedDraft(
  { db, today }: Pick<ActionContext, 'db' | 'today'>,
  draft: PlanDraft,
): Promise<LoadedDraft> {
  const loaded = await loadDraft(db, draft, { lock: true, today });
  if (!loaded) throw new NotFound();
  return loaded;
}

/** Whether a commitment or a milestone of this reference stands anywhere: their addresses are theirs over all bodies. */
export async function isTaken(db: Db, kind: 'commitment' | 'milestone', reference: string): Promise<boolean> {
  const found = await across(db)
    .selectFrom(kind)
    .select('id')
    .where('reference', '=', reference)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
