import type { DatePrecision } from '#platform/i18n/format.ts';
import type { MessageKey, MessageValues } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Passage, Term } from './commitment.ts';
import type { CommitmentColumns, MilestoneColumns, NamedRecord, PlanColumns } from './file/read.ts';
import { latestFirst } from './file/read.ts';
import type { Cells, PlanKind } from './plan-cells.ts';
import { FAR } from './tables.ts';
import { coarser, isCalendarDate, lastDayOf } from './timeline.ts';
import { type Vocabulary, vocabularyTerms } from './vocabulary.ts';
import {
  introOfLines,
  type Line,
  linesOfIntro,
  linesOfPassages,
  linesOfTexts,
  PLAN_LANGUAGES,
  passagesOfLines,
  readLines,
  textsOfLines,
  UnevenLines,
  type Written,
  writeLines,
} from './written-lines.ts';

/**
 * The fields that a plan, a commitment and a milestone are written in: how each reads as cells, and how cells become columns again. A new
 * field has one line here; the forms, the file, the API and the page of versions show it from then on.
 */

/** How a form asks for a field: one line or several in each language, dates, a whole number, words of a vocabulary. */
export type FieldShape = 'line' | 'lines' | 'dates' | 'date' | 'number' | 'terms';

export type PlanField = {
  name: string;
  label: MessageKey;
  shape: FieldShape;
  cells: readonly string[];
  vocabulary?: Vocabulary;
  read(thing: never): Cells;
  /** The columns that these cells make. Throws `WrongCell`. */
  write(cells: Cells, thing: never): object;
};

/** A cell that cannot be read; `key` is the end of `commitments.plan.fault.…`. */
export class WrongCell extends Error {
  readonly cell: string;
  readonly key: string;
  readonly values: MessageValues;
  constructor(cell: string, key: string, values: MessageValues = {}) {
    super(`${cell}: ${key}`);
    this.cell = cell;
    this.key = key;
    this.values = values;
  }
}

/** The columns of one kind, whatever they hold. */
type Columns = Record<string, unknown>;

const label = (name: string) => `commitments.field.${name}` as MessageKey;
const inLanguages = (name: string) => PLAN_LANGUAGES.map((lang) => `${name}_${lang}`);

/** One line in each language, in the column of this name. Languages that are written elsewhere stay. */
function line(name: string, column: string, options: { absent: null | 'kept' }): PlanField {
  return {
    name,
    label: label(name),
    shape: 'line',
    cells: inLanguages(name),
    read: (thing: Columns) => suffixed(name, (thing[column] ?? {}) as Text),
    write(cells, thing: Columns) {
      const others = Object.entries((thing[column] ?? {}) as Text).filter(
        ([lang]) => !(PLAN_LANGUAGES as readonly string[]).includes(lang),
      );
      const written = PLAN_LANGUAGES.flatMap((lang) => {
        const words = (cells[`${name}_${lang}`] ?? '').replace(/\s+/g, ' ').trim();
        return words ? [[lang, words]] : [];
      });
      const text = Object.fromEntries([...written, ...others]);
      const left = Object.keys(text).length > 0;
      if (!left && options.absent === 'kept') throw new WrongCell(`${name}_ar`, 'no-title');
      return { [column]: left ? text : null };
    },
  } as PlanField;
}

function suffixed(name: string, written: Written | Text): Cells {
  return Object.fromEntries(PLAN_LANGUAGES.map((lang) => [`${name}_${lang}`, written[lang] ?? '']));
}

/** Several lines in each language; `get` and `set` find the value in the columns. */
function lines<V>(
  name: string,
  way: { write(value: V): Line[]; read(lines: readonly Line[]): V },
  place: { get(thing: Columns): V; set(thing: Columns, value: V): Columns },
): PlanField {
  return {
    name,
    label: label(name),
    shape: 'lines',
    cells: inLanguages(name),
    read: (thing: Columns) => suffixed(name, writeLines(way.write(place.get(thing)))),
    write(cells, thing: Columns) {
      const written = Object.fromEntries(PLAN_LANGUAGES.map((lang) => [lang, cells[`${name}_${lang}`] ?? '']));
      try {
        return place.set(thing, way.read(readLines(written)));
      } catch (error) {
        if (!(error instanceof UnevenLines)) throw error;
        throw new WrongCell(`${name}_${uneven(error.counts)}`, 'uneven', error.counts);
      }
    },
  } as PlanField;
}

/** The language whose lines the others should have: the first that has any is right, the next is told. */
function uneven(counts: UnevenLines['counts']): string {
  const [first, ...rest] = PLAN_LANGUAGES.filter((lang) => counts[lang] > 0);
  return rest.find((lang) => first && counts[lang] !== counts[first]) ?? rest[0] ?? 'ar';
}

