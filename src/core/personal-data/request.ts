/** What may be asked about one's own data: a correction (09-08 art. 8), or that a use of it stops (art. 9). */
export const REQUEST_KINDS = ['rectification', 'objection'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export type RequestState = 'open' | 'accepted' | 'refused' | 'withdrawn';

/** Days in which a body corrects, erases or blocks what is wrong: full days (09-08 art. 8). */
export const RECTIFICATION_DAYS = 10;

const DAY = 86_400_000;

/**
 * The last day of a period of `days` full days ("jours francs") that begins on `day`: neither the day of the event nor the last day counts,
 * so it ends on day n + 1 (code of civil procedure, art. 512). Calendar days; that a last day which is a holiday moves to the next working
 * day is for the room of deadlines. Both dates are `YYYY-MM-DD`.
 */
export function lastFullDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (days + 1) * DAY).toISOString().slice(0, 10);
}

/** The day by which a request must be answered; null where the law sets none (objection, art. 9: without delay). */
export function dueDay(kind: RequestKind, received: string): string | null {
  return kind === 'rectification' ? lastFullDay(received, RECTIFICATION_DAYS) : null;
}

/** A request as its author and the body see it. */
export type DataRequest = {
  institutionId: string;
  id: string;
  kind: RequestKind;
  personId: string | null;
  about: string | null;
  words: string;
  state: RequestState;
  receivedAt: Date;
  dueOn: string | null;
  assignedTo: string | null;
  answer: string | null;
  answeredAt: Date | null;
};
