import type { DatePrecision } from '#platform/i18n/format.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { MilestoneStatus } from './commitment.ts';

/**
 * What the public timeline tells. The thing it happened to is the most precise of plan, commitment and milestone that the event
 * names: a `text-changed` with a milestone is about that milestone's title.
 */
export const EVENT_KINDS = [
  'imported',
  'added',
  'text-changed',
  'dates-changed',
  'status-changed',
  'reported',
  'gone',
  'returned',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export type EventDates = { start: string | null; end: string | null; precision: DatePrecision | null };

export type EventData = {
  /** `text-changed`: the names of the fields, as in the API (`title`, `longTermGoals`). */
  fields?: string[];
  /** `dates-changed`. */
  from?: EventDates;
  to?: EventDates;
  /** `status-changed`. */
  statusFrom?: MilestoneStatus;
  statusTo?: MilestoneStatus;
  /** `status-changed` and `reported`: what the office says with it. */
  note?: Text;
  percent?: number;
};
