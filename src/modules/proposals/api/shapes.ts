import type { StanceCounts } from '#core/comments/index.ts';
import { textSchema, z } from '#platform/api.ts';
import type { Author } from '../authors.ts';
import { ANSWER_STATES, CHANNELS, OUTCOME_KINDS, PROPOSAL_STATES, REPLY_STATES } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import type { Reply } from '../queries/forwarded.ts';
import type { Proposal } from '../queries/proposals.ts';
import type { Answer, Outcome } from '../queries/triage.ts';
import { type Answers, hasChoices, QUESTION_KINDS, type Question } from '../questions.ts';
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

const answeredSchema = z
  .object({
    key: z.string(),
    question: textSchema,
    value: z.string().nullable().openapi({ description: 'What was written; null where choices were chosen.' }),
    chosen: z.array(z.object({ key: z.string(), name: textSchema })),
  })
  .openapi('ProposalQuestionAnswer', {
    description: 'The answer to a question that the body asks beside the proposal itself.',
  });

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
    answers: z.array(answeredSchema).openapi({ description: 'To the questions of the call.' }),
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
  answers: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .optional()
    .openapi({
      description: 'By the key of the question, as `/proposal-calls/{call}` has them; of choices their keys.',
    }),
});

type Shown = {
  proposal: Proposal;
  questions: readonly Question[];
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
  questions,
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
    answers: gone ? [] : presentAnswers(questions, proposal.answers),
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

function presentAnswers(questions: readonly Question[], answers: Answers): z.input<typeof answeredSchema>[] {
  return questions.flatMap((question) => {
    const given = [answers[question.key] ?? []].flat();
    if (given.length === 0) return [];
    const chosen = question.choices.filter(({ key }) => given.includes(key));
    return [
      { key: question.key, question: question.label, value: hasChoices(question) ? null : given.join('\n'), chosen },
    ];
  });
}

const questionSchema = z
  .object({
    key: z.string(),
    kind: z.enum(QUESTION_KINDS),
    label: textSchema,
    hint: textSchema,
    needed: z.boolean(),
    choices: z.array(z.object({ key: z.string(), name: textSchema })),
  })
  .openapi('ProposalQuestion', { description: 'What a body asks beside the proposal itself.' });

export const callSchema = z
  .object({
    id: z.uuid(),
    title: textSchema,
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    closed: z.boolean(),
    level: z.union([z.literal(1), z.literal(2)]).openapi({ description: 'How surely whoever proposes must be known.' }),
    themes: z.array(z.object({ key: z.string(), name: textSchema })),
    questions: z.array(questionSchema),
    amendments: z.boolean().openapi({ description: 'Whether other words for its proposals are taken.' }),
  })
  .openapi('ProposalCall');

/** Shows a call. */
export function presentCall(call: ProposalCall): z.input<typeof callSchema> {
  const { closedAt, institutionId, aboutPath, ...shown } = call;
  return { ...shown, closed: closedAt !== null };
}
