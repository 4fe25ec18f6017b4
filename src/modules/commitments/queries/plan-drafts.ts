import { type Institution, institutionsById } from '#core/institutions/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { storedPlan } from '../file/compare.ts';
import { recordOf } from '../file/keep.ts';
import type { PlanColumns, PlanRecord } from '../file/read.ts';
import { blankPlan } from '../plan-blank.ts';
import { type DraftEntry, type DraftedPlan, draftedPlan } from '../plan-draft.ts';

/** A draft, and whose it is. */
export type PlanDraft = {
  institutionId: string;
  id: string;
  reference: string;
  planId: string | null;
  openedOn: string | null;
  savedAt: Date;
};

const COLUMNS = [
  'plan_draft.institution_id as institutionId',
  'plan_draft.id',
  'plan_draft.reference',
  'plan_draft.plan_id as planId',
  'plan_draft.opened_on as openedOn',
  'plan_draft.saved_at as savedAt',
] as const;

/** The draft of a plan by the plan's reference: of a body when it is named, of any otherwise. */
export async function draftOf(
  db: Db,
  reference: string,
  institutionId: string | undefined,
): Promise<PlanDraft | undefined> {
  let query = across(db).selectFrom('plan_draft').select(COLUMNS).where('reference', '=', reference);
  if (institutionId !== undefined) query = query.where('institution_id', '=', institutionId);
  return query.orderBy('id').executeTakeFirst();
}

/** The drafts of a body. */
export async function draftsOf(db: Db, institutionId: string): Promise<PlanDraft[]> {
  return within(db, institutionId).selectFrom('plan_draft').select(COLUMNS).orderBy('reference').execute();
}

/** The drafts that everybody may read, with their titles: of a body, or of all. */
export async function openDrafts(
  db: Db,
  institutionId: string | undefined,
): Promise<{ reference: string; title: Text; openedOn: string }[]> {
  let query = across(db).selectFrom('plan_draft').select(COLUMNS).where('opened_on', 'is not', null);
  if (institutionId !== undefined) query = query.where('institution_id', '=', institutionId);
  const drafts = await query.orderBy('opened_on', 'desc').orderBy('id').limit(50).execute();
  const open: { reference: string; title: Text; openedOn: string }[] = [];
  for (const draft of drafts) {
    const loaded = await loadDraft(db, draft);
    if (loaded && draft.openedOn)
      open.push({ reference: draft.reference, title: loaded.drafted.plan.thing.title, openedOn: draft.openedOn });
  }
  return open;
}

export type LoadedDraft = {
  base: PlanRecord;
  isNew: boolean;
  drafted: DraftedPlan;
  goneReferences: string[];
  /** The version of the plan that stands; 0: none. */
  version: number;
};

/** A draft laid over the plan as it stands. `lock` holds the draft until the end of the transaction. */
export async function loadDraft(
  db: Db,
  draft: PlanDraft,
  options: { lock?: boolean; today?: string } = {},
): Promise<LoadedDraft | undefined> {
  const own = within(db, draft.institutionId);
  if (options.lock) {
    const still = await own
      .selectFrom('plan_draft')
      .select('id')
      .where('id', '=', draft.id)
      .forUpdate()
      .executeTakeFirst();
    if (!still) return undefined;
  }
  const base = await basePlan(db, draft, options.today ?? '2000-01-01');
  if (!base) return undefined;
  const entries: DraftEntry[] = await own
    .selectFrom('plan_draft_entry')
    .select(['kind', 'reference', 'commitment', 'state', 'cells', 'revision'])
    .where('draft_id', '=', draft.id)
    .orderBy('reference')
    .execute();
  const { record, isNew, goneReferences } = base;
  const version = draft.planId === null ? 0 : await versionNow(db, draft.institutionId, draft.planId);
  return { base: record, isNew, drafted: draftedPlan(record, isNew, entries), goneReferences, version };
}

async function versionNow(db: Db, institutionId: string, planId: string): Promise<number> {
  const row = await within(db, institutionId)
    .selectFrom('plan_version')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('plan_id', '=', planId)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** The plan that stands in the shape of a record; a blank one for a plan that is new. */
export async function basePlan(
  db: Db,
  { institutionId, reference, planId }: Pick<PlanDraft, 'institutionId' | 'reference' | 'planId'>,
  today: string,
): Promise<{ record: PlanRecord; isNew: boolean; goneReferences: string[] } | undefined> {
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  if (!body) return undefined;
  const regions = regionsOf(body);
  if (planId === null) {
    const columns = blankPlan(reference, body, today);
    return {
      record: { ownerId: institutionId, partnerIds: [], regions, columns, commitments: [] },
      isNew: true,
      goneReferences: [],
    };
  }
  const stored = await storedPlan(db, { institutionId, reference }, false);
  if (!stored) return undefined;
  const {
    institution_id: _1,
    id: _2,
    commitment_count: _3,
    status_counts: _4,
    edited: _5,
    gone_at: _6,
    created_at: _7,
    changed_at: _8,
    ...columns
  } = stored.row;
  const all = [...stored.commitments.values()];
  return {
    record: {
      ownerId: institutionId,
      partnerIds: stored.partnerIds,
      regions: await plannedRegions(db, stored.partnerIds, columns),
      columns,
      commitments: all.filter(({ row }) => row.gone_at === null).map(recordOf),
    },
    isNew: false,
    goneReferences: all.flatMap(({ row, milestones }) => [
      ...(row.gone_at === null ? [] : [row.reference]),
      ...milestones.filter((one) => one.gone_at !== null).map((one) => one.reference),
    ]),
  };
}

/** The regions a plan is about: those of its partners, or its own. */
async function plannedRegions(db: Db, partnerIds: readonly string[], plan: PlanColumns): Promise<string[]> {
  if (partnerIds.length > 0) {
    const partners = await institutionsById(db, partnerIds);
    return [...partners.values()].flatMap((one) => one.territory ?? []);
  }
  return plan.jurisdiction_level === 'national' ? [] : [plan.jurisdiction_code.split('.')[0] ?? ''];
}

function regionsOf({ territory }: Institution): string[] {
  return territory === null ? [] : [territory.split('.')[0] ?? ''];
}
