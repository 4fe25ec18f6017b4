import { SMALLEST_CELL, suppressed } from '#core/personal-data/index.ts';
import { countingAnswers } from './answers.ts';
import { type Answers, isOpen, type Question, type Questionnaire, questionsOf } from './questionnaire.ts';
import { CHANNELS, type Channel } from './survey.ts';

/** The divisions by which answers are compared: what people told of themselves on the day they answered. */
export const DIVISIONS = ['gender', 'ageBand', 'territory'] as const;
export type Division = (typeof DIVISIONS)[number];
export type Groups = Partial<Record<Division, string>>;

/** The group of those who did not tell. */
export const UNTOLD = 'not-told';

/** What was answered to one question. `counts`: by option, by number of a rating, by `row=column`, by `option=place`, by place or month. */
export type QuestionResult = {
  /** Answers in which it applied and was answered. */
  answered: number;
  counts: Record<string, number>;
  /** Of numbers and ratings. */
  numbers?: { mean: number; median: number; least: number; most: number };
};

/** One division of one question: the answers of each group. Null: too few to tell, or hidden to protect those. */
export type Crossed = { groups: string[]; totals: (number | null)[]; cells: Record<string, (number | null)[]> };

/** Shares as they would be if every territory had taken part like its share of the census population. */
export type Weighted = {
  year: number;
  territories: { code: string; population: number; answers: number }[];
  /** The share of the population whose territories had enough answers to be weighted. */
  covered: number;
  shares: Record<string, Record<string, number>>;
};

export type Results = {
  total: number;
  channels: Record<Channel, number>;
  questions: Record<string, QuestionResult>;
  /** Once it is over: comparing two moments would tell what one person said. */
  crossed: Record<string, Partial<Record<Division, Crossed>>>;
  weighted: Weighted | null;
};

export type Counted = { answers: Answers; channel: Channel; groups: Groups };
export type Census = { year: number; populations: ReadonlyMap<string, number> };

/** Whether answers of this kind are compared by groups and weighted. */
export function isCrossed(kind: Question['kind']): boolean {
  return kind === 'single' || kind === 'several' || kind === 'rating' || kind === 'consent';
}

/** Counts answers one by one, so that a quarter of a million need no more room than a thousand. */
export function tallyOf(questionnaire: Questionnaire): {
  add(one: Counted): void;
  results(over: Census | null | false): Results;
} {
  const questions = questionsOf(questionnaire);
  const channels = Object.fromEntries(CHANNELS.map((channel) => [channel, 0])) as Record<Channel, number>;
  const tallies = new Map(questions.map((question) => [question.id, tallyOfQuestion(question)]));
  const groupTotals = new Map<Division, Map<string, number>>(DIVISIONS.map((division) => [division, new Map()]));
  let total = 0;
  return {
    add({ answers, channel, groups }) {
      total += 1;
      channels[channel] += 1;
      for (const division of DIVISIONS) more(groupTotals.get(division), groups[division] ?? UNTOLD);
      for (const [id, values] of Object.entries(countingAnswers(questionnaire, answers)))
        tallies.get(id)?.add(values, groups);
    },
    results: (over) => ({
      total,
      channels: { ...channels },
      questions: Object.fromEntries([...tallies].map(([id, tally]) => [id, tally.result()])),
      crossed: over === false ? {} : crossedOf(tallies),
      weighted: over ? weightedOf(tallies, groupTotals.get('territory') ?? new Map(), over) : null,
    }),
  };
}

type Cells = Map<string, Map<string, number>>;
type Tally = {
  question: Question;
  add(values: readonly string[], groups: Groups): void;
  result(): QuestionResult;
  /** By division: group, key, how many. */
  cells: Map<Division, Cells>;
  /** By division and group: how many answered. */
  answered: Map<Division, Map<string, number>>;
};

function more(counts: Map<string, number> | undefined, key: string): void {
  counts?.set(key, (counts.get(key) ?? 0) + 1);
}

function tallyOfQuestion(question: Question): Tally {
  const counts = new Map<string, number>(keysOf(question).map((key) => [key, 0]));
  const numbers: number[] = [];
  const cells: Tally['cells'] = new Map(DIVISIONS.map((division) => [division, new Map()]));
  const answered: Tally['answered'] = new Map(DIVISIONS.map((division) => [division, new Map()]));
  const isCompared = isCrossed(question.kind);
  const isNumber = question.kind === 'number' || question.kind === 'rating';
  let n = 0;
  return {
    question,
    cells,
    answered,
    add(values, groups) {
      n += 1;
      if (isNumber) numbers.push(Number(values[0]));
      if (question.kind === 'number' || question.kind === 'file' || isOpen(question.kind)) return;
      const keys = question.kind === 'date' ? values.map((value) => value.slice(0, 7)) : values;
      for (const key of keys) more(counts, key);
      if (!isCompared) return;
      for (const division of DIVISIONS) {
        const group = groups[division] ?? UNTOLD;
        more(answered.get(division), group);
        const ofDivision = cells.get(division);
        const ofGroup = ofDivision?.get(group) ?? new Map<string, number>();
        ofDivision?.set(group, ofGroup);
        for (const key of keys) more(ofGroup, key);
      }
    },
    result: () => ({
      answered: n,
      counts: Object.fromEntries(counts),
      ...(isNumber && n > 0 ? { numbers: summaryOf(numbers) } : {}),
    }),
  };
}

