import { institutionsById } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { dateSchema, defineList, defineThing, textColumns, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { castBallot, readVote, readVotes } from '../access.ts';
import { listBallots } from '../queries/ballots.ts';
import { ballotsOf, rootsOf } from '../queries/figures.ts';
import { votesOfPerson } from '../queries/own.ts';
import { findVote, listVotes, optionsOf, type Vote } from '../queries/votes.ts';
import { CHANNELS } from '../vote.ts';
import {
  ballotSchema,
  ballotsSchema,
  optionSchema,
  presentBallots,
  presentVote,
  referenceParam,
  resultSchema,
  voteSchema,
} from './shapes.ts';

type Item = z.input<typeof voteSchema>;

async function slugsOf(db: Db, votes: readonly Vote[]): Promise<(vote: Vote) => string> {
  const bodies = await institutionsById(db, [...new Set(votes.map((one) => one.institutionId))]);
  return ({ institutionId }) => bodies.get(institutionId)?.slug ?? '';
}

export const listVotesRoute = defineList({
  name: 'votes.list-votes',
  path: '/votes',
  tag: 'votes',
  summary: 'Votes of public bodies, those that open last first',
  access: readVotes,
  filters: z.object({
    phase: z.enum(['upcoming', 'open', 'counting', 'closed', 'cancelled']).optional(),
    about: z.string().max(300).optional().openapi({ description: 'The path of what the votes are part of.' }),
  }),
  item: voteSchema,
  async load({ db, tenant, now, query: { phase, about, limit, after }, absolute }) {
    const page = await listVotes(db, { institutionId: tenant?.id, phase, about }, { limit, after, now });
    const slugOf = await slugsOf(db, page.items);
    return { ...page, items: page.items.map((vote) => presentVote(vote, slugOf(vote), now, absolute)) };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'institution', value: (item) => item.institution },
    { name: 'phase', value: (item) => item.phase },
    ...textColumns<Item>('title', (item) => item.title),
    { name: 'method', value: (item) => item.method },
    { name: 'secret', value: (item) => item.secret },
    { name: 'level', value: (item) => item.level },
    { name: 'territory', value: (item) => item.territory },
    { name: 'opens_at', value: (item) => item.opensAt },
    { name: 'closes_at', value: (item) => item.closesAt },
    { name: 'url', value: (item) => item.url },
  ],
});

const ownVoteSchema = voteSchema
  .extend({
    votedOn: dateSchema,
    channel: z.enum(CHANNELS),
    ballot: z.enum(['counted', 'invalidated']),
    reason: z.string().nullable().openapi({ description: 'Why the ballot was invalidated.' }),
  })
  .openapi('OwnVote', { description: 'A vote in which you voted. What you voted is not known here.' });
type OwnItem = z.input<typeof ownVoteSchema>;

export const listOwnVotesRoute = defineList({
  name: 'votes.list-own-votes',
  path: '/me/votes',
  tag: 'votes',
  summary: 'The votes in which you voted, the last first',
  access: castBallot,
  item: ownVoteSchema,
  async load({ db, actor, now, absolute }) {
    const own = actor.kind === 'person' ? await votesOfPerson(db, actor.id) : [];
    const slugOf = await slugsOf(
      db,
      own.map(({ vote }) => vote),
    );
    const items = own.map(({ vote, votedOn, channel, state, reason }) => ({
      ...presentVote(vote, slugOf(vote), now, absolute),
      votedOn,
      channel,
      ballot: state,
      reason,
    }));
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'institution', value: (item) => item.institution },
    { name: 'phase', value: (item) => item.phase },
    ...textColumns<OwnItem>('title', (item) => item.title),
    { name: 'voted_on', value: (item) => item.votedOn },
    { name: 'channel', value: (item) => item.channel },
    { name: 'ballot', value: (item) => item.ballot },
    { name: 'url', value: (item) => item.url },
  ],
});

export const getVoteRoute = defineThing({
  name: 'votes.get-vote',
  path: '/votes/{id}',
  tag: 'votes',
  summary: 'One vote, with its options, its ballots by channel, its result and its roots',
  access: readVotes,
  params: z.object({ id: referenceParam }),
  response: voteSchema
    .extend({
      options: z.array(optionSchema),
      ballots: ballotsSchema,
      result: resultSchema.nullable(),
      roots: z.array(
        z.object({ number: z.number().int(), at: z.iso.datetime(), ballots: z.number().int(), root: z.string() }),
      ),
    })
    .openapi('VoteDetail'),
  async load({ db, tenant, actor, today, now, params, absolute }) {
    const vote = await findVote({ db, tenant }, params.id ?? '');
    if (!vote) throw new NotFound();
    checkAccess(readVote, actor, vote, { tenant, today });
    const roots = await rootsOf(db, vote);
    return {
      ...presentVote(vote, (await slugsOf(db, [vote]))(vote), now, absolute),
      options: await optionsOf(db, vote),
      ballots: presentBallots(await ballotsOf(db, vote)),
      result: vote.count,
      roots: roots.map(({ at, root, ...one }) => ({ ...one, at: at.toISOString(), root: root.toString('hex') })),
    };
  },
});

export const listBallotsRoute = defineList({
  name: 'votes.list-ballots',
  path: '/votes/{id}/ballots',
  tag: 'votes',
  summary: 'The published ballots of a closed vote, in the order of their random codes',
  access: readVotes,
  params: z.object({ id: referenceParam }),
  filters: z.object({}),
  item: ballotSchema,
  async load({ db, tenant, actor, today, params, query: { limit, after } }) {
    const vote = await findVote({ db, tenant }, params.id ?? '');
    if (!vote) throw new NotFound();
    checkAccess(readVote, actor, vote, { tenant, today });
    const { total } = vote.state === 'closed' ? await ballotsOf(db, vote) : { total: 0 };
    return { ...(await listBallots(db, vote, { limit, after })), total, exact: true };
  },
  columns: [
    { name: 'code', value: (item) => item.code },
    { name: 'choice', value: (item) => item.choice },
    { name: 'channel', value: (item) => item.channel },
    { name: 'name', value: (item) => item.name },
  ],
});
