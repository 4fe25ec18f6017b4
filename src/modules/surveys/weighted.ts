import { SMALLEST_CELL } from '#core/personal-data/index.ts';
import type { Census, Crossed, Division, Results, Tally, Weighted } from './results.ts';
import { type Cell, effectiveSize, furthestOff, type Margins, rakedWeights } from './weights.ts';

/**
 * The shares of what was chosen, weighted to the population of the census: by territory, and by sex and age where such figures are loaded.
 * Groups of fewer than five answers speak for nobody but themselves. Null where nothing can be weighted; without the shares of a question
 * with a hidden cell, which raw and weighted figures together could tell.
 */
export function weightedResults(
  tallies: ReadonlyMap<string, Tally>,
  people: ReadonlyMap<string, Cell<Division>>,
  crossed: Results['crossed'],
  census: Census,
): Weighted | null {
  const cells = [...people.values()];
  const margins = marginsOf(cells, census);
  const by = Object.keys(margins) as Division[];
  if (by.length === 0) return null;
  const weights = rakedWeights(cells, margins);
  const weightOf = new Map([...people.keys()].map((alike, index) => [alike, weights[index] ?? 1]));
  const shares: Weighted['shares'] = {};
  for (const [id, tally] of tallies) {
    if (Object.values(crossed[id] ?? {}).some(hides)) continue;
    const own = sharesOf(tally, weightOf);
    if (own) shares[id] = own;
  }
  const all = sumOf(census.populations.values());
  const answersOf = (code: string) => sumOf(cells.flatMap(({ n, groups }) => (groups.territory === code ? [n] : [])));
  const territories = [...(margins.territory?.keys() ?? [])].map((code) => ({
    code,
    population: census.populations.get(code) ?? 0,
    answers: answersOf(code),
  }));
  return {
    year: census.year,
    by,
    groups: census.groups && { year: census.groups.year, source: census.groups.source },
    territories,
    covered: all === 0 ? 0 : sumOf(territories.map(({ population }) => population)) / all,
    effective: Math.round(effectiveSize(cells, weights)),
    least: Math.min(...weights),
    most: Math.max(...weights),
    off: furthestOff(cells, weights, margins),
    shares,
  };
}

const sumOf = (numbers: Iterable<number>) => [...numbers].reduce((sum, n) => sum + n, 0);

/** The shares of the groups with enough answers, division by division; one group alone has nothing to be weighed against. */
function marginsOf(cells: readonly Cell<Division>[], { populations, groups }: Census): Margins<Division> {
  const margins: Margins<Division> = {};
  const known: Record<Division, ReadonlyMap<string, number>> = {
    territory: populations,
    gender: groups?.gender ?? new Map(),
    ageBand: groups?.ageBand ?? new Map(),
  };
  for (const [division, people] of Object.entries(known) as [Division, ReadonlyMap<string, number>][]) {
    const answers = new Map<string, number>();
    for (const { n, groups: own } of cells) {
      const group = own[division];
      if (group !== null) answers.set(group, (answers.get(group) ?? 0) + n);
    }
    const enough = [...people].filter(([group, n]) => n > 0 && (answers.get(group) ?? 0) >= SMALLEST_CELL);
    const all = sumOf(enough.map(([, n]) => n));
    if (enough.length >= 2) margins[division] = new Map(enough.map(([group, n]) => [group, n / all]));
  }
  return margins;
}

function hides({ totals, cells }: Crossed): boolean {
  return [totals, ...Object.values(cells)].some((row) => row.includes(null));
}

/** In whole percents: finer ones would tell more of single answers than of the population. */
function sharesOf({ alike, result }: Tally, weightOf: ReadonlyMap<string, number>): Record<string, number> | undefined {
  if (alike.size === 0) return undefined;
  let whole = 0;
  const parts = new Map(Object.keys(result().counts).map((key) => [key, 0]));
  for (const [people, { answered, keys }] of alike) {
    const weight = weightOf.get(people) ?? 1;
    whole += weight * answered;
    for (const [key, n] of keys) parts.set(key, (parts.get(key) ?? 0) + weight * n);
  }
  return Object.fromEntries([...parts].map(([key, n]) => [key, Math.round((100 * n) / whole) / 100]));
}
