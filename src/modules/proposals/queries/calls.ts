import { sql } from 'kysely';
import { across, type Db, json, type Tx, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import type { Channel, ProposalState, Standing, Theme } from '../proposal.ts';
import type { Question } from '../questions.ts';
import '../tables.ts';

/** A time in which proposals are taken for one matter. */
export type ProposalCall = {
  institutionId: string;
  id: string;
  title: Text;
  aboutPath: string;
  opensOn: string;
  closesOn: string;
  level: 1 | 2;
  themes: Theme[];
  /** What the body asks beside the proposal itself. */
  questions: Question[];
  /** Whether other words for its proposals are taken. */
  amendments: boolean;
  closedAt: Date | null;
};

const COLUMNS = [
  'proposal_call.institution_id as institutionId',
  'proposal_call.id',
  'proposal_call.title',
  'proposal_call.about_path as aboutPath',
  'proposal_call.opens_on as opensOn',
  'proposal_call.closes_on as closesOn',
  'proposal_call.level',
  'proposal_call.themes',
  'proposal_call.questions',
  'proposal_call.amendments',
  'proposal_call.closed_at as closedAt',
] as const;

/** One call by its id; undefined when there is none. */
export async function callById(db: Db, id: string): Promise<ProposalCall | undefined> {
  return isId(id)
    ? across(db).selectFrom('proposal_call').select(COLUMNS).where('id', '=', id).executeTakeFirst()
    : undefined;
}

/** Several calls by their ids. */
export async function callsById(db: Db, ids: readonly string[]): Promise<Map<string, ProposalCall>> {
  if (ids.length === 0) return new Map();
  const rows = await across(db).selectFrom('proposal_call').select(COLUMNS).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The calls of a body, the latest first. */
export async function callsOf(db: Db, institutionId: string): Promise<ProposalCall[]> {
  return across(db)
    .selectFrom('proposal_call')
    .select(COLUMNS)
    .where('institution_id', '=', institutionId)
    .orderBy('opens_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

/** What a call is made of; what it asks and whether it takes amendments is set on the desk. */
export type NewCall = Omit<ProposalCall, 'questions' | 'amendments' | 'closedAt'>;

/**
 * Opens a call for proposals, or changes its title, dates, level and themes, in the caller's transaction. Dates are calendar days of
 * Morocco, both included; `level` is how surely people must be known.
 */
export async function saveCall(tx: Tx, { institutionId, id, ...call }: NewCall): Promise<void> {
  const values = {
    title: json(call.title),
    about_path: call.aboutPath,
    opens_on: call.opensOn,
    closes_on: call.closesOn,
    level: call.level,
    themes: json(call.themes),
  };
  await within(tx, institutionId)
    .insert('proposal_call', { id, ...values, closed_at: null })
    .onConflict((conflict) => conflict.columns(['institution_id', 'id']).doUpdateSet(values))
    .execute();
}

/** Writes the questions that a call asks beside the proposal itself. */
export async function writeQuestions(
  tx: Tx,
  { institutionId, id }: Pick<NewCall, 'institutionId' | 'id'>,
  questions: readonly Question[],
): Promise<void> {
  await within(tx, institutionId)
    .updateTable('proposal_call')
    .set({ questions: json(questions) })
    .where('id', '=', id)
    .execute();
}

/** Whether anybody has answered a question of a call, in a draft too. */
export async function isAnswered(
  db: Db,
  { institutionId, id }: Pick<NewCall, 'institutionId' | 'id'>,
  { key }: Pick<Question, 'key'>,
): Promise<boolean> {
  const answered = await within(db, institutionId)
    .selectFrom('proposal')
    .select('id')
    .where('call_id', '=', id)
    .where(sql<boolean>`answers ? ${key}`)
    .limit(1)
    .execute();
  return answered.length > 0;
}

/** Ends a call for good: nothing is proposed, changed or supported in it any more. */
export async function closeCall(tx: Tx, { institutionId, id }: Pick<NewCall, 'institutionId' | 'id'>, now: Date) {
  await within(tx, institutionId).updateTable('proposal_call').set({ closed_at: now }).where('id', '=', id).execute();
}

/** How many proposals of a call owe an answer, and how many wait for a moderator: a stage that asked for them cannot end before. */
export async function unansweredIn(
  db: Db,
  { institutionId, id }: Pick<NewCall, 'institutionId' | 'id'>,
): Promise<{ unanswered: number; held: number }> {
  const row = await within(db, institutionId)
    .selectFrom('proposal')
    .select(({ fn }) => [
      fn
        .countAll<number>()
        .filterWhere('standing', '=', 'shown')
        .filterWhere('state', 'in', ['received', 'under-study'])
        .as('unanswered'),
      fn.countAll<number>().filterWhere('standing', '=', 'held').as('held'),
    ])
    .where('call_id', '=', id)
    .executeTakeFirstOrThrow();
  return { unanswered: Number(row.unanswered), held: Number(row.held) };
}

/** What came of a call: proposals by channel, by standing, by answer and by theme; supports that count. Each proposal is in one cell of each. */
export type CallFigures = {
  total: number;
  byChannel: Record<string, number>;
  byStanding: Record<string, number>;
  byState: Record<string, number>;
  byTheme: Record<string, number>;
  byTerritory: Record<string, number>;
  supports: number;
  /** The same supports by the way they came: they add up to `supports`. */
  supportsByChannel: Record<string, number>;
  /** Different people who support online. */
  supporters: number;
  /** Supports that were taken out, with a reason. */
  excluded: number;
};

type Cell = {
  channel: Channel;
  standing: Standing;
  state: ProposalState;
  theme: string | null;
  territory: string | null;
  n: number;
};

/** Counts a call. Drafts are nobody's business and are not counted. */
export async function callFigures(db: Db, call: Pick<NewCall, 'institutionId' | 'id'>): Promise<CallFigures> {
  const { rows } = await sql<Cell>`
    select channel, standing, state, theme, substring(territory from '^[0-9]+([.][0-9]+)?') as territory, count(*)::int as n
    from proposal
    where institution_id = ${call.institutionId} and call_id = ${call.id} and submitted_at is not null
    group by 1, 2, 3, 4, 5`.execute(db);
  const { rows: counted } = await sql<{ supports: number; supporters: number; excluded: number }>`
    select count(*) filter (where excluded_because is null)::int as supports,
      count(distinct supporter) filter (where excluded_because is null)::int as supporters,
      count(*) filter (where excluded_because is not null)::int as excluded
    from proposal_support support
      join proposal on proposal.institution_id = support.institution_id and proposal.id = support.proposal_id
    where proposal.institution_id = ${call.institutionId} and proposal.call_id = ${call.id}
      and proposal.standing <> 'merged'`.execute(db);
  const { rows: sheets } = await sql<{ channel: Channel; n: number }>`
    select sheet.channel, sum(sheet.supports)::int as n
    from proposal_sheet sheet
      join proposal on proposal.institution_id = sheet.institution_id and proposal.id = sheet.proposal_id
    where proposal.institution_id = ${call.institutionId} and proposal.call_id = ${call.id}
      and proposal.standing <> 'merged' and sheet.struck_because is null
    group by 1`.execute(db);
  const { supports: online, ...others } = counted[0] ?? { supports: 0, supporters: 0, excluded: 0 };
  const supportsByChannel = { online, ...Object.fromEntries(sheets.map(({ channel, n }) => [channel, n])) };
  const sums = (of: (cell: Cell) => string | null, among: readonly Cell[]) => {
    const sum: Record<string, number> = {};
    for (const cell of among) sum[of(cell) ?? ''] = (sum[of(cell) ?? ''] ?? 0) + cell.n;
    return sum;
  };
  const shown = rows.filter((cell) => cell.standing === 'shown');
  return {
    total: rows.reduce((sum, { n }) => sum + n, 0),
    byChannel: sums(({ channel }) => channel, rows),
    byStanding: sums(({ standing }) => standing, rows),
    byState: sums(({ state }) => state, shown),
    byTheme: sums(({ theme }) => theme, shown),
    byTerritory: sums(({ territory }) => territory, shown),
    supports: Object.values(supportsByChannel).reduce((sum, n) => sum + n, 0),
    supportsByChannel,
    ...others,
  };
}