/** What is counted even when nobody chose it. */
function keysOf({ kind, options, rows, min, max }: Question): string[] {
  if (kind === 'single' || kind === 'several') return options.map(({ id }) => id);
  if (kind === 'consent') return ['yes'];
  if (kind === 'rating') return pointsOf({ min, max }).map(String);
  if (kind === 'matrix') return rows.flatMap((row) => options.map((option) => `${row.id}=${option.id}`));
  if (kind === 'ranking') return options.flatMap((option) => options.map((_, index) => `${option.id}=${index + 1}`));
  return [];
}

/** The points of a rating's scale. */
export function pointsOf({ min, max }: Pick<Question, 'min' | 'max'>): number[] {
  const from = min ?? 1;
  return Array.from({ length: (max ?? 5) - from + 1 }, (_, index) => from + index);
}

function summaryOf(numbers: readonly number[]): NonNullable<QuestionResult['numbers']> {
  const sorted = Float64Array.from(numbers).sort();
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { mean, median, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

function crossedOf(tallies: ReadonlyMap<string, Tally>): Results['crossed'] {
  const crossed: Results['crossed'] = {};
  for (const [id, { question, cells, answered }] of tallies) {
    if (!isCrossed(question.kind)) continue;
    const divisions: Partial<Record<Division, Crossed>> = {};
    for (const division of DIVISIONS) {
      const groups = [...(answered.get(division)?.keys() ?? [])].sort();
      // Nothing is compared where everybody is in one group, or told nothing.
      if (groups.length < 2) continue;
      const keys = keysOf(question);
      const table = keys.map((key) => groups.map((group) => cells.get(division)?.get(group)?.get(key) ?? 0));
      const hidden = hiddenCells(table);
      const totals = suppressed(
        Object.fromEntries(groups.map((group) => [group, answered.get(division)?.get(group) ?? 0])),
      );
      divisions[division] = {
        groups,
        totals: groups.map((group) => totals.counts[group] ?? null),
        cells: Object.fromEntries(
          keys.map((key, row) => [
            key,
            groups.map((_, column) => (hidden[row]?.[column] ? null : (table[row]?.[column] ?? 0))),
          ]),
        ),
      };
    }
    if (Object.keys(divisions).length > 0) crossed[id] = divisions;
  }
  return crossed;
}

/**
 * Which cells of a table of people are hidden: every one below five, and in each row and column with a hidden cell so many more, the
 * smallest first, that at least two cells with at least five people together are hidden. The totals of rows and columns are known to
 * the reader: one hidden cell alone in its line could be worked out.
 */
export function hiddenCells(table: readonly (readonly number[])[]): boolean[][] {
  const hidden = table.map((row) => row.map((n) => n < SMALLEST_CELL));
  const width = table[0]?.length ?? 0;
  const lines = [
    ...table.map((row, r) => row.map((_, c) => [r, c] as const)),
    ...Array.from({ length: width }, (_, c) => table.map((_, r) => [r, c] as const)),
  ];
  const at = ([r, c]: readonly [number, number]) => table[r]?.[c] ?? 0;
  const isHidden = ([r, c]: readonly [number, number]) => hidden[r]?.[c] === true;
  for (let changed = true; changed; ) {
    changed = false;
    for (const line of lines) {
      const gone = line.filter(isHidden);
      const people = gone.reduce((sum, cell) => sum + at(cell), 0);
      if (gone.length === 0 || (gone.length >= 2 && people >= SMALLEST_CELL)) continue;
      const next = line.filter((cell) => !isHidden(cell)).sort((a, b) => at(a) - at(b))[0];
      const row = next && hidden[next[0]];
      if (!next || !row) continue;
      row[next[1]] = true;
      changed = true;
    }
  }
  return hidden;
}

function weightedOf(
  tallies: ReadonlyMap<string, Tally>,
  answersOf: ReadonlyMap<string, number>,
  { year, populations }: Census,
): Weighted | null {
  const all = [...populations.values()].reduce((sum, n) => sum + n, 0);
  // A territory with a handful of answers would speak for all its people by those few.
  const territories = [...populations]
    .map(([code, population]) => ({ code, population, answers: answersOf.get(code) ?? 0 }))
    .filter(({ answers }) => answers >= SMALLEST_CELL);
  if (territories.length < 2) return null;
  const population = territories.reduce((sum, one) => sum + one.population, 0);
  const answers = territories.reduce((sum, one) => sum + one.answers, 0);
  const weights = new Map(territories.map((one) => [one.code, one.population / population / (one.answers / answers)]));
  const shares: Weighted['shares'] = {};
  for (const [id, { question, cells, answered }] of tallies) {
    if (!isCrossed(question.kind)) continue;
    let whole = 0;
    const parts = new Map<string, number>(keysOf(question).map((key) => [key, 0]));
    for (const [code, weight] of weights) {
      whole += weight * (answered.get('territory')?.get(code) ?? 0);
      for (const [key, n] of cells.get('territory')?.get(code) ?? [])
        parts.set(key, (parts.get(key) ?? 0) + weight * n);
    }
    if (whole > 0) shares[id] = Object.fromEntries([...parts].map(([key, n]) => [key, n / whole]));
  }
  return { year, territories, covered: population / all, shares };
}
