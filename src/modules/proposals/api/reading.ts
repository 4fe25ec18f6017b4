import { STANCES, stanceCounts } from '#core/comments/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { defineList, defineThing, textColumns, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { plain } from '#platform/i18n/text.ts';
import { readProposal, readProposals } from '../access.ts';
import { authorsOfAll } from '../authors.ts';
import { CHANNELS, PROPOSAL_STATES } from '../proposal.ts';
import { callsById } from '../queries/calls.ts';
import { repliesOf } from '../queries/forwarded.ts';
import { listProposals, type Proposal, SORTS } from '../queries/proposals.ts';
import { answersOf, outcomesOfAll } from '../queries/triage.ts';
import { PROPOSAL } from '../search.ts';
import { supportsByChannel } from '../sheets.ts';
import { findCall, findProposal } from '../target.ts';
import { callSchema, presentCall, presentProposal, proposalSchema, referenceParam } from './shapes.ts';

async function presentAll(db: Db, proposals: readonly Proposal[], absolute: (path: string) => string) {
  const authors = await authorsOfAll(db, proposals);
  const calls = await callsById(db, [...new Set(proposals.map((one) => one.callId))]);
  const owners = [...new Set(proposals.map((one) => one.institutionId))];
  const bodies = await institutionsById(db, owners);
  const told = await Promise.all(
    owners.map(async (owner) => {
      const ids = proposals.filter((one) => one.institutionId === owner).map(({ id }) => id);
      const own = proposals.filter((one) => one.institutionId === owner);
      const answers = await answersOf(db, owner, ids);
      return {
        answers,
        outcomes: await outcomesOfAll(db, owner, ids),
        replies: await repliesOf(
          db,
          owner,
          [...answers.values()].map(({ id }) => id),
        ),
        channels: await supportsByChannel(db, owner, own),
        stances: await stanceCounts(db, {
          institutionId: owner,
          kind: PROPOSAL,
          ids: own.map(({ reference }) => reference),
        }),
      };
    }),
  );
  const competent = await institutionsById(db, [
    ...new Set(told.flatMap(({ answers }) => [...answers.values()].flatMap(({ forwardedTo }) => forwardedTo ?? []))),
  ]);
  return proposals.map((proposal) => {
    const of = told[owners.indexOf(proposal.institutionId)];
    const answer = of?.answers.get(proposal.id);
    return presentProposal({
      proposal,
      questions: calls.get(proposal.callId)?.questions ?? [],
      author: authors.get(proposal.id),
      answer,
      outcomes: of?.outcomes.get(proposal.id) ?? [],
      channels: of?.channels.get(proposal.id),
      stances: of?.stances.get(proposal.reference),
      competent: {
        slug: competent.get(answer?.forwardedTo ?? '')?.slug ?? null,
        reply: of?.replies.get(answer?.id ?? ''),
      },
      slug: bodies.get(proposal.institutionId)?.slug ?? '',
      absolute,
    });
  });
}

/** An answer in one line, for tables. */
function answerWords({ question, value, chosen }: z.input<typeof proposalSchema>['answers'][number]): string {
  return `${plain(question, 'ar')}: ${value ?? chosen.map(({ name }) => plain(name, 'ar')).join(' / ')}`;
}

export const listProposalsRoute = defineList({
  name: 'proposals.list-proposals',
  path: '/proposals',
  tag: 'proposals',
  summary: 'Proposals with the answer to each and what became of it, the latest first',
  access: readProposals,
  filters: z.object({
    call: z.uuid().optional(),
    theme: z.string().max(60).optional(),
    state: z.enum(PROPOSAL_STATES).optional(),
    channel: z.enum(CHANNELS).optional(),
    territory: z.string().max(20).optional(),
    ended: z.literal('1').optional().openapi({ description: 'With those that were merged, withdrawn or hidden.' }),
  }),
  sorts: SORTS,
  item: proposalSchema,
  async load({ db, tenant, query: { call, limit, after, q, sort, ended, ...filter }, absolute }) {
    const page = await listProposals(
      db,
      {
        ...filter,
        institutionId: tenant?.id,
        callId: call,
        q,
        ended: ended !== undefined,
        sort: call && sort === 'supported' ? 'supported' : 'new',
      },
      { limit, after },
    );
    return { ...page, items: await presentAll(db, page.items, absolute) };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'standing', value: (item) => item.standing },
    { name: 'state', value: (item) => item.state },
    ...textColumns('title', (item: z.input<typeof proposalSchema>) => item.title),
    ...textColumns('body', (item: z.input<typeof proposalSchema>) => item.body),
    { name: 'theme', value: (item) => item.theme },
    { name: 'territory', value: (item) => item.territory },
    { name: 'place', value: (item) => item.place },
    { name: 'answers', value: (item) => item.answers.map(answerWords).join('\n') },
    { name: 'author', value: (item) => item.author },
    { name: 'channel', value: (item) => item.channel },
    { name: 'supports', value: (item) => item.supports },
    ...CHANNELS.map((channel) => ({
      name: `supports_${channel}`,
      value: (item: z.input<typeof proposalSchema>) => item.supportsByChannel[channel],
    })),
    ...STANCES.map((stance) => ({
      name: `comments_${stance}`,
      value: (item: z.input<typeof proposalSchema>) => item.comments[stance],
    })),
    { name: 'submitted_at', value: (item) => item.submittedAt },
    { name: 'answer', value: (item) => item.answer?.state },
    { name: 'forwarded_to', value: (item) => item.answer?.forwardedTo },
    { name: 'reply', value: (item) => item.answer?.reply?.state },
    ...textColumns('reasons', (item: z.input<typeof proposalSchema>) => item.answer?.reasons),
    {
      name: 'outcomes',
      value: (item) =>
        item.outcomes
          .map(({ target }) => target)
          .filter(Boolean)
          .join(' '),
    },
    { name: 'url', value: (item) => item.url },
  ],
});

export const getProposalRoute = defineThing({
  name: 'proposals.get-proposal',
  path: '/proposals/{id}',
  tag: 'proposals',
  summary: 'One proposal, with its answer and what became of it',
  access: readProposals,
  params: z.object({ id: referenceParam }),
  response: proposalSchema,
  async load({ db, tenant, actor, today, params, absolute }) {
    const proposal = await findProposal({ db, tenant }, params.id ?? '');
    if (!proposal) throw new NotFound();
    checkAccess(readProposal, actor, proposal, { tenant, today });
    const [shown] = await presentAll(db, [proposal], absolute);
    if (!shown) throw new NotFound();
    return shown;
  },
});

/** A call for proposals with what it asks. */
export const getCallRoute = defineThing({
  name: 'proposals.get-call',
  path: '/proposal-calls/{call}',
  tag: 'proposals',
  summary: 'A call for proposals: its dates, themes and questions',
  access: readProposals,
  params: z.object({ call: z.string().max(40) }),
  response: callSchema,
  load: async ({ db, tenant, params }) => {
    const call = await findCall({ db, tenant }, params.call ?? '');
    if (!call) throw new NotFound();
    return presentCall(call);
  },
  cache: ({ id }) => [`proposal-call:${id}`],
});
