import { across, type Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { RowImport } from '../file/matrix-read.ts';

/** A file of the matrix that was read and waits to be applied. */
export type WaitingImport = {
  institutionId: string;
  id: string;
  plan: { planId: string; reference: string; title: Text };
  name: string;
  rows: number;
  changes: RowImport[];
  sentBy: string | null;
  sentAt: Date;
  appliedAt: Date | null;
};

/** One of them by its id: of a body when it is named, of any otherwise. */
export async function waitingImport(db: Db, id: string, institutionId?: string): Promise<WaitingImport | undefined> {
  let query = across(db)
    .selectFrom('matrix_import')
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'matrix_import.institution_id')
        .onRef('action_plan.id', '=', 'matrix_import.plan_id'),
    )
    .select(['matrix_import.institution_id', 'matrix_import.id', 'matrix_import.name', 'matrix_import.row_count'])
    .select(['matrix_import.changes', 'matrix_import.sent_by', 'matrix_import.sent_at', 'matrix_import.applied_at'])
    .select(['action_plan.id as planId', 'action_plan.reference', 'action_plan.title'])
    .where('matrix_import.id', '=', id);
  if (institutionId !== undefined) query = query.where('matrix_import.institution_id', '=', institutionId);
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  return {
    institutionId: row.institution_id,
    id: row.id,
    plan: { planId: row.planId, reference: row.reference, title: row.title },
    name: row.name,
    rows: row.row_count,
    changes: row.changes,
    sentBy: row.sent_by,
    sentAt: row.sent_at,
    appliedAt: row.applied_at,
  };
}
