import type { UpdateObject } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { type AllTables, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import type { Survey } from './queries/surveys.ts';

/** Takes a survey on from the state in which it was read. Refuses (409) when somebody else moved it at the same moment. */
export async function moveSurvey(
  { db, touch }: Pick<ActionContext, 'db' | 'touch'>,
  survey: Survey,
  changes: UpdateObject<AllTables, 'survey'>,
): Promise<void> {
  const moved = await within(db, survey.institutionId)
    .updateTable('survey')
    .set(changes)
    .where('id', '=', survey.id)
    .where('state', '=', survey.state)
    .executeTakeFirst();
  if (Number(moved.numUpdatedRows) === 0) throw new Conflict('surveys.refusal.overtaken');
  touch(`survey:${survey.reference}`, 'surveys');
}
