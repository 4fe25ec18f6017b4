import { SMALLEST_CELL, suppressed } from '#core/personal-data/index.ts';
import { countingAnswers } from './answers.ts';
import { type Answers, isOpen, type Question, type Questionnaire, questionsOf } from './questionnaire.ts';
import { CHANNELS, type Channel } from './survey.ts';
import { weightedResults } from './weighted.ts';
import type { Cell } from './weights.ts';

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
  /** Of numbers: how many lie in each of a few steps of equal width, from its beginning to before its end. */
  bins?: Bin[];
};
export type Bin = { from: number; to: number; n: number };

/** One division of one question: the answers of each group. Null: too few to tell, or hidden to protect those. */
export type Crossed = { groups: string[]; totals: (number | null)[]; cells: Record<string, (number | null)[]> };

/** Shares as they would be if every group of the population had taken part like its share in the census. */
export type Weighted = {
  /** The census of the territories. */
  year: number;
  /** What answers are weighted by. */
  by: Division[];
  /** Where the figures by sex and age come from; null where none are loaded. */
  groups: { year: number; source: string } | null;
  territories: { code: string; population: number; answers: number }[];
  /** The share of the population whose territories had enough answers to be weighted. */
  covered: number;
  /** How many answers of equal weight would tell as much. */
  effective: number;
  /** The least and the greatest weight, and how far from the census a bound kept a group at most, as a share. */
  least: number;
  most: number;
  off: number;
  shares: Record<string, Record<string, number>>;
};

export type Results = {
  total: number;
  channels: Record<Channel, number>;
  questions: Record<string, QuestionResult>;
  /** Once no answer can come in any more: comparing two moments would tell what one person said. */
  crossed: Record<string, Partial<Record<Division, Crossed>>>;
  weighted: Weighted | null;
};

export type Counted = { answers: Answers; channel: Channel; groups: Groups };
/** The people of the census: of each territory, and by sex and by age where such figures are loaded. */
export type Census = {
  year: number;
  populations: ReadonlyMap<string, number>;
  groups: {
    year: number;
    source: string;
    gender: ReadonlyMap<string, number>;
    ageBand: ReadonlyMap<string, number>;
  } | null;
};

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
  const people = new Map<string, Cell<Division>>();
  let total = 0;
  return {
    add({ answers, channel, groups }) {
      total += 1;
      channels[channel] += 1;
      const alike = DIVISIONS.map((division) => groups[division] ?? '').join('|');
      const known = people.get(alike);
      if (known) known.n += 1;
      else people.set(alike, { n: 1, groups: groupsOf(groups) });
      for (const [id, values] of Object.entries(countingAnswers(questionnaire, answers)))
        tallies.get(id)?.add(values, groups, alike);
    },
    results: (over) => {
      const crossed = over === false ? {} : crossedOf(tallies);
      return {
        total,
        channels: { ...channels },
        questions: Object.fromEntries([...tallies].map(([id, tally]) => [id, tally.result()])),
        crossed,
        weighted: over ? weightedResults(tallies, people, crossed, over) : null,
      };
    },
  };
}

const groupsOf = ({ gender, ageBand, territory }: Groups) => ({
  gender: gender ?? null,
  ageBand: ageBand ?? null,
  territory: territory ?? null,
});

type Cells = Map<string, Map<string, number>>;
/** What was counted of one question. */
export type Tally = {
  question: Question;
  /** `alike`: the people who are alike in every division. */
  add(values: readonly string[], groups: Groups, alike: string): void;
  result(): QuestionResult;
  /** By people who are alike: how many answered, and how many chose each key. */
  alike: Map<string, { answered: number; keys: Map<string, number> }>;
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
  const alikes: Tally['alike'] = new Map();
  const isCompared = isCrossed(question.kind);
  const isNumber = question.kind === 'number' || question.kind === 'rating';
  let n = 0;
  return {
    question,
    cells,
    answered,
    alike: alikes,
    add(values, groups, alike) {
      n += 1;
      if (isNumber) numbers.push(Number(values[0]));
      if (question.kind === 'number' || question.kind === 'file' || isOpen(question.kind)) return;
      const keys = question.kind === 'date' ? values.map((value) => value.slice(0, 7)) : values;
      for (const key of keys) more(counts, key);
      if (!isCompared) return;
      const own = alikes.get(alike) ?? { answered: 0, keys: new Map<string, number>() };
      alikes.set(alike, own);
      own.answered += 1;
      for (const key of keys) more(own.keys, key);
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
      ...(question.kind === 'number' && n > 0 ? { bins: binsOf(numbers) } : {}),
    }),
  };
}

/** What is counted even when nobody chose it. */
export function keysOf({ kind, options, rows, min, max }: Question): string[] {
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

const MOST_BINS = 10;

/** Numbers in at most ten steps of one, two or five times a power of ten. */
export function binsOf(numbers: readonly number[]): Bin[] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of numbers) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const rough = Math.max((most - least) / (MOST_BINS - 1), Number.EPSILON * Math.max(1, Math.abs(most)));
  const power = most === least ? 1 : 10 ** Math.floor(Math.log10(rough));
  const fine = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10);
  const step = most === least || numbers.every(Number.isInteger) ? Math.max(1, fine) : fine;
  // A tenth is not quite a tenth: 0.7 belongs to the step that begins there.
  const placeOf = (value: number) => Math.floor(value / step + 1e-9);
  const first = placeOf(least);
  const counts = Array.from({ length: placeOf(most) - first + 1 }, () => 0);
  for (const value of numbers) {
    const at = placeOf(value) - first;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const end = (index: number) => Number(((first + index) * step).toPrecision(12));
  return counts.map((n, index) => ({ from: end(index), to: end(index + 1), n }));
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
