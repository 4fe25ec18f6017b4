import { setCookie } from '#platform/http/cookies.ts';
import type { Keys } from '#platform/keys.ts';

const SECONDS = 300;

/** What is shown once after it was made, and kept nowhere: recovery codes, the text of a token, a code for the counter, a letter. */
export type Flash = {
  codes?: string[];
  token?: string;
  counter?: string;
  letter?: { name: string; address: string; code: string };
};

function cookieName(secure: boolean): string {
  return secure ? '__Host-shown-once' : 'shown-once';
}

/** Carries it to the next page in a cookie of a few minutes that only this session opens. */
export function flashCookie(keys: Keys, sessionId: string, flash: Flash, now: Date, secure: boolean): string {
  const content = JSON.stringify({ ...flash, until: now.getTime() + SECONDS * 1000 });
  const sealed = keys.seal('accounts.flash', content, sessionId).toString('base64url');
  return setCookie(cookieName(secure), sealed, { secure, maxAge: SECONDS });
}

/** What the page before wanted shown; empty when there is nothing, or nothing any more. */
export function flashOf(
  keys: Keys,
  sessionId: string | null,
  visit: { cookie(name: string): string | undefined; secure: boolean },
  now: Date,
): Flash {
  const cookie = visit.cookie(cookieName(visit.secure));
  if (!cookie || !sessionId) return {};
  const content = keys.open('accounts.flash', Buffer.from(cookie, 'base64url'), sessionId);
  if (content === undefined) return {};
  const { until, ...flash } = JSON.parse(content) as Flash & { until: number };
  return until > now.getTime() ? flash : {};
}
