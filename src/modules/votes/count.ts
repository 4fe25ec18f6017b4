import { readChoice } from './ballot.ts';
import { ANSWERS, type Method, type Terms } from './vote.ts';

/** How an option came out. `place`: 1 for the first; equal options have the same one. `retained`: among those that are; `tied`: only if the tie is decided so. */
export type Standing = { option: string; votes: number; place: number; outcome: 'retained' | 'tied' | 'not-retained' };

/** A count. `pairs[a][b]`: on how many ballots option a stands above b; only where options were ranked. */
export type Count = { ballots: number; standings: Standing[]; pairs: Record<string, Record<string, number>> | null };

type Counted = Pick<Terms, 'method' | 'winners'> & { options: readonly number[] };

/** Counts ballots, given as how often each written choice was made. */
export function countBallots(vote: Counted, choices: ReadonlyMap<string, number>): Count {
  const options = vote.method === 'support' ? [...ANSWERS] : vote.options.map(String);
  const ballots = [...choices.values()].reduce((sum, n) => sum + n, 0);
  if (vote.method === 'rank') return countRankings(options, vote.winners, ballots, choices);
  const votes = sumOf(vote.method, options, choices);
  if (vote.method === 'support') return { ballots, standings: answered(votes), pairs: null };
  const above = (option: string) =>
    options.filter((other) => (votes.get(other) ?? 0) > (votes.get(option) ?? 0)).length;
  return { ballots, standings: standingsOf(options, vote.winners, votes, above), pairs: null };
}

function sumOf(method: Method, options: readonly string[], choices: ReadonlyMap<string, number>): Map<string, number> {
  const votes = new Map(options.map((option) => [option, 0]));
  for (const [choice, times] of choices)
    for (const [option, value] of readChoice(method, choice))
      votes.set(option, (votes.get(option) ?? 0) + times * (method === 'points' ? value : 1));
  return votes;
}

/** A question of support is carried when more say yes than no; abstentions count for neither. */
function answered(votes: ReadonlyMap<string, number>): Standing[] {
  const [yes = 0, no = 0] = [votes.get('yes'), votes.get('no')];
  return ANSWERS.map((option) => ({
    option,
    votes: votes.get(option) ?? 0,
    place: option === 'abstain' || (option === 'yes' ? yes < no : no < yes) ? 2 : 1,
    outcome:
      option === 'abstain'
        ? 'not-retained'
        : yes === no
          ? 'tied'
          : (option === 'yes') === yes > no
            ? 'retained'
            : 'not-retained',
  }));
}

/**
 * Schulze's method: of each two options the one that more ballots rank higher beats the other; a chain of such wins is as strong as its
 * weakest; the option whose chain to another is stronger than the one back stands above it. It is taken because an option that beats each
 * other one wins, and because adding an option that resembles another changes nothing for the rest (points by place, Borda's count, keep
 * neither promise). A ballot that names some options ranks them above all others, which it leaves equal.
 */
function countRankings(
  options: readonly string[],
  winners: number,
  ballots: number,
  choices: ReadonlyMap<string, number>,
): Count {
  const pairs = pairsOf(options, choices);
  const strongest = strongestChains(options, pairs);
  const beats = (a: string, b: string) => (strongest[a]?.[b] ?? 0) > (strongest[b]?.[a] ?? 0);
  const above = (option: string) => options.filter((other) => beats(other, option)).length;
  const firsts = new Map(options.map((option) => [option, 0]));
  for (const [choice, times] of choices)
    for (const [option, place] of readChoice('rank', choice))
      if (place === 1) firsts.set(option, (firsts.get(option) ?? 0) + times);
  return { ballots, standings: standingsOf(options, winners, firsts, above), pairs };
}

function pairsOf(options: readonly string[], choices: ReadonlyMap<string, number>) {
  const pairs: Record<string, Record<string, number>> = Object.fromEntries(
    options.map((a) => [a, Object.fromEntries(options.filter((b) => b !== a).map((b) => [b, 0]))]),
  );
  for (const [choice, times] of choices) {
    const places = readChoice('rank', choice);
    for (const a of places.keys()) {
      const row = pairs[a];
      if (!row) continue;
      for (const b of options)
        if ((places.get(a) ?? Infinity) < (places.get(b) ?? Infinity)) row[b] = (row[b] ?? 0) + times;
    }
  }
  return pairs;
}

/** The strength of the strongest chain from each option to each other (Floyd and Warshall). */
function strongestChains(options: readonly string[], pairs: Readonly<Record<string, Record<string, number>>>) {
  const strength: Record<string, Record<string, number>> = {};
  const of = (a: string, b: string) => pairs[a]?.[b] ?? 0;
  for (const a of options)
    strength[a] = Object.fromEntries(options.map((b) => [b, of(a, b) > of(b, a) ? of(a, b) : 0]));
  for (const by of options)
    for (const from of options) {
      const row = strength[from];
      if (from === by || !row) continue;
      for (const to of options)
        if (to !== from && to !== by) row[to] = Math.max(row[to] ?? 0, Math.min(row[by] ?? 0, strength[by]?.[to] ?? 0));
    }
  return strength;
}

/**
 * The options in their order. Those of which fewer than `winners` stand above are retained as long as all their equals are within the
 * number too; equals that would exceed it are tied. What nobody voted for is never retained.
 */
function standingsOf(
  options: readonly string[],
  winners: number,
  votes: ReadonlyMap<string, number>,
  above: (option: string) => number,
): Standing[] {
  const placed = options.map((option) => ({ option, votes: votes.get(option) ?? 0, place: above(option) + 1 }));
  const equals = Map.groupBy(placed, ({ place }) => place);
  const anything = placed.some((one) => one.votes > 0);
  return placed
    .map((one): Standing => {
      const same = equals.get(one.place)?.length ?? 1;
      const last = one.place - 1 + same;
      const outcome =
        !anything || one.place > winners ? 'not-retained' : last <= winners || same === 1 ? 'retained' : 'tied';
      return { ...one, outcome };
    })
    .sort((a, b) => a.place - b.place || Number(a.option) - Number(b.option));
}
