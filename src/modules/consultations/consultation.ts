import { addDays, daysBetween } from '#core/deadlines/index.ts';
import type { Kind } from '#core/institutions/index.ts';

/** Being prepared; to be taken part in; over, with all its stage reports. */
export type ConsultationState = 'draft' | 'open' | 'closed';

/** What a consultation may be about. */
export const ABOUT_KINDS = ['plan', 'commitment', 'text', 'budget', 'place', 'question'] as const;
export type AboutKind = (typeof ABOUT_KINDS)[number];

/**
 * What happens in a stage. `proposals`: people propose. `discussion`: they comment on the page of the consultation. `triage`: the body
 * answers every contribution of the stages before. `survey`, `vote`, `draft-text`: they take part in one of this platform. The others are
 * held elsewhere and named by their address.
 */
export const ACTIVITY_KINDS = [
  'proposals',
  'discussion',
  'triage',
  'survey',
  'vote',
  'draft-text',
  'meeting',
  'document',
] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** Kinds of activities that hold a thing of another room, by its reference. */
export const HELD_KINDS = ['survey', 'vote', 'draft-text'] as const satisfies readonly ActivityKind[];
export type HeldKind = (typeof HELD_KINDS)[number];

/** Whether activities of this kind hold a thing of another room. */
export function isHeldKind(kind: ActivityKind): kind is HeldKind {
  return (HELD_KINDS as readonly ActivityKind[]).includes(kind);
}

/** Kinds of activities that may be held at an address. */
export const ADDRESSED_KINDS: ReadonlySet<ActivityKind> = new Set(['meeting', 'document', 'survey', 'vote']);

export type Activity = { id: string; kind: ActivityKind; held: string | null };
type Dates = { startsOn: string; endsOn: string };
type Stage = Dates & { id: string; number: number; closedAt: Date | null; activities: readonly Activity[] };

/** Where a stage stands on a day: to come, running, over but not closed yet, closed with its report. */
export type StageStanding = 'to-come' | 'running' | 'ended' | 'closed';

export function standingOf(stage: Dates & { closedAt: Date | null }, today: string): StageStanding {
  if (stage.closedAt !== null) return 'closed';
  if (today < stage.startsOn) return 'to-come';
  return today <= stage.endsOn ? 'running' : 'ended';
}

/** Whether what came in by an activity is owed an answer, one by one. */
const isAnswered = ({ kind, held }: Activity) => kind === 'proposals' || (kind === 'draft-text' && held !== null);

const owedBy = <A extends Activity>({ activities }: { activities: readonly A[] }) => activities.filter(isAnswered);
const answers = ({ activities }: { activities: readonly Activity[] }) =>
  activities.some(({ kind }) => kind === 'triage');

/**
 * The calls and draft texts whose contributions a stage answers: its own, unless a later stage is there to answer them; and, of a stage that
 * answers, all of the stages before it as well.
 */
export function toAnswer<A extends Activity>(
  stages: readonly (Stage & { activities: readonly A[] })[],
  stage: Stage & { activities: readonly A[] },
): A[] {
  if (answers(stage)) return stages.filter(({ number }) => number <= stage.number).flatMap(owedBy);
  const isAnsweredLater = stages.some((one) => one.number > stage.number && answers(one));
  return isAnsweredLater ? [] : owedBy(stage);
}

/** The calls and draft texts of which nothing may be unanswered when a stage is closed: with the last one, of all stages. */
export function owedAtClose<A extends Activity>(
  stages: readonly (Stage & { activities: readonly A[] })[],
  stage: Stage & { activities: readonly A[] },
): A[] {
  return isLastOpen(stages, stage) ? stages.flatMap(owedBy) : toAnswer(stages, stage);
}

/** Whether the consultation is over with a stage. */
export function isLastOpen(stages: readonly Pick<Stage, 'id' | 'closedAt'>[], { id }: Pick<Stage, 'id'>): boolean {
  return stages.every((one) => one.id === id || one.closedAt !== null);
}

/** Whether an activity of a stage is what earlier stages leave their answers to, and no other one from there on answers. */
export function isOnlyAnswer(
  stages: readonly Stage[],
  stage: Stage,
  { id, kind }: Pick<Activity, 'id' | 'kind'>,
): boolean {
  const owe = stages.some((one) => one.number < stage.number && owedBy(one).length > 0);
  const others = stages
    .filter(({ number }) => number >= stage.number)
    .flatMap(({ activities }) => activities)
    .some((one) => one.kind === 'triage' && one.id !== id);
  return kind === 'triage' && owe && !others;
}

/** Whether stages follow one another: each begins no earlier than the one before. */
export function areInOrder(stages: readonly Dates[]): boolean {
  return stages.every((stage, index) => {
    const before = stages[index - 1];
    return stage.startsOn <= stage.endsOn && (!before || before.startsOn <= stage.startsOn);
  });
}

/** Whether comments are taken: while a stage with a discussion runs. */
export function takesComments(state: ConsultationState, stages: readonly Stage[], today: string): boolean {
  return (
    state === 'open' &&
    stages.some(
      (stage) => standingOf(stage, today) === 'running' && stage.activities.some(({ kind }) => kind === 'discussion'),
    )
  );
}

/**
 * The days whose comments belong to a stage with a discussion, of the one thread of its consultation: from its first day to before the next
 * such stage begins; of the first and the last one also what came before and after. So each comment belongs to one stage.
 */
export function discussedIn(
  stages: readonly Stage[],
  stage: Pick<Stage, 'id'>,
): { from: string | null; before: string | null } | undefined {
  const discussed = stages.filter(({ activities }) => activities.some(({ kind }) => kind === 'discussion'));
  const at = discussed.findIndex(({ id }) => id === stage.id);
  if (at < 0) return undefined;
  return { from: at === 0 ? null : (discussed[at]?.startsOn ?? null), before: discussed[at + 1]?.startsOn ?? null };
}

/** Days that a stage lasts, both ends included. */
export function lengthOf({ startsOn, endsOn }: Dates): number {
  return daysBetween(startsOn, endsOn) + 1;
}

/** Kinds of bodies whose draft texts decree 2-08-229 is about: those of the State. */
const STATE: ReadonlySet<Kind> = new Set(['national-portal', 'ministry', 'department', 'public-establishment']);

/** Whether the period of decree 2-08-229, art. 6 binds a body's drafts; elsewhere its own setting does, if it has one. */
export function isBoundByDecree(kind: Kind): boolean {
  return STATE.has(kind);
}

/** Stages one after the other from a first day, each as long as proposed. */
export function proposedDates(startsOn: string, days: readonly number[]): Dates[] {
  let from = startsOn;
  return days.map((length) => {
    const dates = { startsOn: from, endsOn: addDays(from, length - 1) };
    from = addDays(from, length);
    return dates;
  });
}
