import { calendarDate } from '#platform/clock.ts';

/** How often letters come. `never`: what happened stands on `/me/notifications` only. */
export const FREQUENCIES = ['at-once', 'daily', 'weekly', 'never'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** The kinds of rounds: letters by frequency, and messages to telephones for what is urgent. */
export const ROUND_KINDS = ['urgent', 'at-once', 'daily', 'weekly'] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/** Something that can be followed. */
export type Subject = { kind: string; id: string };

const SUBJECT = /^([a-z][a-z-]{0,39}):([^\s]{1,200})$/u;

/** Reads `commitment:MALAA0004`; undefined for anything else. */
export function parseSubject(text: string): Subject | undefined {
  const [, kind, id] = SUBJECT.exec(text) ?? [];
  return kind && id ? { kind, id } : undefined;
}

/** `commitment:MALAA0004`. */
export function writeSubject({ kind, id }: Subject): string {
  return `${kind}:${id}`;
}

/** The subject that stands for one person: nobody follows it, it reaches that person always. */
export const PERSON = 'person';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** "At once" is within so many minutes: a morning of changes is one letter, not thirty. */
const AT_ONCE_MINUTES = 5;
/** Daily and weekly letters leave from this hour on, in Morocco. */
const LETTER_HOUR = 7;

/**
 * The period that is under way for each kind, as a word that sorts: each is opened once, as soon as somebody looks. The day of letters
 * begins at seven in the morning, the week on Monday.
 */
export function periodsAt(now: Date): Record<RoundKind, string> {
  const slot = new Date(Math.floor(now.getTime() / (AT_ONCE_MINUTES * MINUTE)) * AT_ONCE_MINUTES * MINUTE);
  const atOnce = slot.toISOString().slice(0, 16);
  const day = calendarDate(new Date(now.getTime() - LETTER_HOUR * HOUR));
  return { urgent: atOnce, 'at-once': atOnce, daily: day, weekly: mondayOf(day) };
}

function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

/** The path of the page that follows a thing: `commitment:MALAA0004`. */
export function followPath(on: string): string {
  return `/follow?${new URLSearchParams({ on })}`;
}
