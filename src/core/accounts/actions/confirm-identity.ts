import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { confirmedByProvider } from '../assurance.ts';
import { createPerson } from '../people.ts';
import { requireOwnSecondFactor } from '../second-factor.ts';
import { type NewSession, renewSession, startSession } from '../session.ts';

export type IdentityConfirmed =
  | { outcome: 'right'; personId: string; session: NewSession | undefined }
  /** The identity stands for another account than the one that is signed in. */
  | { outcome: 'taken' };

const text = z.string().max(500);

/**
 * Signs in with the digital identity that the provider has just confirmed, or adds it to the account that is signed in. It gives level 2.
 * Who it is comes from the provider's signed answer, read before this action runs; an address is never enough to join two accounts.
 */
export const confirmIdentity = defineAction({
  name: 'accounts.confirm-identity',
  input: z.object({
    claims: z.object({
      issuer: text,
      subject: text,
      name: text.optional(),
      birthdate: text.optional(),
      gender: z.enum(['woman', 'man']).optional(),
      residence: text.optional(),
    }),
    lang: z.enum(LANGUAGES),
    device: z.string(),
    previous: z.string().optional(),
  }),
  access: anyone,
  event: 'identity.confirmed',
  record: (_input, _target, result) => {
    const { outcome, personId } = result as { outcome: string; personId?: string };
    return { subject: personId, detail: { outcome } };
  },
  run: async (context, { claims, lang, device, previous }): Promise<IdentityConfirmed> => {
    const { db, actor, around, now } = context;
    const here = actor.kind === 'person' && actor.sessionId ? actor : undefined;
    const subjectHash = around.keys.fingerprint('accounts.subject', `${claims.issuer}\n${claims.subject}`);
    const known = await db
      .selectFrom('external_identity')
      .select(['id', 'person_id'])
      .where('issuer', '=', claims.issuer)
      .where('subject_hash', '=', subjectHash)
      .forUpdate()
      .executeTakeFirst();
    if (known && here && known.person_id !== here.id) return { outcome: 'taken' };
    if (!known && here) await requireOwnSecondFactor(db, here);
    const personId = known?.person_id ?? here?.id ?? (await createPerson(db, { name: claims.name, lang, now }));
    if (known)
      await db.updateTable('external_identity').set({ last_used_at: now }).where('id', '=', known.id).execute();
    else
      await db
        .insertInto('external_identity')
        .values({
          id: newId(),
          person_id: personId,
          issuer: claims.issuer,
          subject_hash: subjectHash,
          linked_at: now,
          last_used_at: now,
        })
        .execute();
    await confirmedByProvider(context, personId, claims);
    const session = here
      ? await renewSession(db, here.sessionId ?? '', now, { secondFactor: here.secondFactor })
      : await startSession(db, { personId, method: 'oidc', device, lasting: false, previous, now });
    return { outcome: 'right', personId, session };
  },
});
