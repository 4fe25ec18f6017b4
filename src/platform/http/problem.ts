import { isDatabaseAway } from '../db/away.ts';
import { InvalidInput, Refusal, TooMany, Unavailable } from '../errors.ts';
import type { MessageKey, Translator } from '../i18n/messages.ts';

/** The refusal that something thrown is: its own, or that the platform is away for a moment with its database. Undefined is a bug. */
export function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  return isDatabaseAway(error) ? new Unavailable() : undefined;
}

/** An error of the API as RFC 9457 says it. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: { pointer: string; message: string }[];
  instance: string;
};

/** The words of one fault, in the translator's language. */
export function faultMessage(
  words: Translator,
  fault: { key?: string; values?: Record<string, unknown>; message?: string },
): string {
  if (fault.key) return words.maybe(fault.key, fault.values) ?? fault.key;
  return fault.message ?? words.ts('platform.errors.wrong-value' as MessageKey);
}

/** Turns a refusal into problem+json. `instance` is the address that was asked for, or the incident number of a bug. */
export function problemOf(refusal: Refusal, words: Translator, instance: string): Problem {
  const title = words.maybe(refusal.key, refusal.values) ?? refusal.key;
  const slug = refusal.name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return {
    type: `urn:jamaa:problem:${slug}`,
    title,
    status: refusal.status,
    ...(refusal instanceof InvalidInput
      ? { errors: refusal.faults.map((fault) => ({ pointer: fault.pointer, message: faultMessage(words, fault) })) }
      : {}),
    instance,
  };
}

/** The answer that carries a problem; never kept by any cache. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(`${JSON.stringify(problem)}\n`, {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}

/** `Retry-After` for the refusals that have one. */
export function retryHeaders(refusal: Refusal): Record<string, string> {
  return refusal instanceof TooMany || refusal instanceof Unavailable
    ? { 'retry-after': String(refusal.retryAfter) }
    : {};
}
