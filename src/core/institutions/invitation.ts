import { createHash, timingSafeEqual } from 'node:crypto';
import { across, type Db } from '#platform/db/database.ts';
import { isId, newSecret } from '#platform/ids.ts';
import type { Invitation } from './staff.ts';

/** How long an invitation may be accepted, in days. */
export const INVITATION_DAYS = 14;

const SEPARATOR = '.';

/** The word that a letter's link carries: which invitation, and the secret that proves the letter was read. */
export function newInvitationToken(id: string): { token: string; hash: Buffer } {
  const secret = newSecret(24);
  return { token: `${id}${SEPARATOR}${secret}`, hash: hashOf(secret) };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export type FoundInvitation = Invitation & {
  acceptedAt: Date | null;
  withdrawnAt: Date | null;
  invitedBy: string | null;
  holderId: string | null;
};

/** The invitation of a link, whatever became of it; undefined when the link is not one of ours. */
export async function invitationByToken(
  db: Db,
  token: string,
  whose: { id: string } | null,
): Promise<FoundInvitation | undefined> {
  const [id = '', secret = ''] = token.split(SEPARATOR);
  if (!isId(id) || secret.length > 100) return undefined;
  let query = across(db)
    .selectFrom('post_invitation')
    .select([
      'institution_id as institutionId',
      'id',
      'post_id as postId',
      'deputy_of as deputyOf',
      'name',
      'email',
      'starts_on as startsOn',
      'ends_on as endsOn',
      'sent_at as sentAt',
      'expires_at as expiresAt',
      'accepted_at as acceptedAt',
      'withdrawn_at as withdrawnAt',
      'invited_by as invitedBy',
      'holder_id as holderId',
      'token_hash',
    ])
    .where('id', '=', id);
  if (whose) query = query.where('institution_id', '=', whose.id);
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const { token_hash, ...invitation } = row;
  const given = hashOf(secret);
  return token_hash.length === given.length && timingSafeEqual(token_hash, given) ? invitation : undefined;
}

/** What became of an invitation. */
export function invitationState(
  invitation: Pick<FoundInvitation, 'acceptedAt' | 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): 'open' | 'accepted' | 'withdrawn' | 'expired' {
  if (invitation.acceptedAt) return 'accepted';
  if (invitation.withdrawnAt) return 'withdrawn';
  return invitation.expiresAt <= now ? 'expired' : 'open';
}
