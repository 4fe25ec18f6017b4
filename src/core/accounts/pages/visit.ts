import { safePath } from '#platform/http/security.ts';
import type { Done, PageRequest } from '#platform/page.ts';
import { deviceOf } from '../device.ts';
import type { Browser, Entered } from '../enter.ts';
import { sessionCookie, sessionCookieName } from '../session.ts';

/** The browser of a visit: its name for the list of devices, and the session cookie it has. */
export function browserOf({ visit }: PageRequest): Browser {
  return { device: deviceOf(visit.header('user-agent')), previous: visit.cookie(sessionCookieName(visit.secure)) };
}

/** Adds a parameter to a path of this site. */
export function withParameter(path: string, name: string, value: string | undefined): string {
  if (!value) return path;
  const url = new URL(path, 'http://here.invalid');
  url.searchParams.set(name, value);
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Where somebody goes on who was sent to sign in: back to what they were doing, with what they typed, or to their own space. */
export function goOn(to: string | undefined, kept: string | undefined, request: PageRequest): string {
  const back = safePath(to);
  return back ? withParameter(back, 'kept', kept) : request.page.href('/me');
}

/** The answer to a successful sign-in. */
export function entered({ session, to, kept }: Entered, request: PageRequest): Done {
  return { href: goOn(to, kept, request), setCookies: [sessionCookie(session, request.visit.secure)] };
}

/** Whether a code can reach a telephone: in a trial messages are kept and shown to whoever tries the program. */
export function canSendText({ around }: Pick<PageRequest, 'around'>): boolean {
  return around.settings.smsUrl !== undefined || around.settings.mode === 'trial';
}
