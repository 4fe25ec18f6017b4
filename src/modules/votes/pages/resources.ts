import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { NotFound } from '#platform/errors.ts';
import { ATOM_TYPE, atomFeed } from '#platform/feeds/atom.ts';
import { siteName } from '#platform/html/head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { shippedFile } from '#platform/shipped-files.ts';
import { everyBallot } from '../queries/ballots.ts';
import { rootsOf } from '../queries/figures.ts';
import { listVotes } from '../queries/votes.ts';
import { publicVote } from './public-vote.ts';

const MOST = 50;

/** All published ballots in one file: what `verify-ballots.mjs` reads. Nothing before the closing. */
export const ballotsFile = defineResource({
  name: 'votes.ballots',
  path: '/votes/:reference/ballots.json',
  on: 'both',
  load: async (request) => {
    const { vote, options } = await publicVote(request);
    if (vote.state !== 'closed') throw new NotFound();
    const root = (await rootsOf(request.db, vote))[0]?.root.toString('hex') ?? '';
    const { reference, method, most, points, winners, secret } = vote;
    const terms = { vote: reference, method, most, points, winners, secret };
    const head = { ...terms, options: options.map(({ number, text }) => ({ number, text })), root };
    const parts = async function* () {
      yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},"ballots":[`);
      let first = true;
      for await (const some of everyBallot(request.db, vote)) {
        if (some.length === 0) continue;
        yield Buffer.from(`${first ? '' : ','}\n${some.map((one) => JSON.stringify(one)).join(',\n')}`);
        first = false;
      }
      yield Buffer.from('\n]}\n');
    };
    return {
      type: 'application/json; charset=utf-8',
      body: Readable.toWeb(Readable.from(parts())) as ReadableStream<Uint8Array>,
      download: `${reference}-ballots.json`,
      headers: { 'access-control-allow-origin': '*' },
    };
  },
});

/** The program that checks a list of ballots on anybody's own computer. */
export const votesVerifier = defineResource({
  name: 'votes.verifier',
  path: '/verify-ballots.mjs',
  on: 'portal',
  root: true,
  load: async () => ({
    type: 'text/javascript; charset=utf-8',
    body: readFileSync(shippedFile('verify-ballots.mjs'), 'utf8'),
    tags: [],
  }),
});

/** A feed that has no entry yet still needs a date, and the same one each time. */
const BEFORE_EVERYTHING = new Date('2026-11-21T00:00:00Z');

/** Votes as a feed, those that open last first: of all bodies, or of one. */
export const votesFeed = defineResource({
  name: 'votes.feed',
  path: '/votes/feed.atom',
  on: 'both',
  load: async ({ db, page }) => {
    const { items } = await listVotes(db, { institutionId: page.tenant?.id }, { limit: MOST, now: page.now });
    const momentOf = (vote: (typeof items)[number]) => vote.closedAt ?? vote.publishedAt ?? vote.createdAt;
    const newest = items.map(momentOf).sort((a, b) => b.getTime() - a.getTime())[0];
    return {
      type: ATOM_TYPE,
      tags: ['votes'],
      body: atomFeed({
        id: page.absolute('/votes/feed.atom'),
        title: page.ts('votes.page.votes'),
        selfUrl: page.absolute('/votes/feed.atom'),
        pageUrl: page.absolute('/votes'),
        updated: newest ?? BEFORE_EVERYTHING,
        lang: page.lang,
        author: siteName(page),
        entries: items.map((one) => ({
          id: `urn:uuid:${one.id}`,
          title: plain(one.title, page.lang),
          url: page.absolute(`/votes/${one.reference}`),
          updated: momentOf(one),
          published: one.publishedAt ?? one.createdAt,
          summary: plain(one.explanation, page.lang).slice(0, 300),
        })),
      }),
    };
  },
});
