import type { UpdateObject } from 'kysely';
import { type CaseFile, type CaseStep, moveCase } from '#core/cases/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { type AllTables, type Db, within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { movePetition } from './move.ts';
import { type Council, councilOf, fileOf, levelWhereItLies } from './queries/council.ts';
import type { Petition } from './queries/petitions.ts';
import { findPetition } from './target.ts';

/** A petition whose file lies with a council; its level is that of the council, by whose law it goes. */
export type Filed = Petition & { council: Council; caseFile: CaseFile };

/** The petition that a reference names, if its file was given; else there is none. */
export async function findFiled(
  scene: { db: Db; tenant: { id: string } | null },
  typed: string,
): Promise<Filed | undefined> {
  const petition = await findPetition(scene, typed);
  const council = petition && (await councilOf(scene.db, petition));
  const caseFile = await fileOf(scene.db, council);
  return (
    petition && council && caseFile && { ...petition, level: levelWhereItLies(petition, council), council, caseFile }
  );
}

/** Takes a petition and its file one step further together, with what the council's row says from then on. */
export async function moveFiled(
  context: ActionContext,
  petition: Filed,
  step: CaseStep,
  changes: UpdateObject<AllTables, 'petition_council'> = {},
): Promise<void> {
  await moveCase(context, petition.caseFile, step);
  const who = step.who === 'party' ? 'representative' : 'council';
  await movePetition(context, petition, { verb: step.verb, who });
  if (Object.keys(changes).length === 0) return;
  const changed = await within(context.db, petition.institutionId)
    .updateTable('petition_council')
    .set(changes)
    .where('petition_id', '=', petition.id)
    .executeTakeFirst();
  if (Number(changed.numUpdatedRows) === 0) throw new NotFound();
}
