import { CHANNELS } from '#modules/proposals/index.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { ActivityKind } from './consultation.ts';

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

/** Counts by channel, nought where nothing came. */
export function byChannel(counted: Partial<Record<string, number>>): ByChannel {
  return Object.fromEntries(CHANNELS.map((channel) => [channel, counted[channel] ?? 0])) as ByChannel;
}

/** The sum over several activities, by channel and in all. */
export function addUp(all: readonly Pick<Taken, 'channels'>[]): { channels: ByChannel; total: number } {
  const channels = byChannel({});
  for (const one of all) for (const channel of CHANNELS) channels[channel] += one.channels[channel];
  return { channels, total: CHANNELS.reduce((sum, channel) => sum + channels[channel], 0) };
}
