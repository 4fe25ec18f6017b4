import { isDeepStrictEqual } from 'node:util';
import type { Stored, StoredCommitment } from './compare.ts';
import type { CommitmentRecord, MilestoneColumns, PlanRecord } from './read.ts';

/**
 * What people wrote stays. A file that comes again is laid over what is stored, but the columns that people wrote since (`edited`) keep
 * their words, what they added stays though no file has it, and what they took out stays out. The rest follows the file. Whoever wants
 * the file's words back writes them in the browser.
 */

/** Among the names of edited columns: people took it out; people added it, so that no file answers for it. */
export const REMOVED = '-';
export const ADDED = '+';

/** A thing where the file says otherwise than what people wrote: nothing is changed, and it is told. */
export type KeptWords = { reference: string; fields: string[] };

/** The record of a file as it will be stored. */
export function keepWritten(record: PlanRecord, stored: Stored | undefined): { record: PlanRecord; kept: KeptWords[] } {
  if (!stored) return { record, kept: [] };
  const kept: KeptWords[] = [];
  const columns = over(record.columns, stored.row, kept);
  const commitments = record.commitments.flatMap((commitment): CommitmentRecord[] => {
    const known = stored.commitments.get(commitment.columns.reference);
    if (!known) return [commitment];
    if (known.row.edited.includes(REMOVED)) {
      kept.push({ reference: known.row.reference, fields: ['gone'] });
      return [];
    }
    return [keepCommitment(commitment, known, kept)];
  });
  const inFile = new Set(record.commitments.map((one) => one.columns.reference));
  const added = [...stored.commitments.values()].filter(
    ({ row }) => row.gone_at === null && row.edited.includes(ADDED) && !inFile.has(row.reference),
  );
  return { record: { ...record, columns, commitments: [...commitments, ...added.map(recordOf)] }, kept };
}

function keepCommitment(file: CommitmentRecord, known: StoredCommitment, kept: KeptWords[]): CommitmentRecord {
  const columns = over(file.columns, known.row, kept);
  const named = known.row.edited.includes('named') ? known.named : file.named;
  const milestones = file.milestones.flatMap((milestone): MilestoneColumns[] => {
    const row = known.milestones.find((one) => one.reference === milestone.reference);
    if (!row) return [milestone];
    if (row.edited.includes(REMOVED)) {
      kept.push({ reference: row.reference, fields: ['gone'] });
      return [];
    }
    return [over(milestone, row, kept)];
  });
  const inFile = new Set(file.milestones.map((one) => one.reference));
  const added = known.milestones.filter(
    (row) => row.gone_at === null && row.edited.includes(ADDED) && !inFile.has(row.reference),
  );
  return { columns, named, milestones: [...milestones, ...added.map(milestoneOf)] };
}

/** The columns of the file, with those that people wrote as they wrote them. */
function over<C extends { reference: string }>(file: C, row: { edited: string[] }, kept: KeptWords[]): C {
  const names = row.edited.includes(ADDED) ? Object.keys(file) : row.edited;
  const mine = Object.fromEntries(
    names.flatMap((name) => (name in file ? [[name, row[name as keyof typeof row]]] : [])),
  );
  const fields = Object.keys(mine).filter((name) => !isDeepStrictEqual(mine[name], file[name as keyof C]));
  if (fields.length > 0) kept.push({ reference: file.reference, fields });
  return { ...file, ...mine };
}

/** A stored commitment in the shape of a file's. */
export function recordOf({ row, named, milestones }: StoredCommitment): CommitmentRecord {
  const {
    institution_id: _1,
    id: _2,
    plan_id: _3,
    status: _4,
    status_counts: _5,
    milestone_count: _6,
    open_count: _7,
    finished_count: _8,
    reported_count: _9,
    next_open_end: _10,
    facets: _11,
    edited: _12,
    gone_at: _13,
    created_at: _14,
    changed_at: _15,
    ...columns
  } = row;
  return { columns, named, milestones: milestones.filter((one) => one.gone_at === null).map(milestoneOf) };
}

export function milestoneOf(row: MilestoneColumns): MilestoneColumns {
  const { reference, number, title, title_raw, starts_on, ends_on, start_raw, end_raw } = row;
  const { date_precision, date_assignment, status, last_day } = row;
  return {
    reference,
    number,
    title,
    title_raw,
    starts_on,
    ends_on,
    start_raw,
    end_raw,
    date_precision,
    date_assignment,
    status,
    last_day,
  };
}
