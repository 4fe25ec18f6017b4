import type { ComponentChildren } from 'preact';
import type { PageContext } from '#platform/html/context.tsx';
import { usePage } from '#platform/html/context.tsx';
import type { Status, Tone } from '#platform/html/tag.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { type Outcome, type Phase, phaseOf } from '../draft-text.ts';
import type { Contribution } from '../queries/contributions.ts';
import type { DraftText } from '../queries/draft-texts.ts';

const TONES: Record<Phase, Tone> = {
  draft: 'not-started',
  announced: 'not-reported',
  open: 'in-progress',
  answering: 'incomplete',
  concluded: 'finished',
  adopted: 'finished',
};

/** Where a text stands today, as a tag. */
export function statusOf({ t, today }: Pick<PageContext, 't' | 'today'>, text: DraftText): Status {
  const phase = phaseOf(text, today);
  return { tone: TONES[phase], label: t(`draft-texts.phase.${phase}`) };
}

const OUTCOME_TONES: Record<Outcome, Tone> = {
  accepted: 'finished',
  'partly-accepted': 'in-progress',
  'not-accepted': 'stuck',
  'out-of-scope': 'plain',
};

/** What was answered, as a tag. */
export function outcomeOf({ t }: Pick<PageContext, 't'>, { answer }: Pick<Contribution, 'answer'>): Status {
  if (!answer) return { tone: 'not-reported', label: t('draft-texts.outcome.none') };
  return { tone: OUTCOME_TONES[answer.outcome], label: t(`draft-texts.outcome.${answer.outcome}`) };
}

/** What a contribution is, in a few words: "Amendment 12: replaces words". */
export function titleOf({ ts }: Pick<PageContext, 'ts'>, { kind, deed, number, quote }: Contribution): string {
  if (kind === 'comment' || deed === null) return ts('draft-texts.contribution.comment-n', { number });
  const what = ts(quote === null || deed === 'insert' ? `draft-texts.deed-whole.${deed}` : `draft-texts.deed.${deed}`);
  return ts('draft-texts.contribution.amendment-n', { number, what });
}

type Gone = Pick<Contribution, 'state' | 'hiddenReason' | 'channel'>;

/**
 * What stands in the place of words that are gone: their author took them back, a moderator hid them, or the body removed what it had
 * entered. Null for words that are there.
 */
export function goneText({ ts, lang }: Pick<PageContext, 'ts' | 'lang'>, one: Gone): string | null {
  if (one.state === 'shown' || one.state === 'held') return null;
  if (one.state === 'withdrawn' && one.channel === 'online') return ts('draft-texts.contribution.withdrawn');
  const reason = plain(one.hiddenReason, lang) || '–';
  return ts(`draft-texts.contribution.${one.state === 'hidden' ? 'hidden' : 'removed'}`, { reason });
}

/** The same as an element: the reason stands in its own language. */
export function GoneWords({ contribution }: { contribution: Gone }): ComponentChildren {
  const page = usePage();
  const { state, hiddenReason } = contribution;
  if (hiddenReason === null) return goneText(page, contribution);
  const reason = <Multilingual text={hiddenReason} as="bdi" />;
  return page.t(`draft-texts.contribution.${state === 'hidden' ? 'hidden' : 'removed'}`, { reason });
}

type Author = Pick<Contribution, 'authorName' | 'association' | 'state'>;

/** Who speaks, as a plain string. */
export function authorText(
  { ts, lang }: Pick<PageContext, 'ts' | 'lang'>,
  { authorName, association }: Author,
): string {
  const name = authorName ?? ts('draft-texts.contribution.former');
  if (!association) return name;
  const called = plain(association.name, lang);
  return authorName === null ? called : ts('draft-texts.contribution.for-association', { name, association: called });
}

/** Who speaks, as an element: names stand apart from the words around them. */
export function AuthorName({ author }: { author: Author }): ComponentChildren {
  const { t, href } = usePage();
  const { authorName, association } = author;
  const name = authorName === null ? t('draft-texts.contribution.former') : <bdi>{authorName}</bdi>;
  if (!association) return name;
  const called = (
    <a href={href(`/associations/${association.id}`)}>
      <Multilingual text={association.name} as="bdi" />
    </a>
  );
  return authorName === null ? called : t('draft-texts.contribution.for-association', { name, association: called });
}
