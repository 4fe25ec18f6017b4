import { z } from 'zod';
import { CHANNELS, type Channel, ELSEWHERE } from './petition.ts';

/**
 * Why signatures are found not to count. Only what the organic laws ask of a signatory: somebody who exists, signs once, and lives or works
 * in the territory; and a sheet that was really signed.
 */
export const INVALIDATION_GROUNDS = ['twice', 'automated', 'not-entitled', 'invented', 'paper'] as const;
export type InvalidationGround = (typeof INVALIDATION_GROUNDS)[number];

/** What the register answered about a signatory of a sample. */
export const CHECK_RESULTS = ['found', 'not-found', 'not-eligible', 'unclear'] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** The most signatures that are chosen one by one. */
export const CHOSEN_MOST = 200;

/**
 * Which signatures are meant, so that the same words mean the same ones in the preview and when it is done. `burst`: signed online in a
 * span of time; `alike`: of those with one name and residence all but the first; `sheet`: all of a paper sheet; `sample`: those that the
 * register answered so; `chosen`: these.
 */
export const criterionInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('burst'), from: z.iso.datetime(), to: z.iso.datetime() }),
  z.object({ kind: z.literal('alike') }),
  z.object({ kind: z.literal('sheet'), number: z.coerce.number().int().min(1).max(100_000) }),
  z.object({ kind: z.literal('sample'), sample: z.uuid(), result: z.enum(['not-found', 'not-eligible']) }),
  z.object({ kind: z.literal('chosen'), signatures: z.array(z.uuid()).min(1).max(CHOSEN_MOST) }),
]);
export type Criterion = z.infer<typeof criterionInput>;

/** The span in which signatures are counted to find bursts. */
export const BURST_MINUTES = 10;
/** A burst has at least so many signatures, and so many times as many as the middle one of all spans in which anybody signed. */
export const BURST_LEAST = 20;
export const BURST_TIMES = 8;

/** So many signatures in a span of `BURST_MINUTES` from `at` on. */
export type Span = { at: Date; signatures: number };

/**
 * The spans in which far more people signed than usual, the fullest first. It is a place to look, and no finding: a petition that is on the
 * evening news has such spans too.
 */
export function burstsOf(spans: readonly Span[]): { bursts: Span[]; middle: number } {
  const sizes = spans.map(({ signatures }) => signatures).sort((a, b) => a - b);
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const bursts = spans
    .filter(({ signatures }) => signatures >= BURST_LEAST && signatures >= BURST_TIMES * middle)
    .sort((a, b) => b.signatures - a.signatures || a.at.getTime() - b.at.getTime());
  return { bursts, middle };
}

/**
 * How uneven the gaps between signatures are: their standard deviation over their mean. People who do not know of one another come close to 1
 * or above; a program that signs every few seconds comes close to 0. Undefined for fewer than ten.
 */
export function unevenness(times: readonly Date[]): number | undefined {
  if (times.length < 10) return undefined;
  const sorted = times.map((time) => time.getTime()).sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  if (mean === 0) return 0;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return Math.sqrt(variance) / mean;
}

/** Below this the gaps are as even as no crowd's. */
export const EVEN = 0.3;

/** A signature that a criterion means. */
export type Meant = { id: string; territory: string; channel: Channel };

/** What a petition would have left, in all and by residence, if some signatures did not count. */
export function leftWithout(
  counts: { total: number; byProvince: ReadonlyMap<string, number> },
  meant: readonly Meant[],
): { total: number; byProvince: Map<string, number> } {
  const byProvince = new Map(counts.byProvince);
  for (const { territory } of meant)
    if (territory !== ELSEWHERE) byProvince.set(territory, (byProvince.get(territory) ?? 0) - 1);
  return { total: counts.total - meant.length, byProvince };
}

/** How many of some signatures came by each channel. */
export function byChannel(meant: readonly Meant[]): { channel: Channel; n: number }[] {
  return CHANNELS.map((channel) => ({ channel, n: meant.filter((one) => one.channel === channel).length })).filter(
    ({ n }) => n > 0,
  );
}
