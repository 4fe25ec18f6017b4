import { addMonths } from '#core/deadlines/index.ts';
import type { Text } from '#platform/i18n/text.ts';
import { COMMITMENT_END, INCEPTION, PLAN_END, UPDATE } from './law.ts';
import type { Facet } from './vocabulary.ts';

/** When in the life of a plan it is assessed. `update`: the public word in between. */
export const ASSESSMENT_KINDS = ['inception', 'commitment-end', 'plan-end', 'update'] as const;
export type AssessmentKind = (typeof ASSESSMENT_KINDS)[number];

/** A commitment coded in an assessment: a level for each facet that was judged, with the version of its scale, and the reasons. */
export type Coding = {
  commitment: string;
  levels: Partial<Record<Facet, { level: string; scale: string }>>;
  reasons: Text;
};

/** What is published: never changed afterwards. */
export type AssessmentContent = {
  kind: AssessmentKind;
  summary: Text;
  evidence: Text | null;
  codings: Coding[];
};

export type AssessmentVersion = {
  version: number;
  publishedAt: Date;
  publishedOn: string;
  /** Why an earlier version was replaced; null for the first. */
  why: Text | null;
  content: AssessmentContent;
  hash: string;
  reply: { text: Text; repliedOn: string } | null;
};

/** An assessment by the independent monitoring body. */
export type Assessment = {
  institutionId: string;
  id: string;
  plan: string;
  kind: AssessmentKind;
  /** The commitment of a `commitment-end`; null for the whole plan. */
  commitment: string | null;
  dueOn: string | null;
  /** The latest published version; 0 while there is none. */
  version: number;
  summary: Text | null;
  evidence: Text | null;
};

/** What is known of a plan to say when it must be assessed. */
export type PlanDates = {
  start: string;
  end: string;
  submitted: string | null;
  /** Commitments that are fully carried out, with the day the last milestone was finished. */
  finished: readonly { reference: string; on: string }[];
};

/** An assessment that is due by a day: `commitment` for the end of one. */
export type Due = { kind: AssessmentKind; commitment: string | null; dueOn: string };

/**
 * Every assessment a plan asks for, by the day it is due: inception two months after submission, each commitment one month after it is
 * finished, the plan four months after its end, and a public update at least every four months while it runs.
 * `published`: what was published so far.
 */
export function dueAssessments(
  plan: PlanDates,
  published: readonly { kind: AssessmentKind; commitment: string | null; on: string }[],
): Due[] {
  const isDone = (kind: AssessmentKind, commitment: string | null) =>
    published.some((one) => one.kind === kind && one.commitment === commitment);
  const due: Due[] = [];
  if (plan.submitted !== null && !isDone('inception', null))
    due.push({ kind: 'inception', commitment: null, dueOn: addMonths(plan.submitted, INCEPTION.months) });
  for (const { reference, on } of plan.finished)
    if (!isDone('commitment-end', reference))
      due.push({ kind: 'commitment-end', commitment: reference, dueOn: addMonths(on, COMMITMENT_END.months) });
  if (!isDone('plan-end', null))
    due.push({ kind: 'plan-end', commitment: null, dueOn: addMonths(plan.end, PLAN_END.months) });
  const last =
    published
      .map((one) => one.on)
      .sort()
      .at(-1) ??
    plan.submitted ??
    plan.start;
  const update = addMonths(last, UPDATE.months);
  if (update <= plan.end) due.push({ kind: 'update', commitment: null, dueOn: update });
  return due.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** How many days ahead an assessment comes to the desk. */
export const SEEN_AHEAD_DAYS = 60;

/** What the body says of a commitment of its own. */
export type SelfAssessment = { id: string; commitment: string; completion: string; text: Text; publishedOn: string };
