import { z } from 'zod';
import { type AccessRule, rule } from '#platform/access.ts';
import { defineAction } from '#platform/action.ts';
import { InvalidInput, NotSignedIn } from '#platform/errors.ts';
import { newId, newSecret } from '#platform/ids.ts';
import { SCOPES } from '#platform/tenant.ts';
import { ownAccount, personOf } from '../access.ts';
import { tellOwner } from '../notices.ts';
import { requireOwnSecondFactor } from '../second-factor.ts';
import { hashOfToken } from '../session.ts';

const DAY = 86_400_000;
const MOST = 20;

/** How long a token may live, in days. */
export const TOKEN_DAYS = [7, 30, 90, 365] as const;

const access: AccessRule<unknown> = rule(
  'own-account-or-system',
  (actor, target, scene) => actor.kind === 'system' || ownAccount.allows(actor, target, scene),
  { need: { level: 1 } },
);

/**
 * Makes an API token for oneself (or, by the command line, for `personId`). Its text is answered this once; kept is its hash. The scope
 * `desk` stands for the powers of an official, so whoever asks for it must have shown a second factor.
 */
export const createToken = defineAction({
  name: 'accounts.create-token',
  input: z.object({
    name: z.string().trim().min(1, 'accounts.fault.name-missing').max(60, 'accounts.fault.name-long'),
    scopes: z.array(z.enum(SCOPES)).min(1, 'accounts.fault.scope-missing'),
    days: z.coerce
      .number()
      .int()
      .refine((days) => TOKEN_DAYS.includes(days as 7), 'accounts.fault.days-wrong'),
    personId: z.uuid().optional(),
  }),
  access,
  event: 'token.created',
  record: (input, _target, result) => ({
    subject: (result as { id: string }).id,
    detail: { scopes: input.scopes, days: input.days },
  }),
  run: async (context, input) => {
    const { db, actor, now } = context;
    const owner = actor.kind === 'system' ? input.personId : personOf(actor).id;
    if (!owner) throw new InvalidInput([{ pointer: '/personId', key: 'platform.errors.missing' }]);
    if (actor.kind === 'person') {
      await requireOwnSecondFactor(db, actor);
      if (input.scopes.includes('desk') && !actor.secondFactor)
        throw new NotSignedIn({ level: 1, secondFactor: true }, 'accounts.refusal.second-factor');
    }
    const { n } = await db
      .selectFrom('api_token')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('person_id', '=', owner)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    if (n >= MOST) throw new InvalidInput([{ pointer: '', key: 'accounts.fault.tokens-many' }]);
    const id = newId();
    // The first letters let programs that search for leaked secrets know what it is.
    const token = `jamaa_${newSecret()}`;
    await db
      .insertInto('api_token')
      .values({
        id,
        person_id: owner,
        name: input.name,
        token_hash: hashOfToken(token),
        scopes: [...new Set(input.scopes)],
        created_at: now,
        expires_at: new Date(now.getTime() + input.days * DAY),
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
    await tellOwner(context, owner, 'token-created');
    return { id, token };
  },
});
