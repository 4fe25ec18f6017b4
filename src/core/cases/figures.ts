import { sql } from 'kysely';
import type { CaseKind } from '#platform/case-kind.ts';
import { across, type Db } from '#platform/db/database.ts';
import { TRANSFERRED } from './queries.ts';
import './tables.ts';

/** What became of the cases of a kind that were received in a year. Numbers of cases. */
export type CaseFigures = {
  kind: string;
  received: number;
  /** Decided on the last day at the latest. */
  onTime: number;
  late: number;
  /** Not decided: before and after the last day. */
  waiting: number;
  overdue: number;
  /** Ended without a decision: taken back, handed to another body in time. */
  ended: number;
  handedOverLate: number;
  extended: number;
  outcomes: { outcome: string; ground: string | null; n: number }[];
};

type Counted = {
  kind: string;
  decided: 'on-time' | 'late' | 'handed-over-late' | 'ended' | 'overdue' | 'waiting';
  extended: boolean;
  outcome: string | null;
  ground: string | null;
  n: number;
};

/** The year of the first case, of one body or of all; undefined while there is none. */
export async function firstYear(db: Db, institutionId: string | null): Promise<number | undefined> {
  let query = across(db).selectFrom('case_file').select('received_on').orderBy('received_on').limit(1);
  if (institutionId !== null) query = query.where('institution_id', '=', institutionId);
  const first = await query.executeTakeFirst();
  return first && Number(first.received_on.slice(0, 4));
}

/**
 * How the cases that were received in a year stand, for one body or all, kind by kind. For all of them a case that was handed over counts
 * once, where it lies now; that it was late before stands on a line of its own.
 */
export async function caseFigures(
  db: Db,
  kinds: readonly CaseKind[],
  { institutionId, year, today }: { institutionId: string | null; year: number; today: string },
): Promise<CaseFigures[]> {
  let query = across(db)
    .selectFrom('case_file')
    .select(['kind', 'extended', 'outcome', 'ground'])
    .select((row) => row.fn.countAll<number>().as('n'))
    .select(
      sql<Counted['decided']>`case
        when handed_over_late then 'handed-over-late'
        when decided_on is not null and (decided_due_on is null or decided_on <= decided_due_on) then 'on-time'
        when decided_on is not null then 'late'
        when over_at is not null then 'ended'
        when due_on < ${today}::date then 'overdue'
        else 'waiting' end`.as('decided'),
    )
    .where('received_on', '>=', `${year}-01-01`)
    .where('received_on', '<=', `${year}-12-31`)
    .groupBy(['kind', 'extended', 'outcome', 'ground', 'decided']);
  if (institutionId !== null) query = query.where('institution_id', '=', institutionId);
  else query = query.where((row) => row.or([row('state', '!=', TRANSFERRED), row('handed_over_late', '=', true)]));
  const rows: Counted[] = await query.execute();
  return kinds.map(({ kind }) =>
    summed(
      kind,
      rows.filter((row) => row.kind === kind),
      institutionId === null,
    ),
  );
}

function summed(kind: string, all: readonly Counted[], onPortal: boolean): CaseFigures {
  const rows = onPortal ? all.filter(({ decided }) => decided !== 'handed-over-late') : all;
  const sum = (which: (row: Counted) => boolean) => rows.filter(which).reduce((total, { n }) => total + n, 0);
  const outcomes = new Map<string, CaseFigures['outcomes'][number]>();
  for (const { outcome, ground, n } of rows) {
    if (outcome === null) continue;
    const key = `${outcome} ${ground}`;
    outcomes.set(key, { outcome, ground, n: n + (outcomes.get(key)?.n ?? 0) });
  }
  return {
    kind,
    received: sum(() => true),
    onTime: sum(({ decided }) => decided === 'on-time'),
    late: sum(({ decided }) => decided === 'late'),
    waiting: sum(({ decided }) => decided === 'waiting'),
    overdue: sum(({ decided }) => decided === 'overdue'),
    ended: sum(({ decided }) => decided === 'ended'),
    handedOverLate: all.filter(({ decided }) => decided === 'handed-over-late').reduce((total, { n }) => total + n, 0),
    extended: sum(({ extended }) => extended),
    outcomes: [...outcomes.values()].sort((a, b) => b.n - a.n),
  };
}
