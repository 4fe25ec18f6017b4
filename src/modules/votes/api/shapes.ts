import { textSchema, z } from '#platform/api.ts';
import type { ByChannel } from '../queries/figures.ts';
import type { Vote } from '../queries/votes.ts';
import { CHANNELS, METHODS, PHASES, phaseOf, RESULTS, TIE_RULES } from '../vote.ts';

export const referenceParam = z
  .string()
  .max(40)
  .openapi({ description: 'The reference of the vote.', example: 'VOT-2026-7K4Q2-M' });

/** A vote as lists and its own route show it. */
export const voteSchema = z
  .object({
    id: referenceParam,
    institution: z.string().openapi({ description: 'The slug of the body that holds the vote.' }),
    phase: z.enum(PHASES),
    title: textSchema,
    explanation: textSchema,
    about: z.string().nullable().openapi({ description: 'The path of what the vote is part of.' }),
    method: z.enum(METHODS),
    most: z.number().int().openapi({ description: 'The most options on a ballot, or points on one option.' }),
    points: z.number().int(),
    winners: z.number().int(),
    secret: z.boolean(),
    changeable: z.boolean(),
    results: z.enum(RESULTS),
    level: z.number().int(),
    territory: z.string().nullable().openapi({ description: 'Where voters have a verified residence; code.' }),
    tieRule: z.enum(TIE_RULES),
    opensAt: z.iso.datetime(),
    closesAt: z.iso.datetime(),
    url: z.string(),
  })
  .openapi('Vote', { description: 'A vote of a public body.' });

const count = z.number().int().min(0);

export const optionSchema = z.object({
  number: z.number().int(),
  text: textSchema,
  link: z.string().nullable(),
  cost: z.number().nullable().openapi({ description: 'In dirhams.' }),
});

export const ballotsSchema = z
  .object({ total: count, byChannel: z.object(Object.fromEntries(CHANNELS.map((one) => [one, count]))) })
  .openapi('VoteBallots', { description: 'How many ballots there are. The channels add up to the total.' });

export const resultSchema = z
  .object({
    ballots: count,
    standings: z.array(
      z.object({
        option: z.string().openapi({ description: 'The number of the option, or yes, no, abstain.' }),
        votes: count.openapi({ description: 'Votes; points; or first places where options are ranked.' }),
        place: z.number().int(),
        outcome: z.enum(['retained', 'tied', 'not-retained']),
      }),
    ),
    pairs: z
      .record(z.string(), z.record(z.string(), count))
      .nullable()
      .openapi({ description: 'On how many ballots the first option stands above the second.' }),
  })
  .openapi('VoteResult');

export const ballotSchema = z
  .object({
    code: z.string(),
    choice: z
      .string()
      .openapi({ description: '`yes`; `2+5`; `3>1=2`; `1:3+7:2`: by the method, with the numbers of options.' }),
    channel: z.enum(CHANNELS),
    name: z.string().nullable().openapi({ description: 'Only in a public vote, and only if the voter gave one.' }),
  })
  .openapi('Ballot');

/** Shows a vote; `slug` of its body. */
export function presentVote(
  vote: Vote,
  slug: string,
  now: Date,
  absolute: (path: string) => string,
): z.input<typeof voteSchema> {
  const { reference, title, explanation, about, method, most, points, winners } = vote;
  const { secret, changeable, results, level, territory, tieRule, opensAt, closesAt } = vote;
  return {
    id: reference,
    institution: slug,
    phase: phaseOf(vote, now),
    ...{ title, explanation, about, method, most, points, winners },
    ...{ secret, changeable, results, level, territory, tieRule },
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    url: absolute(`/ar/${slug}/votes/${reference}`),
  };
}

/** Shows how many ballots there are. */
export function presentBallots({ total, channels }: ByChannel) {
  return { total, byChannel: { ...channels } };
}
