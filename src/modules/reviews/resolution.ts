import { daysBetween } from '#core/deadlines/index.ts';
import type { Text } from '#platform/i18n/text.ts';

/** A decision is carried out; a recommendation is answered first. */
export const RESOLUTION_KINDS = ['decision', 'recommendation'] as const;
export type ResolutionKind = (typeof RESOLUTION_KINDS)[number];

/**
 * `proposed`: by a member, not yet by the committee; `adopted`: it stands; `withdrawn`: taken back before it was adopted. Those of a review
 * stand when its minutes are published.
 */
export type ResolutionState = 'proposed' | 'adopted' | 'withdrawn';

/** What the body answers to a recommendation. */
export const ANSWERS = ['accepted', 'partly', 'refused'] as const;
export type AnswerOutcome = (typeof ANSWERS)[number];

/** What became of a resolution. */
export const RESULTS = ['under-way', 'done', 'dropped'] as const;
export type Result = (typeof RESULTS)[number];

/**
 * Within how many days a body answers a recommendation. The plans promise the recommendations and no time to answer them: a house rule of the
 * platform, not a statutory one.
 */
export const ANSWER_DAYS = 30;

export type ResolutionAnswer = {
  outcome: AnswerOutcome;
  reasons: Text;
  action: Text | null;
  plannedOn: string | null;
  officeName: Text | null;
  answeredOn: string;
};

export type ResolutionResult = { result: Result; note: Text | null; on: string };

/** A decision or recommendation of a review or of a committee. */
export type Resolution = {
  institutionId: string;
  id: string;
  plan: string;
  kind: ResolutionKind;
  state: ResolutionState;
  reviewId: string | null;
  bodyId: string | null;
  bodyName: Text | null;
  milestone: string | null;
  text: Text;
  /** Why the text is not public; null: it is. */
  withheld: Text | null;
  officeId: string | null;
  officeName: Text | null;
  /** By when it is to be carried out. */
  dueOn: string | null;
  adoptedOn: string | null;
  /** By when the body answers; null for decisions. */
  answerDueOn: string | null;
  answer: ResolutionAnswer | null;
  /** What became of it, the last word. */
  last: ResolutionResult | null;
};

/** Whether the body still owes an answer. */
export function awaitsAnswer(resolution: Pick<Resolution, 'kind' | 'state' | 'answer'>): boolean {
  return resolution.kind === 'recommendation' && resolution.state === 'adopted' && resolution.answer === null;
}

/** Whether something is still to be done: neither carried out, nor dropped, nor refused. */
export function isOpen({ last, answer }: Pick<Resolution, 'last' | 'answer'>): boolean {
  return answer?.outcome !== 'refused' && last?.result !== 'done' && last?.result !== 'dropped';
}

/** How a body answers. */
export type AnswerFigures = {
  recommendations: number;
  answered: number;
  /** Answered out of all, 0 to 1; null when there is no recommendation. */
  share: number | null;
  late: number;
  /** The median of days from adoption to answer; null when nothing was answered. */
  medianDays: number | null;
};

/** Figures of the recommendations that stand: how many were answered, how fast, how many are overdue. */
export function answerFigures(resolutions: readonly Resolution[], today: string): AnswerFigures {
  const asked = resolutions.filter((one) => one.kind === 'recommendation' && one.state === 'adopted');
  const days = asked
    .flatMap(({ adoptedOn, answer }) => (answer && adoptedOn ? [daysBetween(adoptedOn, answer.answeredOn)] : []))
    .sort((a, b) => a - b);
  const late = asked.filter((one) => awaitsAnswer(one) && one.answerDueOn !== null && one.answerDueOn < today);
  const answered = asked.length - asked.filter(awaitsAnswer).length;
  return {
    recommendations: asked.length,
    answered,
    share: asked.length === 0 ? null : answered / asked.length,
    late: late.length,
    medianDays: median(days),
  };
}

function median(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
