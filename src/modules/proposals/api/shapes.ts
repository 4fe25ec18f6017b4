import type { StanceCounts } from '#core/comments/index.ts';
import { textSchema, z } from '#platform/api.ts';
import type { Author } from '../authors.ts';
import { ANSWER_STATES, CHANNELS, OUTCOME_KINDS, PROPOSAL_STATES, REPLY_STATES } from '../proposal.ts';
import type { Reply } from '../queries/forwarded.ts';
import type { Proposal } from '../queries/proposals.ts';
import type { Answer, Outcome } from '../queries/triage.ts';
import type { ByChannel } from '../sheets.ts';

export const referenceParam = z
  .string()
  .max(40)
  .openapi({ description: 'The reference.', example: 'PRO-2026-7K4Q2-M' });

const answerSchema = z
  .object({
    state: z.enum(ANSWER_STATES),
    reasons: textSchema,
    at: z.iso.datetime(),
    forwardedTo: z.string().nullable().openapi({ description: 'The slug of the competent body.' }),
    reply: z
      .object({ state: z.enum(REPLY_STATES), reasons: textSchema, at: z.iso.datetime() })
      .nullable()
      .openapi({ description: 'What the competent body says.' }),
  })
  .openapi('ProposalAnswer', { description: 'What the body answered.' });

const outcomeSchema = z
  .object({ kind: z.enum(OUTCOME_KINDS), target: z.string(), words: textSchema, on: z.iso.date() })
  .openapi('ProposalOutcome', { description: 'What it became, and each later step.' });

const count = z.number().int().min(0);

export const proposalSchema = z
  .object({
    id: referenceParam,
    call: z.string(),
    standing: z.enum(['draft', 'held', 'shown', 'hidden', 'withdrawn', 'merged']),
    state: z.enum(PROPOSAL_STATES),
    title: textSchema,
    body: textSchema,
    theme: z.string().nullable(),
    territory: z.string().nullable(),
    place: z.string().nullable(),
    author: z
      .string()
      .nullable()
      .openapi({ description: 'As it is shown; null for former members and who is not named.' }),
    channel: z.enum(CHANNELS),
    supports: z.number().int(),
    supportsByChannel: z
      .object({ online: count, counter: count, paper: count, meeting: count, sms: count })
      .openapi({ description: 'The same supports by the way they came.' }),
    comments: z
      .object({ for: count, neutral: count, against: count })
      .openapi({ description: 'How many shown comments say what.' }),
    submittedAt: z.iso.datetime().nullable(),
    answer: answerSchema.nullable(),
    outcomes: z.array(outcomeSchema),
    url: z.url(),
  })
  .openapi('Proposal');

/** What somebody proposes, as programs send it. */
export const proposalBody = z.object({
  title: textSchema,
  body: textSchema,
  theme: z.string().max(60).optional(),
  territory: z.string().max(20).optional(),
  place: z.string().max(200).optional(),
});

type Shown = {
  proposal: Proposal;
  author: Author | undefined;
  answer: Answer | undefined;
  outcomes: readonly Outcome[];
  channels: ByChannel | undefined;
  stances: StanceCounts | undefined;
  /** The competent body's slug, and what it says. */
  competent: { slug: string | null; reply: Reply | undefined };
  slug: string;
  absolute(path: string): string;
};

/** Shows a proposal; words that are hidden or withdrawn are not in it. */
export function presentProposal({
  proposal,
  author,
  answer,
  outcomes,
  channels,
  stances,
  competent,
  slug,
  absolute,
}: Shown): z.input<typeof proposalSchema> {
  const gone = proposal.standing === 'hidden' || proposal.standing === 'withdrawn';
  return {
    id: proposal.reference,
    call: proposal.callId,
    standing: proposal.standing,
    state: proposal.state,
    title: gone ? {} : proposal.title,
    body: gone ? {} : proposal.body,
    theme: proposal.theme,
    territory: proposal.territory,
    place: gone ? null : proposal.place,
    author: gone ? null : authorName(author),
    channel: proposal.channel,
    supports: proposal.supports,
    supportsByChannel: channels ?? { online: proposal.supports, counter: 0, paper: 0, meeting: 0, sms: 0 },
    comments: stances ?? { for: 0, neutral: 0, against: 0 },
    submittedAt: proposal.submittedAt?.toISOString() ?? null,
    answer: answer
      ? {
          state: answer.state,
          reasons: answer.reasons,
          at: answer.answeredAt.toISOString(),
          forwardedTo: competent.slug,
          reply: competent.reply
            ? {
                state: competent.reply.state,
                reasons: competent.reply.reasons,
                at: competent.reply.repliedAt.toISOString(),
              }
            : null,
        }
      : null,
    outcomes: outcomes.map(({ kind, target, words, on }) => ({ kind, target, words, on })),
    url: absolute(`/ar/${slug}/proposals/${proposal.reference}`),
  };
}

/** How an author is named to programs. */
export function authorName(author: Author | undefined): string | null {
  if (!author || author.kind === 'former') return null;
  return author.kind === 'association' ? (author.name.ar ?? author.name.fr ?? null) : author.name;
}
