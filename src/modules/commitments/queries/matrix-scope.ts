import { across, type Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { MatrixScope } from './matrix.ts';

/** Whose matrix is shown: the plan, and the commitment when it is one commitment's. */
export type ScopedPlan = { institutionId: string; planId: string; reference: string; title: Text };
export type ScopedCommitment = ScopedPlan & {
  commitment: { id: string; reference: string; number: number; title: Text };
};

/** The plans of a body that are not withdrawn, the latest first. */
export async function plansWithMatrix(db: Db, institutionId: string): Promise<ScopedPlan[]> {
  return plans(db)
    .where('action_plan.institution_id', '=', institutionId)
    .orderBy('action_plan.latest_first')
    .orderBy('action_plan.reference')
    .execute();
}

/** A plan by its reference: of a body when it is named, of any otherwise. */
export async function planScope(
  db: Db,
  reference: string,
  institutionId?: string | undefined,
): Promise<ScopedPlan | undefined> {
  let query = plans(db).where('action_plan.reference', '=', reference);
  if (institutionId !== undefined) query = query.where('action_plan.institution_id', '=', institutionId);
  return query.orderBy('action_plan.id').executeTakeFirst();
}

/** A commitment of a body by its reference, with its plan. */
export async function commitmentScope(
  db: Db,
  reference: string,
  institutionId: string,
): Promise<ScopedCommitment | undefined> {
  const row = await plans(db)
    .innerJoin('commitment', (join) =>
      join
        .onRef('commitment.institution_id', '=', 'action_plan.institution_id')
        .onRef('commitment.plan_id', '=', 'action_plan.id'),
    )
    .select(['commitment.id as commitmentId', 'commitment.reference as commitmentReference'])
    .select(['commitment.number as commitmentNumber', 'commitment.title as commitmentTitle'])
    .where('commitment.institution_id', '=', institutionId)
    .where('commitment.reference', '=', reference)
    .where('commitment.gone_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { commitmentId, commitmentReference, commitmentNumber, commitmentTitle, ...plan } = row;
  return {
    ...plan,
    commitment: {
      id: commitmentId,
      reference: commitmentReference,
      number: commitmentNumber,
      title: commitmentTitle,
    },
  };
}

/** The body whose plan a commitment stands in. */
export async function commitmentOwner(db: Db, reference: string): Promise<string | undefined> {
  const row = await across(db)
    .selectFrom('commitment')
    .select('institution_id as institutionId')
    .where('reference', '=', reference)
    .orderBy('id')
    .executeTakeFirst();
  return row?.institutionId;
}

/** The rows that a scope means. */
export function scopeOf(plan: ScopedPlan | ScopedCommitment): MatrixScope {
  const { institutionId, planId } = plan;
  return { institutionId, planId, commitmentId: 'commitment' in plan ? plan.commitment.id : undefined };
}

function plans(db: Db) {
  return across(db)
    .selectFrom('action_plan')
    .select(['action_plan.institution_id as institutionId', 'action_plan.id as planId'])
    .select(['action_plan.reference', 'action_plan.title'])
    .where('action_plan.gone_at', 'is', null);
}
