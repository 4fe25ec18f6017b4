import { defineActionRoute, defineList, defineThing, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { SCOPES } from '#platform/tenant.ts';
import { oneself, personOf } from './access.ts';
import { revokeToken } from './actions/revoke-token.ts';
import { type OwnToken, profileOf, tokensOf } from './queries/account.ts';

const scopes = z.array(z.enum(SCOPES));

export const getMeRoute = defineThing({
  name: 'accounts.get-me',
  path: '/me',
  tag: 'me',
  summary: 'The person the token stands for.',
  access: oneself,
  response: z
    .object({
      id: z.string(),
      name: z.string().nullable(),
      pseudonym: z.string().nullable(),
      lang: z.enum(LANGUAGES),
      level: z.number().int().openapi({ description: '1: a contact was confirmed. 2: the identity was verified.' }),
      scopes: scopes.nullable().openapi({ description: 'What the token may do.' }),
      powers: z
        .array(z.object({ name: z.string(), institution: z.string().nullable() }))
        .openapi({ description: 'The powers of an official that the token may use; `institution` is an id.' }),
    })
    .openapi('Me'),
  load: async ({ db, actor }) => {
    const person = personOf(actor);
    const profile = await profileOf(db, person.id);
    return {
      id: person.id,
      name: profile?.name ?? null,
      pseudonym: profile?.pseudonym ?? null,
      lang: profile?.lang ?? 'ar',
      level: person.level,
      scopes: person.scopes ? [...person.scopes] : null,
      powers: person.powers.map(({ name, institutionId }) => ({ name, institution: institutionId })),
    };
  },
});

const token = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes,
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
  })
  .openapi('Token', { description: 'An API token, without its text.' });

type Token = z.infer<typeof token>;

export const listTokensRoute = defineList({
  name: 'accounts.list-tokens',
  path: '/me/tokens',
  tag: 'me',
  summary: 'One’s own API tokens.',
  access: oneself,
  item: token,
  load: async ({ db, actor, now }) => {
    const tokens = await tokensOf(db, personOf(actor).id, now);
    return { items: tokens.map(shown), next: null, total: tokens.length };
  },
  columns: [
    { name: 'id', value: (item: Token) => item.id },
    { name: 'name', value: (item: Token) => item.name },
    { name: 'scopes', value: (item: Token) => item.scopes.join(' ') },
    { name: 'created_at', value: (item: Token) => item.createdAt },
    { name: 'expires_at', value: (item: Token) => item.expiresAt },
    { name: 'last_used_at', value: (item: Token) => item.lastUsedAt },
  ],
});

function shown(one: OwnToken): Token {
  return {
    id: one.id,
    name: one.name,
    scopes: one.scopes,
    createdAt: one.created_at.toISOString(),
    expiresAt: one.expires_at.toISOString(),
    lastUsedAt: one.last_used_at?.toISOString() ?? null,
  };
}

export const revokeTokenRoute = defineActionRoute({
  name: 'accounts.revoke-token',
  method: 'delete',
  path: '/me/tokens/{id}',
  tag: 'me',
  summary: 'Revokes one of one’s own API tokens, at once.',
  params: z.object({ id: z.uuid() }),
  action: revokeToken,
  input: ({ params }) => ({ id: params.id }),
  status: 204,
});
