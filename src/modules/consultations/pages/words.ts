import type { PageContext } from '#platform/html/context.tsx';
import type { Status } from '#platform/html/tag.tsx';
import { type StageStanding, standingOf } from '../consultation.ts';
import type { Consultation, ConsultationStage } from '../queries/consultations.ts';
import type { Held } from '../queries/held.ts';

/** Where a consultation stands, as a tag. */
export function statusOf({ t }: Pick<PageContext, 't'>, { state }: Pick<Consultation, 'state'>): Status {
  const tone = { draft: 'not-started', open: 'in-progress', closed: 'finished' } as const;
  return { tone: tone[state], label: t(`consultations.state.${state}`) };
}

const TONES = { 'to-come': 'not-started', running: 'in-progress', ended: 'plain', closed: 'finished' } as const;

/** Where a stage stands, as a tag. */
export function stageStatus({ t }: Pick<PageContext, 't'>, standing: StageStanding): Status {
  return { tone: TONES[standing], label: t(`consultations.standing.${standing}`) };
}

/**
 * The path of the page where an activity is held; undefined while it has none, as proposals and comments of a draft. `held`: the survey, vote
 * or text that it holds.
 */
export function activityPath(
  { reference, state }: Pick<Consultation, 'reference' | 'state'>,
  stage: Pick<ConsultationStage, 'startsOn' | 'endsOn' | 'closedAt'>,
  { id, kind, target }: ConsultationStage['activities'][number],
  today: string,
  held?: Held,
): string | undefined {
  if (state === 'draft' && (kind === 'proposals' || kind === 'discussion')) return undefined;
  if (kind === 'proposals') return `/proposals?call=${id}`;
  if (kind === 'discussion') {
    return standingOf(stage, today) === 'to-come' ? undefined : `/comments?on=consultation:${reference}`;
  }
  if (held) return held.phase === 'draft' ? undefined : held.path;
  return target || undefined;
}

/** What can be done in a stage that runs, with the path of where it is done. */
export function doneNow(
  consultation: Pick<Consultation, 'reference' | 'state'>,
  stage: ConsultationStage,
  held: ReadonlyMap<string, Held>,
  today: string,
): (ConsultationStage['activities'][number] & { path: string })[] {
  return stage.activities.flatMap((activity) => {
    const thing = held.get(activity.id);
    const path = thing?.doPath ?? activityPath(consultation, stage, activity, today, thing);
    return path ? [{ ...activity, path }] : [];
  });
}
