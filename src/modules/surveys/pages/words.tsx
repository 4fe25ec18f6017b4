import type { PageContext } from '#platform/html/context.tsx';
import type { Status, Tone } from '#platform/html/tag.tsx';
import type { Survey } from '../queries/surveys.ts';
import { phaseOf } from '../survey.ts';

const TONES: Record<ReturnType<typeof phaseOf>, Tone> = {
  draft: 'not-started',
  upcoming: 'not-reported',
  open: 'in-progress',
  over: 'finished',
};

/** Where a survey stands, as a tag. */
export function statusOf({ t, today }: Pick<PageContext, 't' | 'today'>, survey: Survey): Status {
  const phase = phaseOf(survey, today);
  return { tone: TONES[phase], label: t(`surveys.phase.${phase}`) };
}
