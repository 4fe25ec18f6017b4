import { describe, expect, test } from 'vitest';
import { FORM_TOKEN_FIELD } from '../html/form.tsx';
import { formTokens } from './form-token.ts';

const secret = 'a secret that is long enough for tests';
const tokens = formTokens({ secret, publicUrl: 'https://jamaa.example.ma' });

function visit(cookie?: string): Request {
  return new Request('http://x/', cookie === undefined ? {} : { headers: { cookie } });
}

/** What a browser keeps of a `Set-Cookie`. */
function kept(setCookie: string | undefined): string {
  return setCookie?.split(';')[0] ?? '';
}

const form = (value: string | string[]) => ({ [FORM_TOKEN_FIELD]: value });

describe('form tokens', () => {
  test('what was issued with a cookie is accepted with it', () => {
    const { value, cookie } = tokens.issue(visit());
    expect(cookie).toMatch(/^__Host-form=[\w-]+; Path=\/; SameSite=Lax; Secure; HttpOnly$/);
    expect(tokens.accepts(visit(kept(cookie)), form(value))).toBe(true);
    expect(tokens.accepts(visit(`lang=ar; ${kept(cookie)}`), form(value))).toBe(true);
  });

  test('a visitor keeps one cookie; each page has another token, and all of them hold', () => {
    const first = tokens.issue(visit());
    const second = tokens.issue(visit(kept(first.cookie)));
    expect(second.cookie).toBeUndefined();
    expect(second.value).not.toBe(first.value);
    for (const { value } of [first, second]) expect(tokens.accepts(visit(kept(first.cookie)), form(value))).toBe(true);
  });

  test('on http the cookie has a plain name, because browsers refuse the prefix there', () => {
    const { cookie } = formTokens({ secret, publicUrl: 'http://localhost:3000' }).issue(visit());
    expect(cookie).toMatch(/^form=/);
    expect(cookie).not.toContain('Secure');
  });

  test('refused: no token, no cookie, a token of another visitor, of another secret, two tokens, anything changed', () => {
    const { value, cookie } = tokens.issue(visit());
    const mine = visit(kept(cookie));
    expect(tokens.accepts(mine, {})).toBe(false);
    expect(tokens.accepts(mine, form(''))).toBe(false);
    expect(tokens.accepts(mine, form([value, value]))).toBe(false);
    expect(tokens.accepts(visit(), form(value))).toBe(false);
    expect(tokens.accepts(visit(kept(tokens.issue(visit()).cookie)), form(value))).toBe(false);
    const strangers = formTokens({ secret: `${secret}!`, publicUrl: 'https://jamaa.example.ma' });
    expect(strangers.accepts(mine, form(value))).toBe(false);
    expect(tokens.accepts(mine, form(`${value}AAAA`))).toBe(false);
    const bytes = Buffer.from(value, 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] as number) ^ 1;
      expect(tokens.accepts(mine, form(changed.toString('base64url')))).toBe(false);
    }
  });

  test('a cookie that somebody made up is replaced and never accepted', () => {
    const made = `__Host-form=${Buffer.alloc(34, 7).toString('base64url')}`;
    const zero = Buffer.alloc(36).toString('base64url');
    expect(tokens.issue(visit(made)).cookie).toBeDefined();
    expect(tokens.accepts(visit(made), form(zero))).toBe(false);
    const { cookie } = tokens.issue(visit());
    const bytes = Buffer.from(kept(cookie).split('=')[1] as string, 'base64url');
    bytes[0] = (bytes[0] as number) ^ 1;
    expect(tokens.issue(visit(`__Host-form=${bytes.toString('base64url')}`)).cookie).toBeDefined();
  });
});
