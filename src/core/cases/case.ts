import { addDays, type CivilDate } from '#core/deadlines/index.ts';
import {
  CASE_READERS,
  type CaseKind,
  type CaseMover,
  type CaseReader,
  type CaseTransition,
} from '#platform/case-kind.ts';
import { calendarDate } from '#platform/clock.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';

/** How a case came in. */
export const CASE_CHANNELS = ['online', 'counter', 'paper', 'email'] as const;
export type CaseChannel = (typeof CASE_CHANNELS)[number];

/** Who brings a case: somebody, citizens together, an association. */
export const PARTY_KINDS = ['person', 'citizens', 'association'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

/** The events that no kind of case declares: what people write to one another, and what becomes of the case itself. */
export const OWN_EVENTS = [
  'message',
  'reply',
  'note',
  'assign',
  'transfer',
  'receive-transfer',
  'deliver',
  'acknowledge',
  'remind',
  'lapse',
  'move-date',
] as const;
export type OwnEvent = (typeof OWN_EVENTS)[number];

/** Longest texts, in signs. */
export const WORDS_MAX = 5_000;
export const REASON_MAX = 500;

/** The most cases that are assigned together, and the most messages that a party sends in a day. */
export const TOGETHER_MAX = 200;
export const REPLIES_PER_DAY = 20;

/** How a decision was handed over: what proves that its reader has it. */
export const DELIVERIES = ['by-hand', 'registered-mail', 'bailiff', 'email'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** The kind that a name stands for. Throws a RangeError for one that no capability offers. */
export function kindNamed(kinds: readonly CaseKind[], name: string): CaseKind {
  const kind = kinds.find((one) => one.kind === name);
  if (!kind) throw new RangeError(`no kind of case is called ${name}`);
  return kind;
}

/** The step that a deed is in a state. Refuses (409) what cannot be done there. */
export function stepFrom(kind: CaseKind, from: string | null, verb: string, who: CaseMover): CaseTransition {
  const step = kind.transitions.find((one) => one.from === from && one.verb === verb && one.who === who);
  if (!step) throw new Conflict('cases.refusal.cannot');
  return step;
}

/** What somebody may do with a case now. */
export function stepsOf(kind: CaseKind, from: string, who: CaseMover): CaseTransition[] {
  return kind.transitions.filter((one) => one.from === from && one.who === who);
}

/** Whether nothing is waited for any more. */
export function isOver(kind: CaseKind, state: string): boolean {
  return kind.ends.includes(state);
}

/** The last day on which the party of a case that is over may write in it; null while it is not over. */
export function graceEndsOn({ graceDays }: CaseKind, { overAt }: { overAt: Date | null }): CivilDate | null {
  return overAt && addDays(calendarDate(overAt), graceDays);
}

/** Whether a reader may read an event: officials everything, parties what is theirs and public, others what is public. */
export function mayRead(reader: CaseReader, event: { readers: CaseReader }): boolean {
  return CASE_READERS.indexOf(event.readers) <= CASE_READERS.indexOf(reader);
}

/** What may be done against a decision, by its verb. */
export function remediesAfter(kind: CaseKind, verb: string) {
  return kind.remedies.filter(({ after }) => after.includes(verb));
}

/** The languages that were written, at least one. Refuses nothing: the schema of the action has asked already. */
export function written(words: Partial<Record<string, string | undefined>>): Text {
  return Object.fromEntries(Object.entries(words).filter(([, text]) => text)) as Text;
}

/** Throws NotFound for undefined: what somebody may not see does not exist. */
export function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new NotFound();
  return thing;
}
