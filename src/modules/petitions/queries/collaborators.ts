import { across, type Db, within } from '#platform/db/database.ts';
import { isId } from '#platform/ids.ts';
import type { Collaborator, PetitionVersionWords } from '../drafting.ts';
import { findPetition } from '../target.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** A petition with those who write it, and who were asked to. */
export type Draft = Petition & { collaborators: Collaborator[] };

/** An invitation or a collaboration with its petition. */
export type Collaboration = Collaborator & { petition: Petition };

type Scene = Parameters<typeof findPetition>[0];

const COLLABORATOR = [
  'petition_collaborator.institution_id as institutionId',
  'petition_collaborator.petition_id as petitionId',
  'petition_collaborator.id',
  'petition_collaborator.person_id as personId',
  'petition_collaborator.name',
  'petition_collaborator.state',
  'petition_collaborator.asked_at as askedAt',
  'petition_collaborator.answered_at as answeredAt',
] as const;

/** The petition of a reference with everybody who wrote it or was asked to, in the order in which they were asked. */
export async function findDraft(scene: Scene, typed: string): Promise<Draft | undefined> {
  const petition = await findPetition(scene, typed);
  if (!petition) return undefined;
  const collaborators = await within(scene.db, petition.institutionId)
    .selectFrom('petition_collaborator')
    .select(COLLABORATOR)
    .where('petition_id', '=', petition.id)
    .orderBy('asked_at')
    .limit(500)
    .execute();
  return { ...petition, collaborators };
}

/** One collaboration by its id, with its petition. */
export async function findCollaboration(scene: Scene, id: string): Promise<Collaboration | undefined> {
  if (!isId(id)) return undefined;
  const row = await across(scene.db)
    .selectFrom('petition_collaborator')
    .innerJoin('petition', (join) =>
      join
        .onRef('petition.institution_id', '=', 'petition_collaborator.institution_id')
        .onRef('petition.id', '=', 'petition_collaborator.petition_id'),
    )
    .select(COLLABORATOR)
    .select('petition.reference')
    .where('petition_collaborator.id', '=', id)
    .executeTakeFirst();
  const petition = row && (await findPetition(scene, row.reference));
  return row && petition && { ...row, petition };
}

/** The drafts that somebody writes with their representatives, or was asked to write, the last asked first. */
export async function collaborationsOf(db: Db, personId: string) {
  return (
    across(db)
      .selectFrom('petition_collaborator')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_collaborator.institution_id')
          .onRef('petition.id', '=', 'petition_collaborator.petition_id'),
      )
      .select(['petition_collaborator.id', 'petition_collaborator.state'])
      .select([
        'petition.reference',
        'petition.lang',
        'petition.title',
        'petition.representative_name as representative',
      ])
      .select('petition.institution_id as institutionId')
      .where('petition_collaborator.person_id', '=', personId)
      .where('petition.state', '!=', 'removed')
      // An invitation is over once the draft was sent.
      .where((row) =>
        row.or([
          row('petition_collaborator.state', '=', 'accepted'),
          row.and([row('petition_collaborator.state', '=', 'asked'), row('petition.state', '=', 'draft')]),
        ]),
      )
      .orderBy('petition_collaborator.asked_at', 'desc')
      .limit(100)
      .execute()
  );
}

/** A draft as somebody saved it. */
export type PetitionVersion = { version: number; words: PetitionVersionWords; savedBy: string | null; savedAt: Date };

/** What was saved of a draft, the last first. */
export async function versionsOf(db: Db, { institutionId, id }: Pick<Petition, 'institutionId' | 'id'>) {
  return within(db, institutionId)
    .selectFrom('petition_version')
    .select(['version', 'words', 'saved_by as savedBy', 'saved_at as savedAt'])
    .where('petition_id', '=', id)
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
}

/** What a draft holds now. */
export function wordsOfDraft(petition: Petition): PetitionVersionWords {
  const { lang, title, demand, reasons, representativeName: representative, months } = petition;
  return { lang, title, demand, reasons, representative, months };
}
