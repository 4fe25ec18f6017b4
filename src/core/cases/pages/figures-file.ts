import { CSV_TYPE, type CsvColumnOf, csvText } from '#platform/feeds/csv.ts';
import { defineResource } from '#platform/page.ts';
import { readFigures } from '../access.ts';
import { type CaseFigures, caseFigures } from '../figures.ts';
import { type FiguresQuery, figuresQuery } from './case-figures-page.tsx';

/** One line: how many cases of a kind, what is counted, and for decisions by which outcome and ground. */
type Line = { kind: string; what: string; outcome: string; ground: string; n: number };

const WHAT = ['received', 'onTime', 'late', 'waiting', 'overdue', 'ended', 'handedOverLate', 'extended'] as const;
const COLUMNS: CsvColumnOf<Line>[] = [
  { name: 'kind', value: ({ kind }) => kind },
  { name: 'what', value: ({ what }) => what },
  { name: 'outcome', value: ({ outcome }) => outcome },
  { name: 'ground', value: ({ ground }) => ground },
  { name: 'n', value: ({ n }) => n },
];

/** The figures of a year as CSV, for one body or all: names of facts and grounds as in the API. */
export const figuresFile = defineResource<FiguresQuery>({
  name: 'cases.figures-file',
  path: '/cases/figures.csv',
  on: 'both',
  query: figuresQuery,
  access: readFigures,
  load: async ({ db, offers, page, query }) => {
    const year = query.year ?? Number(page.today.slice(0, 4));
    const scope = { institutionId: page.tenant?.id ?? null, year, today: page.today };
    const lines = (await caseFigures(db, offers.caseKinds, scope)).flatMap(linesOf);
    return { type: CSV_TYPE, body: await csvText(COLUMNS, lines), download: `cases-${year}.csv` };
  },
});

function linesOf({ outcomes, ...figures }: CaseFigures): Line[] {
  const { kind } = figures;
  return [
    ...WHAT.map((what) => ({ kind, what, outcome: '', ground: '', n: figures[what] })),
    ...outcomes.map(({ outcome, ground, n }) => ({ kind, what: 'decided', outcome, ground: ground ?? '', n })),
  ];
}
