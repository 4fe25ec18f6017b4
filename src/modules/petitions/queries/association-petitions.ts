import { type Association, associationById } from '#core/associations/index.ts';
import { type Attachment, attachmentsOf } from '#core/attachments/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { ancestorsOf } from '#core/territory/index.ts';
import { type Db, within } from '#platform/db/database.ts';
import {
  ASSOCIATION_DOCUMENTS,
  type AssociationDocument,
  type PetitioningAssociation,
} from '../association-petition.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** A document of an association's file, and what it is. */
export type FiledDocument = Attachment & { document: AssociationDocument };

/** The association that petitions, what it says, and what of the law's conditions that is. */
export type AssociationPetition = {
  association: Association;
  said: { branch: string; activity: string; members: number | null };
  documents: FiledDocument[];
  facts: PetitioningAssociation;
};

type Named = Pick<Petition, 'institutionId' | 'id' | 'reference'>;

/** What a document of the file hangs on: it is private, and this room says who reads it. */
export function documentSubject({ reference }: Pick<Petition, 'reference'>, document: AssociationDocument) {
  return { kind: `petition-${document}`, id: reference };
}

/** The association for which a petition is made; undefined where citizens petition. */
export async function associationPetition(db: Db, petition: Named): Promise<AssociationPetition | undefined> {
  const { institutionId, id } = petition;
  const row = await within(db, institutionId)
    .selectFrom('petition_association')
    .select(['association_id', 'branch', 'activity', 'members'])
    .where('petition_id', '=', id)
    .executeTakeFirst();
  const association = row && (await associationById(db, row.association_id));
  if (!row || !association) return undefined;
  const subjects = ASSOCIATION_DOCUMENTS.map((document) => documentSubject(petition, document));
  const attached = await attachmentsOf(db, institutionId, subjects, 'private');
  const documents = attached.flatMap((one) => {
    const document = ASSOCIATION_DOCUMENTS.find((each) => one.subject.kind === documentSubject(petition, each).kind);
    return document && one.state === 'shown' ? [{ ...one, document }] : [];
  });
  const { branch, activity, members } = row;
  return {
    association,
    said: { branch, activity, members },
    documents,
    facts: {
      createdOn: association.createdOn,
      seatInTerritory: await isInTerritory(db, association.seat, institutionId),
      branch,
      activity,
      members,
      verified: association.state === 'verified',
      documents: new Set(documents.map(({ document }) => document)),
    },
  };
}

/** Whether a place lies in the territory of a body. */
async function isInTerritory(db: Db, place: string, institutionId: string): Promise<boolean> {
  const territory = (await institutionsById(db, [institutionId])).get(institutionId)?.territory;
  if (!territory) return false;
  return place === territory || (await ancestorsOf(db, place)).some(({ code }) => code === territory);
}
