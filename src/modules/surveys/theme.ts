import { sql } from 'kysely';
import { type Tx, within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import type { Survey } from './queries/surveys.ts';
import './tables.ts';

type Of = Pick<Survey, 'institutionId' | 'id'>;

/** A theme that somebody is about to change, with the question whose texts it sorts; 404 when there is none. */
export async function lockedTheme(
  db: Tx,
  { institutionId, id }: Of,
  theme: string,
): Promise<{ id: string; question: string }> {
  const found = await within(db, institutionId)
    .selectFrom('survey_theme')
    .select(['id', 'question'])
    .where('survey_id', '=', id)
    .where('id', '=', theme)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** Takes a theme away. Its texts stay decided: they go to another theme, or simply lose this one. */
export async function dropTheme(db: Tx, { institutionId, id }: Of, theme: string, into: string | null): Promise<void> {
  const without = sql`array_remove(themes, ${theme}::uuid)`;
  await sql`
    update survey_text set themes = ${
      into === null
        ? without
        : sql`case when ${into}::uuid = any(themes) then ${without} else array_append(${without}, ${into}::uuid) end`
    }
    where institution_id = ${institutionId} and survey_id = ${id} and ${theme}::uuid = any(themes)`.execute(db);
  await within(db, institutionId)
    .deleteFrom('survey_theme')
    .where('survey_id', '=', id)
    .where('id', '=', theme)
    .execute();
}
