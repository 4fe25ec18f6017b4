import { isDeepStrictEqual } from 'node:util';
import { across, type Db } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import type { MilestoneStatus } from '../commitment.ts';
import type { EventDates } from '../event.ts';
import type { ActionPlanTable, CommitmentTable, MilestoneTable } from '../tables.ts';
import { inLanguage } from '../texts.ts';
import { ADDED, type KeptWords, keepWritten, REMOVED } from './keep.ts';
import type { CommitmentRecord, MilestoneColumns, NamedRecord, PlanRecord } from './read.ts';

/**
 * What a file would change: each plan, commitment and milestone beside what is stored. Nothing is written here, so a trial run and the
 * import itself read the same steps.
 */

export type State = 'added' | 'same' | 'changed' | 'returned';

type Step<Columns> = {
  id: string;
  /** The columns that people wrote, from now on; absent: as before. */
  edited?: string[];
  state: State;
  /** The columns to write; all of them when it is added. */
  columns: Partial<Columns>;
  /** What of it changed for its readers, by the names of the API. */
  fields: string[];
  dates: { from: EventDates; to: EventDates } | null;
};

export type MilestoneStep = Step<MilestoneColumns> & {
  reference: string;
  status: { from: MilestoneStatus; to: MilestoneStatus } | null;
  /** A person's status that stays although the file says something else. */
  kept: { status: MilestoneStatus; inFile: MilestoneStatus } | null;
};

export type Gone = { id: string; reference: string };

export type CommitmentStep = Step<CommitmentRecord['columns']> & {
  record: CommitmentRecord;
  milestones: MilestoneStep[];
  goneMilestones: Gone[];
  /** The bodies it names are others, or named otherwise. */
  namesChanged: boolean;
};

export type PlanStep = Step<PlanRecord['columns']> & {
  record: PlanRecord;
  commitments: CommitmentStep[];
  goneCommitments: Gone[];
  partnersChanged: boolean;
  /** Where the file says otherwise than what people wrote, which stays. */
  keptWords: KeptWords[];
};

/** A plan as it is stored, with its commitments by their references; those that are gone too. */
export type Stored = { row: ActionPlanTable; commitments: Map<string, StoredCommitment>; partnerIds: string[] };

export type Comparison = { plans: PlanStep[]; gonePlans: (Gone & { institutionId: string })[] };

/** Who speaks: a file, which leaves alone what people wrote, or people, whose words no file changes from then on. */
export type Origin = 'file' | 'people';

export type StoredCommitment = {
  row: Omit<CommitmentTable, 'search_text'>;
  named: NamedRecord[];
  milestones: MilestoneTable[];
};

/**
 * Compares records with what is stored. `lock` holds the rows until the end of the transaction. `complete` names the title of a file
 * that is the whole: plans that came from a file of this title and are in it no more are gone.
 */
export async function compare(
  db: Db,
  records: readonly PlanRecord[],
  options: { lock: boolean; origin: Origin; complete?: string | undefined },
): Promise<Comparison> {
  const plans: PlanStep[] = [];
  for (const record of records) plans.push(await comparePlan(db, record, options));
  let gonePlans: Comparison['gonePlans'] = [];
  if (options.complete !== undefined) {
    const { complete } = options;
    const kept = new Set(records.map((record) => record.columns.reference));
    const rows = await across(db)
      .selectFrom('action_plan')
      .select(['institution_id as institutionId', 'id', 'reference', 'file_meta', 'edited'])
      .where('gone_at', 'is', null)
      .execute();
    gonePlans = rows
      .filter((row) => row.file_meta.title === complete && !row.edited.includes(ADDED) && !kept.has(row.reference))
      .map(({ institutionId, id, reference }) => ({ institutionId, id, reference }));
  }
  return { plans, gonePlans };
}

async function comparePlan(
  db: Db,
  said: PlanRecord,
  { lock, origin }: { lock: boolean; origin: Origin },
): Promise<PlanStep> {
  const stored = await storedPlan(db, { institutionId: said.ownerId, reference: said.columns.reference }, lock);
  const { record, kept } = origin === 'file' ? keepWritten(said, stored) : { record: said, kept: [] };
  // People write in every language; a file writes in one, and its others are translations.
  const step = compareRecord(record, stored, kept, origin === 'people' ? null : record.columns.source_language);
  return origin === 'people' ? markEdited(step, stored) : step;
}

