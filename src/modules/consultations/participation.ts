import { CHANNELS as PROPOSED_BY } from '#modules/proposals/index.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { ActivityKind } from './consultation.ts';

/** The ways in which anything comes in: those of proposals, and e-mail, by which contributions to texts come too. */
export const CHANNELS = [...PROPOSED_BY, 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What came in by each channel. Everything came by exactly one, so the channels add up to the total. */
export type ByChannel = Record<Channel, number>;

/** What came in by one activity: proposals, comments, answers, ballots, contributions. */
export type Taken = {
  activity: string;
  /** The number of its stage. */
  stage: number;
  kind: ActivityKind;
  title: Text;
  channels: ByChannel;
  total: number;
};

/** Counts by channel, nought where nothing came. A channel that is not known would be missing from the sum: it is refused. */
export function byChannel(counted: Partial<Record<string, number>>): ByChannel {
  const unknown = Object.keys(counted).find((key) => !CHANNELS.some((channel) => channel === key));
  if (unknown !== undefined) throw new Error(`what came in by ${unknown} is not counted`);
  return Object.fromEntries(CHANNELS.map((channel) => [channel, counted[channel] ?? 0])) as ByChannel;
}

/** The sum over several activities, by channel and in all. Reports that were sealed earlier lack channels that came later. */
export function addUp(all: readonly { channels: Partial<ByChannel> }[]): { channels: ByChannel; total: number } {
  const channels = byChannel({});
  for (const one of all) for (const channel of CHANNELS) channels[channel] += one.channels[channel] ?? 0;
  return { channels, total: CHANNELS.reduce((sum, channel) => sum + channels[channel], 0) };
}
