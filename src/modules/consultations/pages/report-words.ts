import { AGE_BANDS, GENDERS, NOT_TOLD } from '#core/personal-data/index.ts';
import type { Outcome } from '#modules/draft-texts/index.ts';
import { type CallFigures, PROPOSAL_STATES, CHANNELS as PROPOSED_BY } from '#modules/proposals/index.ts';
import { ANSWERS } from '#modules/votes/index.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { CHANNELS, type Channel } from '../participation.ts';
import type { Published, ReportedHeld, ReportedLine } from '../report.ts';

type Words = Pick<PageContext, 'ts' | 'format'>;

/** The way in which something came in. */
export function channelLabel({ ts }: Pick<Words, 'ts'>, channel: Channel): string {
  return ts(channel === 'email' ? 'draft-texts.channel.email' : `proposals.channel.${channel}`);
}

/** Contributions by channel: every channel, so that they visibly add up. */
export function channelRows({ ts }: Words, { byChannel }: CallFigures): [string, number][] {
  return PROPOSED_BY.map((channel) => [ts(`proposals.channel.${channel}`), byChannel[channel] ?? 0]);
}

/** Where a proposal stands, in words. */
export function stateLabel({ ts }: Pick<Words, 'ts'>, state: string): string {
  const known = PROPOSAL_STATES.find((one) => one === state);
  return known ? ts(`proposals.state.${known}`) : state;
}

/** Proposals by what the body answered. */
export function stateRows(words: Words, { byState }: CallFigures): [string, number][] {
  return PROPOSAL_STATES.flatMap((state): [string, number][] =>
    byState[state] ? [[stateLabel(words, state), byState[state]]] : [],
  );
}

/** A group of people, in words. */
export function groupLabel({ ts }: Pick<Words, 'ts'>, group: string): string {
  const gender = GENDERS.find((one) => one === group);
  if (gender) return ts(`consultations.group.${gender}`);
  const band = AGE_BANDS.find((one) => one === group);
  return ts(band ? `consultations.group.${band}` : 'consultations.group.not-told');
}

/** Counts of people by group; hidden cells say so. */
export function groupRows(words: Words, counts: Published): [string, string][] {
  const { ts, format } = words;
  const order = [...GENDERS, ...AGE_BANDS, NOT_TOLD] as readonly string[];
  return Object.entries(counts)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([group, n]) => [
      groupLabel(words, group),
      n === null ? ts('consultations.report.too-few') : format.number(n),
    ]);
}

/** What came in by a survey, a vote or a text, by the channels that brought anything. */
export function heldChannels(words: Words, { channels }: Pick<ReportedHeld, 'channels'>): [string, number][] {
  const used = CHANNELS.filter((channel) => channels[channel] > 0);
  return (used.length > 0 ? used : CHANNELS.slice(0, 1)).map((channel) => [
    channelLabel(words, channel),
    channels[channel],
  ]);
}

/** The name of an answer of a vote that has no options: yes, no, abstention. */
export function lineLabel({ ts }: Pick<Words, 'ts'>, { option }: Pick<ReportedLine, 'option'>): string {
  const answer = ANSWERS.find((one) => one === option);
  return answer ? ts(`votes.answer.${answer}`) : option;
}

/** What a body answered to a contribution on a text. */
export function outcomeLabel({ ts }: Pick<Words, 'ts'>, outcome: Outcome | null): string {
  return outcome ? ts(`draft-texts.outcome.${outcome}`) : ts('consultations.report.no-answer');
}