function compareRecord(
  record: PlanRecord,
  stored: Stored | undefined,
  keptWords: KeptWords[],
  lang: Lang | null,
): PlanStep {
  const step = compareColumns(stored?.row, record.columns, lang);
  const commitments = record.commitments.map((commitment) =>
    compareCommitment(commitment, stored?.commitments.get(commitment.columns.reference), lang),
  );
  const inFile = new Set(record.commitments.map((commitment) => commitment.columns.reference));
  return {
    ...step,
    record,
    commitments,
    goneCommitments: [...(stored?.commitments.values() ?? [])]
      .filter(({ row }) => row.gone_at === null && !inFile.has(row.reference))
      .map(({ row }) => ({ id: row.id, reference: row.reference })),
    partnersChanged: !isDeepStrictEqual([...record.partnerIds].sort(), stored?.partnerIds ?? []),
    keptWords,
  };
}

/** Remembers which columns people wrote, so that no file writes over them. */
function markEdited(step: PlanStep, stored: Stored | undefined): PlanStep {
  const mark = (one: Step<object>, before: string[] | undefined, also: string[] = []) => {
    const names = one.state === 'added' ? [ADDED] : [...Object.keys(one.columns), ...also];
    const edited = [...new Set([...(before ?? []).filter((name) => name !== REMOVED), ...names])];
    if (!isDeepStrictEqual(edited, before ?? [])) one.edited = edited;
  };
  mark(step, stored?.row.edited);
  for (const commitment of step.commitments) {
    const known = stored?.commitments.get(commitment.record.columns.reference);
    mark(commitment, known?.row.edited, commitment.namesChanged ? ['named'] : []);
    for (const milestone of commitment.milestones)
      mark(milestone, known?.milestones.find((row) => row.reference === milestone.reference)?.edited);
  }
  return step;
}

function compareCommitment(
  record: CommitmentRecord,
  stored: StoredCommitment | undefined,
  lang: Lang | null,
): CommitmentStep {
  const step = compareColumns(stored?.row, record.columns, lang);
  const known = new Map(stored?.milestones.map((row) => [row.reference, row]));
  const milestones = record.milestones.map((columns) => compareMilestone(columns, known.get(columns.reference), lang));
  const inFile = new Set(record.milestones.map((milestone) => milestone.reference));
  const namesChanged = !isDeepStrictEqual(record.named, stored?.named ?? []);
  const fields = new Set(step.fields);
  if (stored && namesChanged) {
    for (const role of ['responsible', 'involved'] as const) {
      const names = (list: readonly NamedRecord[]) => list.filter((one) => one.role === role).map((one) => one.name);
      const [before, after] = [names(stored.named), names(record.named)];
      if (isDeepStrictEqual(before, after)) continue;
      const onlyTranslated = lang !== null && isDeepStrictEqual(inLanguage(before, lang), inLanguage(after, lang));
      fields.add(
        onlyTranslated ? 'translation' : role === 'responsible' ? 'responsibleInstitutions' : 'institutionsInvolved',
      );
    }
  }
  return {
    ...step,
    fields: [...fields],
    state: step.state === 'same' && namesChanged ? 'changed' : step.state,
    record,
    milestones,
    goneMilestones: [...known.values()]
      .filter((row) => row.gone_at === null && !inFile.has(row.reference))
      .map(({ id, reference }) => ({ id, reference })),
    namesChanged,
  };
}

function compareMilestone(
  file: MilestoneColumns,
  stored: MilestoneTable | undefined,
  lang: Lang | null,
): MilestoneStep {
  const { status, ...columns } = file;
  const step = compareColumns<Omit<MilestoneColumns, 'status'>>(stored, columns, lang);
  const other = stored !== undefined && stored.status !== status;
  const byPerson = stored?.status_source === 'person';
  const moves = other && !byPerson;
  return {
    ...step,
    columns: { ...step.columns, ...(stored === undefined || moves ? { status } : {}) },
    state: step.state === 'same' && moves ? 'changed' : step.state,
    fields: moves ? [...step.fields, 'status'] : step.fields,
    reference: file.reference,
    status: moves ? { from: stored.status, to: status } : null,
    kept: other && byPerson && status !== 'not-reported' ? { status: stored.status, inFile: status } : null,
  };
}

/** Fields whose change a `dates-changed` event tells. */
export const DATE_FIELDS = new Set(['start', 'end', 'startRaw', 'endRaw', 'datePrecision']);

/** Whether anything of a commitment or of its milestones is to be written. */
export function isDirty(step: CommitmentStep): boolean {
  return (
    step.state !== 'same' ||
    step.namesChanged ||
    step.goneMilestones.length > 0 ||
    step.milestones.some((milestone) => milestone.state !== 'same')
  );
}

/** Columns that hold no words of the plan: a change of them is written, but is no news. */
const QUIET = new Set([
  'position',
  'file_meta',
  'latest_first',
  'starts_key',
  'ends_key',
  'last_day',
  'source_language',
]);

