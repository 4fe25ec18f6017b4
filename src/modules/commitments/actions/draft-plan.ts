import { z } from 'zod';
import { type Institution, institutionsById } from '#core/institutions/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { across, json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { writePlan } from '../access.ts';
import { blankPlan } from '../plan-blank.ts';
import { type Cells, cellsOf, missingCells, withCells } from '../plan-cells.ts';
import { cellsInput } from '../plan-input.ts';
import { planScope, type ScopedPlan } from '../queries/matrix-scope.ts';
import { draftOf } from '../queries/plan-drafts.ts';

export const draftPlanInput = z.object({
  /** The plan to be changed, by its id in public addresses; absent: a new plan of the body. */
  plan: z.string().max(120).optional(),
  /** The first words of a new plan: its title and its period. */
  cells: cellsInput.default({}),
});

type Input = z.infer<typeof draftPlanInput>;
type Target = { institutionId: string; plan: ScopedPlan | null };

/**
 * Begins a draft: of a new plan, or of changes to one that stands. Nobody but the desk sees it before it is opened or published. A plan
 * has one draft; begun again, it is the same.
 */
export const draftPlan = defineAction<Input, Target, { draft: string }>({
  name: 'commitments.draft-plan',
  input: draftPlanInput,
  async target({ db, tenant }, { plan }) {
    if (plan === undefined) return tenant ? { institutionId: tenant.id, plan: null } : undefined;
    const found = await planScope(db, plan, tenant?.id);
    return found && { institutionId: found.institutionId, plan: found };
  },
  access: writePlan,
  event: 'plan.drafted',
  record: (_input, { institutionId }, result) => ({
    subject: (result as { draft: string }).draft,
    institutionId,
  }),
  async run(context, { cells }, { institutionId, plan }) {
    const { db, today } = context;
    if (plan) {
      const known = await draftOf(db, plan.reference, institutionId);
      if (!known) await keepDraft(context, institutionId, plan.reference, plan.planId);
      return { draft: plan.reference };
    }
    const body = (await institutionsById(db, [institutionId])).get(institutionId) as Institution;
    const { thing, faults } = withCells('plan', blankPlan('', body, today), cells);
    const missing = [...faults, ...missingCells('plan', cells)];
    if (missing.length > 0) throw new InvalidInput(missing);
    const reference = await freeReference(db, firstReference(body, thing.starts_on, thing.ends_on));
    const id = await keepDraft(context, institutionId, reference, null);
    await keepCells(context, { institutionId, id, reference }, cellsOf('plan', thing));
    return { draft: reference };
  },
});

async function keepDraft(
  { db, actor, now }: ActionContext,
  institutionId: string,
  reference: string,
  planId: string | null,
): Promise<string> {
  const id = newId();
  await within(db, institutionId)
    .insert('plan_draft', {
      id,
      reference,
      plan_id: planId,
      opened_on: null,
      created_by: actor.kind === 'person' ? actor.id : null,
      created_at: now,
      saved_at: now,
    })
    .execute();
  return id;
}

async function keepCells(
  { db, actor, now }: ActionContext,
  draft: { institutionId: string; id: string; reference: string },
  cells: Cells,
): Promise<void> {
  await within(db, draft.institutionId)
    .insert('plan_draft_entry', {
      draft_id: draft.id,
      kind: 'plan',
      reference: draft.reference,
      commitment: null,
      state: 'added',
      cells: json(cells) as never,
      revision: 1,
      saved_by: actor.kind === 'person' ? actor.id : null,
      saved_at: now,
    })
    .execute();
}

/** `MA-11-AP-2026-2028`: the country, the territory or the body, the years. */
function firstReference(body: Institution, start: string, end: string): string {
  const place = (body.territory ?? body.slug).toUpperCase().replace(/[^A-Z0-9]+/g, '-');
  return `MA-${place}-AP-${start.slice(0, 4)}-${end.slice(0, 4)}`;
}

/** The reference, or the first of it with a number that no plan has: addresses of plans are theirs over all bodies. */
async function freeReference(db: ActionContext['db'], wanted: string): Promise<string> {
  const all = across(db);
  const taken = new Set<string>();
  for (const table of ['action_plan', 'plan_draft'] as const) {
    const rows = await all.selectFrom(table).select('reference').where('reference', 'like', `${wanted}%`).execute();
    for (const row of rows) taken.add(row.reference);
  }
  let free = wanted;
  for (let number = 2; taken.has(free); number += 1) free = `${wanted}-${number}`;
  return free;
}
