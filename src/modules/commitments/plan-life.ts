/** The life of an action plan, from its co-creation to its assessment. */

/** A plan that is only being written is a draft; what is published of it is in one of the other phases. */
export const PLAN_PHASES = ['drafting', 'adopted', 'implementation', 'closed', 'assessed'] as const;
export type PlanPhase = (typeof PLAN_PHASES)[number];
export const PUBLISHED_PHASES = PLAN_PHASES.filter((phase) => phase !== 'drafting') as Exclude<PlanPhase, 'drafting'>[];
export type PublishedPhase = (typeof PUBLISHED_PHASES)[number];

/** Where a plan stands: as its body said, or as its dates say when the body said nothing. */
export type PhaseNow = { phase: PublishedPhase; since: string | null; said: boolean };

/** The phase of a published plan on a day. */
export function phaseOn(
  plan: { start: string; end: string; said: { phase: PublishedPhase; since: string } | null },
  today: string,
): PhaseNow {
  if (plan.said) return { phase: plan.said.phase, since: plan.said.since, said: true };
  if (today < plan.start) return { phase: 'adopted', since: null, said: false };
  if (today <= plan.end) return { phase: 'implementation', since: plan.start, said: false };
  return { phase: 'closed', since: plan.end, said: false };
}

/** The phases a body may put its plan into: the one that it said itself is not said twice. */
export function phasesAfter(now: PhaseNow): PublishedPhase[] {
  return PUBLISHED_PHASES.filter((phase) => !(now.said && phase === now.phase));
}

/** Whether a step leads back, which must be explained. */
export function leadsBack(from: PublishedPhase, to: PublishedPhase): boolean {
  return PUBLISHED_PHASES.indexOf(to) < PUBLISHED_PHASES.indexOf(from);
}
