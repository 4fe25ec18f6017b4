import { type Db, within } from '#platform/db/database.ts';
import { Gone } from '#platform/errors.ts';
import { parseReference } from '#platform/reference.ts';
import type { Channel, SignatureState } from './petition.ts';
import { type Petition, petitionByReference } from './queries/petitions.ts';

/** The first letters of a petition's reference. */
export const KIND = 'PET';

type Scene = { db: Db; tenant: { id: string } | null };

/**
 * The petition that a reference names, however it was typed; on a body's site only one that it was addressed to or has the file of. Of one
 * that was taken off the platform nothing is left but why (410).
 */
export async function findPetition({ db, tenant }: Scene, typed: string): Promise<Petition | undefined> {
  const reference = parseReference(typed);
  const petition = reference?.kind === KIND ? await petitionByReference(db, reference.text) : undefined;
  if (!petition || (tenant && ![petition.institutionId, petition.liesWith].includes(tenant.id))) return undefined;
  if (petition.removalGround) throw new Gone(`petitions.gone.${petition.removalGround}`);
  return petition;
}

/** A signature with its petition. */
export type Signature = {
  petition: Petition;
  id: string;
  state: SignatureState;
  channel: Channel;
  territory: string;
  signedAt: Date;
};

/** The signature of an id on a petition. That somebody may see it, their receipt must say. */
export async function findSignature(
  scene: Scene,
  { petition: typed, signature }: { petition: string; signature: string },
): Promise<Signature | undefined> {
  const petition = await findPetition(scene, typed);
  const row =
    petition &&
    (await within(scene.db, petition.institutionId)
      .selectFrom('petition_signature')
      .select(['id', 'state', 'channel', 'territory', 'signed_at as signedAt'])
      .where('petition_id', '=', petition.id)
      .where('id', '=', signature)
      .executeTakeFirst());
  return petition && row && { ...row, petition };
}
