import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';
import type { SettledConfig } from '../config.ts';
import { FORM_TOKEN_FIELD } from '../html/form.tsx';
import type { FormState } from '../page.ts';
import { cookieOf, setCookie } from './cookies.ts';

/** A token for a form: `cookie` is a `Set-Cookie` value, absent when the visitor has one already. */
export type FormToken = { value: string; cookie: string | undefined };

export type FormTokens = {
  /** The token for the forms of one answer. The visitor's cookie is kept where it is ours. */
  issue(request: Request): FormToken;
  /** Whether the sent form holds the token that belongs to the visitor's cookie. */
  accepts(request: Request, values: FormState['values']): boolean;
};

const SECRET_BYTES = 18;
const PROOF_BYTES = 16;

/**
 * Signed double-submit tokens, without any store: the cookie holds a random secret signed by us, the form the same secret under a fresh
 * mask, so that compressing a page tells nothing about it. The cookie is `__Host-form`, or `form` where the site is on http and the
 * prefix would not work; it lives until the browser closes.
 */
export function formTokens(config: Pick<SettledConfig, 'secret' | 'publicUrl'>): FormTokens {
  const secure = config.publicUrl.startsWith('https:');
  const name = secure ? '__Host-form' : 'form';
  const key = createSecretKey(createHmac('sha256', config.secret).update('form tokens').digest());

  const proofOf = (secret: Buffer) => createHmac('sha256', key).update(secret).digest().subarray(0, PROOF_BYTES);
  /** The secret of a cookie that we signed. */
  const secretOf = (cookie: string | undefined): Buffer | undefined => {
    const bytes = Buffer.from(cookie ?? '', 'base64url');
    if (bytes.length !== SECRET_BYTES + PROOF_BYTES) return undefined;
    const secret = bytes.subarray(0, SECRET_BYTES);
    return timingSafeEqual(bytes.subarray(SECRET_BYTES), proofOf(secret)) ? secret : undefined;
  };

  return {
    issue(request) {
      const known = secretOf(cookieOf(request, name));
      const secret = known ?? randomBytes(SECRET_BYTES);
      const mask = randomBytes(SECRET_BYTES);
      const value = Buffer.concat([mask, xor(secret, mask)]).toString('base64url');
      if (known) return { value, cookie: undefined };
      const content = Buffer.concat([secret, proofOf(secret)]).toString('base64url');
      return { value, cookie: setCookie(name, content, { secure }) };
    },
    accepts(request, values) {
      const secret = secretOf(cookieOf(request, name));
      const sent = values[FORM_TOKEN_FIELD];
      if (!secret || typeof sent !== 'string') return false;
      const bytes = Buffer.from(sent, 'base64url');
      if (bytes.length !== 2 * SECRET_BYTES) return false;
      return timingSafeEqual(xor(bytes.subarray(0, SECRET_BYTES), bytes.subarray(SECRET_BYTES)), secret);
    },
  };
}

function xor(a: Buffer, b: Buffer): Buffer {
  const mixed = Buffer.alloc(a.length);
  for (let i = 0; i < a.length; i++) mixed[i] = (a[i] as number) ^ (b[i] as number);
  return mixed;
}