const TEXTS = { write: linesOfTexts, read: textsOfLines };
const INTRO = { write: linesOfIntro, read: introOfLines };
const PASSAGES = { write: linesOfPassages, read: passagesOfLines as (lines: readonly Line[]) => Passage[] };

/** A value that is a whole column. */
const column = <V>(name: string) => ({
  get: (thing: Columns) => thing[name] as V,
  set: (_thing: Columns, value: V): Columns => ({ [name]: value }),
});

/** A value inside a column that holds several. */
const part = <V>(name: string, key: string) => ({
  get: (thing: Columns) => (thing[name] as Columns)[key] as V,
  set: (thing: Columns, value: V): Columns => ({ [name]: { ...(thing[name] as Columns), [key]: value } }),
});

/** The bodies that answer for a commitment, or take part: a line each. */
const named = (role: NamedRecord['role']) => ({
  get: (thing: Columns) => (thing.named as NamedRecord[]).filter((one) => one.role === role).map((one) => one.name),
  set(thing: Columns, names: Text[]): Columns {
    const all = thing.named as NamedRecord[];
    const known = (name: Text) => all.find((one) => sameWords(one.name, name));
    const mine = names.map((name, position): NamedRecord => {
      const stored = known(name);
      return { role, position, name: stored?.name ?? name, bodyId: stored?.bodyId ?? null };
    });
    const others = all.filter((one) => one.role !== role);
    return { named: role === 'responsible' ? [...mine, ...others] : [...others, ...mine] };
  },
});

const sameWords = (a: Text, b: Text) => PLAN_LANGUAGES.every((lang) => (a[lang] ?? '') === (b[lang] ?? ''));

function number(
  name: string,
  place: { get(thing: Columns): number | null; set(thing: Columns, value: number | null): Columns },
): PlanField {
  return {
    name,
    label: label(name),
    shape: 'number',
    cells: [name],
    read: (thing: Columns) => ({
      [name]: place.get(thing) ? String(place.get(thing)) : place.get(thing) === 0 && name !== 'number' ? '0' : '',
    }),
    write(cells, thing: Columns) {
      const typed = (cells[name] ?? '').trim();
      if (typed !== '' && !/^\d{1,7}$/.test(typed)) throw new WrongCell(name, 'not-a-number');
      if (name === 'number' && Number(typed) === 0) throw new WrongCell(name, 'no-number');
      return place.set(thing, typed === '' ? null : Number(typed));
    },
  } as PlanField;
}

/** The number of a commitment or a milestone is its place in the order. */
const ordered = {
  get: (thing: Columns) => thing.number as number,
  set: (_thing: Columns, value: number | null): Columns => ({ number: value }),
};

/** A day as it is written: as precise as it is known (`2027`, `2027-06`, `2027-06-30`). */
function writtenDay(date: string | null, precision: DatePrecision | null): string {
  if (date === null) return '';
  return precision === 'year' ? date.slice(0, 4) : precision === 'month' ? date.slice(0, 7) : date;
}

/** The way back: the day a period begins on, or the last one it ends on. */
function readDay(
  cell: string,
  typed: string,
  at: 'start' | 'end',
): { date: string | null; precision: DatePrecision | null } {
  const day = typed.trim();
  if (day === '') return { date: null, precision: null };
  const precision = /^\d{4}$/.test(day) ? 'year' : /^\d{4}-\d{2}$/.test(day) ? 'month' : 'day';
  const first = precision === 'year' ? `${day}-01-01` : precision === 'month' ? `${day}-01` : day;
  if (!isCalendarDate(first)) throw new WrongCell(cell, 'not-a-date', { cell: day.slice(0, 40) });
  return { date: at === 'end' ? lastDayOf(first, precision) : first, precision };
}

/** Beginning and end; `also` are the columns that follow from them. */
function period(
  also: (days: { start: string | null; end: string | null; precision: DatePrecision | null }) => Columns,
): PlanField {
  return {
    name: 'period',
    label: label('period'),
    shape: 'dates',
    cells: ['start', 'end'],
    read: (thing: MilestoneColumns) => ({
      start: writtenDay(thing.starts_on, thing.date_precision),
      end: writtenDay(thing.ends_on, thing.date_precision),
    }),
    write(cells) {
      const start = readDay('start', cells.start ?? '', 'start');
      const end = readDay('end', cells.end ?? '', 'end');
      if (start.date !== null && end.date !== null && end.date < start.date)
        throw new WrongCell('end', 'end-before-start');
      const precision = coarser(start.precision, end.precision);
      return {
        starts_on: start.date,
        ends_on: end.date,
        start_raw: cells.start?.trim() || null,
        end_raw: cells.end?.trim() || null,
        date_precision: precision,
        ...also({ start: start.date, end: end.date, precision }),
      };
    },
  } as PlanField;
}

