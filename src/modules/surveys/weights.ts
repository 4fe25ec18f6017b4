/** No answer counts less than a fifth of one or more than five: a handful of people would else speak for thousands. */
export const WEIGHT_BOUNDS = { least: 0.2, most: 5 } as const;

/** Answers that are alike in every division: how many, and the group of each division, null where it is not weighted. */
export type Cell<D extends string> = { n: number; readonly groups: Readonly<Record<D, string | null>> };

/** By division, the share of each group in the population. They add up to one. */
export type Margins<D extends string> = Partial<Record<D, ReadonlyMap<string, number>>>;

const SWEEPS = 200;
const CLOSE = 1e-10;

/**
 * The weight of each cell, by raking (iterative proportional fitting): division after division the weights are moved until the answers of
 * each group have the share of the group in the population, and again, until nothing moves. Answers without a group in a division keep the
 * share that they have. Weights stay within the bounds and average one over all answers; where a bound holds them, margins match no longer.
 */
export function rakedWeights<D extends string>(
  cells: readonly Cell<D>[],
  margins: Margins<D>,
  bounds: { least: number; most: number } = WEIGHT_BOUNDS,
): number[] {
  let weights = cells.map(() => 1);
  const divisions = Object.keys(margins) as D[];
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const before = weights;
    for (const division of divisions) weights = fitted(cells, weights, division, margins[division] ?? new Map());
    weights = bounded(cells, weights, bounds);
    if (weights.every((weight, index) => Math.abs(weight - (before[index] ?? 0)) < CLOSE)) break;
  }
  return weights;
}

/** Weights with which the answers of each group of one division have the share of the group. */
function fitted<D extends string>(
  cells: readonly Cell<D>[],
  weights: readonly number[],
  division: D,
  shares: ReadonlyMap<string, number>,
): number[] {
  const sums = new Map<string, number>();
  let told = 0;
  for (const [index, { n, groups }] of cells.entries()) {
    const group = groups[division];
    if (group === null || !shares.has(group)) continue;
    const sum = n * (weights[index] ?? 0);
    told += sum;
    sums.set(group, (sums.get(group) ?? 0) + sum);
  }
  return cells.map(({ groups }, index) => {
    const weight = weights[index] ?? 0;
    const sum = sums.get(groups[division] ?? '') ?? 0;
    return sum > 0 ? (weight * (shares.get(groups[division] ?? '') ?? 0) * told) / sum : weight;
  });
}

/** The same weights made so much larger or smaller that they average one within the bounds. */
function bounded(
  cells: readonly { n: number }[],
  weights: readonly number[],
  { least, most }: { least: number; most: number },
): number[] {
  const all = cells.reduce((sum, { n }) => sum + n, 0);
  const at = (factor: number) => weights.map((weight) => Math.min(most, Math.max(least, weight * factor)));
  const mean = (factor: number) =>
    at(factor).reduce((sum, weight, index) => sum + weight * (cells[index]?.n ?? 0), 0) / all;
  let [low, high] = [0, 1];
  while (mean(high) < 1 && high < 1e9) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (mean(middle) < 1) low = middle;
    else high = middle;
  }
  return at(high);
}

/** How many answers of equal weight would tell as much (Kish): the square of the sum over the sum of the squares. */
export function effectiveSize(cells: readonly { n: number }[], weights: readonly number[]): number {
  let [sum, squares] = [0, 0];
  for (const [index, { n }] of cells.entries()) {
    const weight = weights[index] ?? 0;
    sum += n * weight;
    squares += n * weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** The furthest that a group of a weighted division is from its share in the population, as a share: nought where no bound holds. */
export function furthestOff<D extends string>(
  cells: readonly Cell<D>[],
  weights: readonly number[],
  margins: Margins<D>,
): number {
  let most = 0;
  for (const [division, shares] of Object.entries(margins) as [D, ReadonlyMap<string, number>][]) {
    const sums = new Map<string, number>();
    for (const [index, { n, groups }] of cells.entries()) {
      const group = groups[division];
      if (group !== null && shares.has(group)) sums.set(group, (sums.get(group) ?? 0) + n * (weights[index] ?? 0));
    }
    const told = [...sums.values()].reduce((sum, one) => sum + one, 0);
    for (const [group, share] of shares)
      if (told > 0) most = Math.max(most, Math.abs((sums.get(group) ?? 0) / told - share));
  }
  return most;
}