const DATES = new Set(['starts_on', 'ends_on', 'date_precision']);

const FIELD_NAMES: Record<string, string> = {
  jurisdiction_level: 'jurisdiction',
  jurisdiction_code: 'jurisdiction',
  jurisdiction_name: 'jurisdiction',
  starts_on: 'start',
  ends_on: 'end',
  period_basis: 'basis',
  date_precision: 'datePrecision',
  submitted_on: 'submissionDate',
};

function fieldName(column: string): string {
  return FIELD_NAMES[column] ?? column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

type StoredRow = { id: string; gone_at: Date | null } & EventColumns;
type EventColumns = Pick<
  ActionPlanTable | CommitmentTable | MilestoneTable,
  'starts_on' | 'ends_on' | 'date_precision'
>;

function compareColumns<C extends EventColumns>(stored: StoredRow | undefined, columns: C, lang: Lang | null): Step<C> {
  if (!stored) return { id: newId(), state: 'added', columns, fields: [], dates: null };
  const before = stored as unknown as Record<string, unknown>;
  const differing = Object.entries(columns).filter(([column, value]) => !isDeepStrictEqual(before[column], value));
  const fields = new Set<string>();
  for (const [column, value] of differing) {
    if (QUIET.has(column)) continue;
    const sameWords = lang !== null && isDeepStrictEqual(inLanguage(before[column], lang), inLanguage(value, lang));
    fields.add(sameWords ? 'translation' : fieldName(column));
  }
  const moved = differing.some(([column]) => DATES.has(column));
  return {
    id: stored.id,
    state: stored.gone_at !== null ? 'returned' : differing.length > 0 ? 'changed' : 'same',
    columns: Object.fromEntries(differing) as Partial<C>,
    fields: [...fields],
    dates: moved ? { from: datesOf(stored), to: datesOf(columns) } : null,
  };
}

function datesOf(row: EventColumns): EventDates {
  return { start: row.starts_on, end: row.ends_on, precision: row.date_precision };
}

/** A plan of a body with all that stands in it; `lock` holds its rows until the end of the transaction. */
export async function storedPlan(
  db: Db,
  asked: { institutionId: string; reference: string },
  lock: boolean,
): Promise<Stored | undefined> {
  const all = across(db);
  let planQuery = all
    .selectFrom('action_plan')
    .selectAll()
    .where('institution_id', '=', asked.institutionId)
    .where('reference', '=', asked.reference);
  if (lock) planQuery = planQuery.forUpdate();
  const row = await planQuery.executeTakeFirst();
  if (!row) return undefined;
  const of = { institution: row.institution_id, plan: row.id };
  let commitmentQuery = all
    .selectFrom('commitment')
    .selectAll()
    .where('institution_id', '=', of.institution)
    .where('plan_id', '=', of.plan)
    .orderBy('id');
  if (lock) commitmentQuery = commitmentQuery.forUpdate();
  const commitmentRows = await commitmentQuery.execute();
  const milestones = await all
    .selectFrom('milestone')
    .selectAll()
    .where('institution_id', '=', of.institution)
    .where('plan_id', '=', of.plan)
    .orderBy('number')
    .execute();
  const named = await all
    .selectFrom('commitment_institution as named')
    .innerJoin('commitment', (join) =>
      join
        .onRef('commitment.institution_id', '=', 'named.institution_id')
        .onRef('commitment.id', '=', 'named.commitment_id'),
    )
    .select(['named.commitment_id', 'named.role', 'named.position', 'named.name', 'named.body_id as bodyId'])
    .where('commitment.institution_id', '=', of.institution)
    .where('commitment.plan_id', '=', of.plan)
    .orderBy('named.role', 'desc')
    .orderBy('named.position')
    .execute();
  const partners = await all
    .selectFrom('action_plan_partner')
    .select('partner_institution_id')
    .where('institution_id', '=', of.institution)
    .where('plan_id', '=', of.plan)
    .orderBy('partner_institution_id')
    .execute();
  const commitments = new Map<string, StoredCommitment>();
  const byId = new Map<string, StoredCommitment>();
  for (const one of commitmentRows) {
    const stored = { row: one, named: [], milestones: [] };
    commitments.set(one.reference, stored);
    byId.set(one.id, stored);
  }
  for (const one of milestones) byId.get(one.commitment_id)?.milestones.push(one);
  for (const { commitment_id, ...one } of named) byId.get(commitment_id)?.named.push(one);
  return { row, commitments, partnerIds: partners.map((one) => one.partner_institution_id) };
}
