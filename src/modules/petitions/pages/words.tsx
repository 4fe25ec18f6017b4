import type { PageContext } from '#platform/html/context.tsx';
import type { Status, Tone } from '#platform/html/tag.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { PetitionState } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';

const TONES: Record<PetitionState, Tone> = {
  draft: 'not-started',
  submitted: 'not-reported',
  open: 'in-progress',
  closed: 'finished',
  withdrawn: 'plain',
  refused: 'stuck',
  filed: 'in-progress',
  rejected: 'stuck',
  accepted: 'in-progress',
  scheduled: 'in-progress',
  answered: 'finished',
  finished: 'finished',
  removed: 'plain',
};

/** The state of a petition as a tag. */
export function statusOf({ t }: Pick<PageContext, 't'>, { state }: Pick<Petition, 'state'>): Status {
  return { tone: TONES[state], label: t(`petitions.state.${state}`) };
}

/** What was written in the one language of the petition. */
export function inItsLanguage(petition: Pick<Petition, 'lang'>, words: string): Text {
  return { [petition.lang]: words };
}
