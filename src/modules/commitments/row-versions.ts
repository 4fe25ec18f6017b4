import type { ActionContext } from '#platform/action.ts';
import { type Db, json, within } from '#platform/db/database.ts';
import { Overtaken } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { RowContent } from './matrix-row.ts';
import type { MilestonePlace } from './milestone-report.ts';
import type { MilestoneTable } from './tables.ts';

/** The columns of a milestone that make the row everybody reads. */
export const ROW_COLUMNS = [
  'milestone.status',
  'milestone.status_on',
  'milestone.percent',
  'milestone.expected_result',
  'milestone.indicator',
  'milestone.target',
  'milestone.done',
  'milestone.obstacles',
  'milestone.next_step',
  'milestone.evidence',
] as const;

type RowColumns = Pick<
  MilestoneTable,
  | 'status'
  | 'status_on'
  | 'percent'
  | 'expected_result'
  | 'indicator'
  | 'target'
  | 'done'
  | 'obstacles'
  | 'next_step'
  | 'evidence'
>;

/** The published row, from its columns. */
export function publishedRow(row: RowColumns): RowContent {
  return {
    expectedResult: row.expected_result,
    indicator: row.indicator,
    target: row.target,
    status: row.status,
    statusOn: row.status_on,
    percent: row.percent,
    done: row.done,
    obstacles: row.obstacles,
    nextStep: row.next_step,
    evidence: row.evidence,
  };
}

export type RowState = {
  /** The version saved last, and the one everybody reads. */
  version: number;
  publishedVersion: number;
  published: RowContent;
  /** What stands in the version saved last. */
  working: RowContent;
};

/** A row as it stands. */
export async function rowState(db: Db, target: Pick<MilestonePlace, 'institution_id' | 'id'>): Promise<RowState> {
  const row = await within(db, target.institution_id)
    .selectFrom('milestone')
    .select(ROW_COLUMNS)
    .select(['milestone.row_version', 'milestone.published_version'])
    .where('id', '=', target.id)
    .executeTakeFirstOrThrow();
  const published = publishedRow(row);
  const state = { version: row.row_version, publishedVersion: row.published_version, published };
  if (row.row_version === row.published_version) return { ...state, working: published };
  const draft = await contentAt(db, target, row.row_version);
  return { ...state, working: draft ?? published };
}

/** What a row held in an earlier version; undefined when there was none of this number. */
export async function contentAt(
  db: Db,
  target: Pick<MilestonePlace, 'institution_id' | 'id'>,
  version: number,
): Promise<RowContent | undefined> {
  const row = await within(db, target.institution_id)
    .selectFrom('milestone_version')
    .select('content')
    .where('milestone_id', '=', target.id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.content;
}

/** Refuses a change that was made on an older version than the one that stands. */
export function checkVersion(state: RowState, version: number): void {
  if (version !== state.version)
    throw new Overtaken('commitments.matrix.overtaken', { yours: version, now: state.version });
}

/** Keeps a new version of a row, with its author. Answers its number. The commitment must be locked. */
export async function keepVersion(
  { db, now, actor }: Pick<ActionContext, 'db' | 'now' | 'actor'>,
  target: MilestonePlace,
  state: RowState,
  kept: { content: RowContent; note: Text | null },
): Promise<number> {
  const own = within(db, target.institution_id);
  const version = state.version + 1;
  const row = { milestone_id: target.id, saved_at: now };
  // What stood before anybody wrote is kept too, so that a later change can be compared with it.
  if (state.version === 0)
    await own
      .insert('milestone_version', {
        ...row,
        version: 0,
        content: json(state.published) as never,
        note: null,
        saved_by: null,
        published_by: null,
        published_at: null,
      })
      .execute();
  await own
    .insert('milestone_version', {
      ...row,
      version,
      content: json(kept.content) as never,
      note: kept.note && (json(kept.note) as never),
      saved_by: actor.kind === 'person' ? actor.id : null,
      published_by: null,
      published_at: null,
    })
    .execute();
  await own.updateTable('milestone').set({ row_version: version }).where('id', '=', target.id).execute();
  return version;
}
