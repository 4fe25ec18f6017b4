import { createHash } from 'node:crypto';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { Unavailable } from '#platform/errors.ts';
import { isLang, type Lang } from '#platform/i18n/languages.ts';
import type { Surroundings } from '#platform/surroundings.ts';

type Provider = NonNullable<Surroundings['settings']['oidc']>;

/** The address that the provider sends people back to: one for all languages, as providers want it registered. */
export const CALLBACK_PATH = '/sign-in/oidc/callback';

const LIFE = 15 * 60_000;

/** What the browser keeps, sealed, while the person is at the provider. */
export type IdentityCheck = {
  state: string;
  nonce: string;
  verifier: string;
  lang: Lang;
  to?: string | undefined;
  typed?: string | undefined;
  until: number;
};

/** What the provider says of a person, in our words. Dates are `YYYY-MM-DD`. */
export type IdentityClaims = {
  issuer: string;
  subject: string;
  name?: string;
  birthdate?: string;
  gender?: 'woman' | 'man';
  /** The code of a commune or province. */
  residence?: string;
};

const known = new Map<string, Promise<Configuration>>();

/** The provider's own description, asked once; asked again after a failure. */
async function configurationOf(provider: Provider): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = provider;
  const name = createHash('sha256')
    .update(JSON.stringify([issuer, clientId, clientSecret]))
    .digest('hex');
  let found = known.get(name);
  if (!found) {
    const url = new URL(issuer);
    // A provider on this very machine is a trial's; everywhere else the library insists on https.
    const options =
      url.protocol === 'http:' && /^(localhost|127\.|\[::1\])/.test(url.hostname)
        ? { execute: [allowInsecureRequests] }
        : {};
    found = discovery(url, clientId, clientSecret, undefined, options);
    known.set(name, found);
    found.catch(() => known.delete(name));
  }
  return found.catch((error: Error) => {
    throw Object.assign(new Unavailable(60, 'accounts.refusal.provider-away'), { cause: error });
  });
}

/** Where a person proves who they are, and what their browser keeps meanwhile. Refuses with 503 while the provider cannot be reached. */
export async function beginIdentityCheck(
  around: Surroundings,
  going: { lang: Lang; to?: string | undefined; typed?: string | undefined },
  now: Date,
): Promise<{ href: string; sealed: string } | undefined> {
  const provider = around.settings.oidc;
  if (!provider) return undefined;
  const configuration = await configurationOf(provider);
  const check: IdentityCheck = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    until: now.getTime() + LIFE,
    ...going,
  };
  const href = buildAuthorizationUrl(configuration, {
    redirect_uri: `${around.settings.publicUrl}${CALLBACK_PATH}`,
    scope: 'openid profile',
    response_type: 'code',
    code_challenge: await calculatePKCECodeChallenge(check.verifier),
    code_challenge_method: 'S256',
    state: check.state,
    nonce: check.nonce,
    ui_locales: going.lang,
  }).href;
  return { href, sealed: around.keys.seal('accounts.oidc', JSON.stringify(check), 'cookie').toString('base64url') };
}

/** What the browser kept; undefined when it is not ours or too old. */
export function identityCheckOf(
  around: Surroundings,
  cookie: string | undefined,
  now: Date,
): IdentityCheck | undefined {
  if (!cookie) return undefined;
  const content = around.keys.open('accounts.oidc', Buffer.from(cookie, 'base64url'), 'cookie');
  const check = content === undefined ? undefined : (JSON.parse(content) as IdentityCheck);
  return check && check.until > now.getTime() && isLang(check.lang) ? check : undefined;
}

/**
 * Exchanges what the provider sent back for what it says of the person. Undefined when it does not hold: another browser, an old answer, a
 * signature that is not the provider's, or a person who changed their mind.
 */
export async function finishIdentityCheck(
  around: Surroundings,
  check: IdentityCheck,
  answer: URLSearchParams,
): Promise<IdentityClaims | undefined> {
  const provider = around.settings.oidc;
  if (!provider) return undefined;
  const configuration = await configurationOf(provider);
  const url = new URL(`${around.settings.publicUrl}${CALLBACK_PATH}`);
  url.search = answer.toString();
  const tokens = await authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: check.verifier,
    expectedState: check.state,
    expectedNonce: check.nonce,
    idTokenExpected: true,
  }).catch(doesNotHold);
  const claims = tokens?.claims();
  if (!tokens || !claims) return undefined;
  const wanted = claimNames(provider.claims);
  const isComplete = Object.values(wanted).every((names) => names.every((name) => name in claims));
  const more =
    isComplete || !configuration.serverMetadata().userinfo_endpoint
      ? {}
      : await fetchUserInfo(configuration, tokens.access_token, claims.sub).catch(doesNotHold);
  if (!more) return undefined;
  return claimsOf({ ...more, ...claims }, wanted);
}

// The library throws for every answer that does not hold, whoever sent it: to us all of them are one "no".
function doesNotHold(_error: Error): undefined {
  return undefined;
}

type Names = Partial<Record<'name' | 'birthdate' | 'gender' | 'residence', string[]>>;

/** `OIDC_CLAIMS`: our words and the provider's, `name=given_name+family_name,gender=sex`. Without it the standard ones. */
export function claimNames(setting: string | undefined): Names {
  if (!setting) return { name: ['name'], birthdate: ['birthdate'], gender: ['gender'] };
  return Object.fromEntries(
    setting.split(',').map((pair) => {
      const [ours = '', theirs = ''] = pair.split('=');
      return [ours, theirs.split('+')];
    }),
  );
}

/** What the provider says, in our words; what is not said or not understood is left out. */
export function claimsOf(said: Record<string, unknown> & { iss: string; sub: string }, names: Names): IdentityClaims {
  const text = (key: keyof Names) => {
    const parts = (names[key] ?? []).map((name) => said[name]);
    const whole = parts.every((part) => typeof part === 'string' || typeof part === 'number')
      ? parts.join(' ').trim()
      : '';
    return whole === '' ? undefined : whole;
  };
  const claims: IdentityClaims = { issuer: said.iss, subject: said.sub };
  const name = text('name');
  if (name) claims.name = name.slice(0, 80);
  const birthdate = text('birthdate');
  if (birthdate && /^\d{4}-\d{2}-\d{2}$/.test(birthdate) && !birthdate.startsWith('0000')) claims.birthdate = birthdate;
  const gender = GENDER_WORDS[text('gender')?.toLowerCase() ?? ''];
  if (gender) claims.gender = gender;
  const residence = text('residence');
  if (residence && /^[\d.]{1,20}$/.test(residence)) claims.residence = residence;
  return claims;
}

const GENDER_WORDS: Record<string, 'woman' | 'man'> = {
  female: 'woman',
  f: 'woman',
  woman: 'woman',
  male: 'man',
  m: 'man',
  man: 'man',
};