function terms(name: string, place: string, vocabulary: Vocabulary): PlanField {
  return {
    name,
    label: label(name),
    shape: 'terms',
    vocabulary,
    cells: [name],
    read: (thing: Columns) => ({ [name]: (thing[place] as Term[]).map((one) => one.key).join(', ') }),
    write(cells, thing: Columns) {
      const keys = [
        ...new Set(
          (cells[name] ?? '')
            .split(/[,;\n]/)
            .map((key) => key.trim())
            .filter(Boolean),
        ),
      ];
      const stored = thing[place] as Term[];
      return {
        [place]: keys.map((key) => {
          const found =
            stored.find((one) => one.key === key) ?? vocabularyTerms(vocabulary).find((one) => one.key === key);
          if (!found) throw new WrongCell(name, 'not-a-word', { cell: key.slice(0, 60) });
          return vocabulary === 'values' && !('justification' in found) ? { ...found, justification: [] } : found;
        }),
      };
    },
  } as PlanField;
}

const submission: PlanField = {
  name: 'submissionDate',
  label: label('submissionDate'),
  shape: 'date',
  cells: ['submissionDate'],
  read: (thing: PlanColumns) => ({ submissionDate: thing.submitted_on ?? '' }),
  write(cells) {
    const { date, precision } = readDay('submissionDate', cells.submissionDate ?? '', 'start');
    if (precision !== null && precision !== 'day') throw new WrongCell('submissionDate', 'not-a-day');
    return { submitted_on: date, submission_raw: date };
  },
} as PlanField;

const visionPart = {
  get: ({ vision }: Columns) => ({
    intro: (vision as PlanColumns['vision']).intro,
    items: (vision as PlanColumns['vision']).axes,
  }),
  set: (_thing: Columns, value: { intro: Text[]; items: Text[] }): Columns => ({
    vision: { intro: value.intro, axes: value.items },
  }),
};

const COUNTED = [
  'groupsParticipating',
  'publicMeetings',
  'themeBasedEvents',
  'participants',
  'ideasSubmitted',
  'institutionsProposing',
] as const;

export const PLAN_FIELDS: Record<PlanKind, readonly PlanField[]> = {
  plan: [
    line('title', 'title', { absent: 'kept' }),
    {
      ...period(({ end }) => (end === null ? {} : { latest_first: latestFirst(end) })),
    },
    submission,
    lines('foreword', TEXTS, column('foreword')),
    lines('vision', INTRO, visionPart),
    lines('challenges', INTRO, column('challenges')),
    lines('goals', INTRO, column('goals')),
    lines('axes', INTRO, column('axes')),
    lines('achievements', INTRO, column('achievements')),
    lines('policyContribution', INTRO, column('policy_contribution')),
    ...COUNTED.map((name) => number(name, part<number | null>('co_creation', name))),
    lines('steps', TEXTS, part('co_creation', 'steps')),
    lines('spaces', INTRO, part('co_creation', 'spaces')),
    lines('diversityMeasures', TEXTS, part('co_creation', 'diversityMeasures')),
    lines('institutionalArrangements', INTRO, part('governance', 'institutionalArrangements')),
    lines('stakeholderCollaboration', TEXTS, part('governance', 'stakeholderCollaboration')),
    lines('regularCheckIns', TEXTS, part('monitoring', 'regularCheckIns')),
  ],
  commitment: [
    line('title', 'title', { absent: 'kept' }),
    number('number', ordered),
    period(({ start, end }) => ({
      period_basis: start === null && end === null ? 'not-stated' : 'page',
      ...(start === null ? {} : { starts_key: start }),
      ...(end === null ? {} : { ends_key: end }),
    })),
    lines('responsibleInstitutions', TEXTS, named('responsible')),
    lines('institutionsInvolved', TEXTS, named('involved')),
    ...(
      [
        ['problem', 'problem'],
        ['statusQuo', 'status_quo'],
        ['actions', 'actions'],
        ['activitiesNarrative', 'activities_narrative'],
        ['contribution', 'contribution'],
        ['longTermGoals', 'long_term_goals'],
      ] as const satisfies readonly (readonly [string, keyof CommitmentColumns])[]
    ).map(([name, place]) => lines(name, PASSAGES, column(place))),
    lines('expectedResults', TEXTS, column('expected_results')),
    lines('performanceIndicators', TEXTS, column('performance_indicators')),
    lines('impactIndicators', TEXTS, column('impact_indicators')),
    terms('policyAreas', 'policy_areas', 'policyAreas'),
    terms('sectors', 'sectors', 'sectors'),
    terms('ogpValues', 'ogp_values', 'values'),
  ],
  milestone: [
    line('title', 'title', { absent: 'kept' }),
    number('number', ordered),
    period(({ start, end, precision }) => ({
      date_assignment: start === null && end === null ? 'missing' : 'explicit',
      last_day: end === null ? FAR : lastDayOf(end, precision),
    })),
  ],
};
