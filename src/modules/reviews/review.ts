import { createHash } from 'node:crypto';
import { addMonths } from '#core/deadlines/index.ts';
import type { MatrixRow, MilestoneStatus, Timeliness } from '#modules/commitments/index.ts';
import type { Text } from '#platform/i18n/text.ts';

/** Under whose chair a review is held, as the plans say. */
export const CHAIRS = ['director-general-of-services', 'vice-president', 'president'] as const;
export type Chair = (typeof CHAIRS)[number];

/** planned → held → published; what is planned may be cancelled. */
export const REVIEW_STATES = ['planned', 'held', 'published', 'cancelled'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

const NEXT: Readonly<Record<ReviewState, readonly ReviewState[]>> = {
  planned: ['held', 'cancelled'],
  held: ['published'],
  published: [],
  cancelled: [],
};

/** Whether a review may pass from one state to another. */
export function mayBecome(from: ReviewState, to: ReviewState): boolean {
  return NEXT[from].includes(to);
}

/** What a point of the agenda is about. `earlier`: what became of an earlier decision or recommendation. */
export const AGENDA_KINDS = ['late', 'stuck', 'due', 'earlier', 'other'] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];

export type AgendaItem = {
  kind: AgendaKind;
  /** The reference of the milestone it is about. */
  milestone: string | null;
  /** The id of the earlier decision or recommendation. */
  resolution: string | null;
  text: Text;
};

/** The most points that an agenda has room for: beyond it nobody reads it, and the matrix itself is annexed to the minutes. */
export const MOST_AGENDA = 60;

/** Who came: committee members by their mandate, offices and other organisations by name; never a private person. */
export type Attendance = { members: { id: string; present: boolean }[]; offices: string[]; others: string[] };

export const NOBODY_CAME: Attendance = { members: [], offices: [], others: [] };

/** A quarterly review of a plan. */
export type Review = {
  institutionId: string;
  id: string;
  plan: string;
  state: ReviewState;
  on: string;
  place: Text;
  chair: Chair;
  agenda: AgendaItem[];
  attendance: Attendance;
  minutes: Text | null;
  heldAt: Date | null;
  /** SHA-256 of the matrix as it was presented. */
  matrixHash: string | null;
  publishedAt: Date | null;
  /** SHA-256 of everything that the minutes say. */
  minutesHash: string | null;
};

/** A row of the matrix as it stood at the review: never changed afterwards. */
export type FrozenRow = {
  commitment: { reference: string; title: Text };
  milestone: string;
  number: number;
  title: Text;
  end: string | null;
  precision: 'day' | 'month' | 'year' | null;
  status: MilestoneStatus;
  statusOn: string | null;
  statusNote: Text | null;
  percent: number | null;
  done: Text | null;
  obstacles: Text | null;
  nextStep: Text | null;
  timeliness: Timeliness;
  daysLate: number;
};

/** What a review keeps of a row of the matrix: what everybody may read of it. */
export function freeze(row: MatrixRow): FrozenRow {
  const { commitment, reference, number, title, end, precision, content, note, timeliness, daysLate } = row;
  const { status, statusOn, percent, done, obstacles, nextStep } = content;
  return {
    commitment: { reference: commitment.reference, title: commitment.title },
    milestone: reference,
    number,
    title,
    end,
    precision,
    status,
    statusOn,
    statusNote: note,
    percent,
    done,
    obstacles,
    nextStep,
    timeliness,
    daysLate,
  };
}

/** SHA-256 over a value as JSON with sorted keys, in hexadecimal: the same content is the same hash, whatever stored it. */
export function sealOf(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return value.toISOString();
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}

/** A quarter: the rhythm of the meetings that the plans promise. */
export const QUARTER_MONTHS = 3;

/**
 * Why a milestone is for the agenda of a review on this day: it is late; it is stuck (reported so, or begun and without a word for a
 * quarter); or it ends within the next quarter. Undefined: nothing is to be said of it.
 */
export function agendaKindOf(
  milestone: {
    status: MilestoneStatus;
    /** The day of the last word about it. */
    saidOn: string | null;
    start: string | null;
    end: string | null;
    timeliness: Timeliness;
  },
  day: string,
): 'late' | 'stuck' | 'due' | undefined {
  if (milestone.timeliness === 'ended') return undefined;
  if (milestone.timeliness === 'late') return 'late';
  const lastWord = milestone.saidOn ?? milestone.start;
  const silent = lastWord !== null && lastWord <= addMonths(day, -QUARTER_MONTHS);
  if (milestone.status === 'stuck' || silent) return 'stuck';
  return milestone.end !== null && milestone.end <= addMonths(day, QUARTER_MONTHS) ? 'due' : undefined;
}

const ORDER: readonly AgendaKind[] = ['earlier', 'late', 'stuck', 'due', 'other'];

/**
 * An agenda drawn anew: what became of earlier resolutions first, then what is late, stuck or due. Points that somebody wrote, and words that
 * somebody changed, are kept.
 */
export function draftAgenda(
  before: readonly AgendaItem[],
  drawn: readonly AgendaItem[],
): { agenda: AgendaItem[]; left: number } {
  const subject = (item: AgendaItem) => item.milestone ?? item.resolution;
  const known = new Map(before.flatMap((item) => (subject(item) === null ? [] : [[subject(item), item] as const])));
  const made = drawn.map((item) => {
    const same = known.get(subject(item));
    return same ? { ...item, text: same.text } : item;
  });
  const written = before.filter((item) => subject(item) === null);
  const room = Math.max(0, MOST_AGENDA - written.length);
  const inOrder = made.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return { agenda: [...inOrder.slice(0, room), ...written], left: Math.max(0, made.length - room) };
}
