import { sql } from 'kysely';
import { institutionsById, nationalPortal } from '#core/institutions/index.ts';
import { regions, type Territory, territoryByCode } from '#core/territory/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import type { FoundSubject, PublicSubject } from '#platform/module.ts';
import { facetEntry } from './facets.ts';
import { draftOf, loadDraft } from './queries/plan-drafts.ts';

const ANSWER_POWER = 'comments.answer';

/** Whoever reports on a plan's milestones attaches what proves it. */
export const ATTACH_POWER = 'commitments.report';

/** Commitments. One that is no longer in its plan can still be read, and takes no more comments. */
export const commitmentSubject: PublicSubject = {
  kind: 'commitment',
  label: 'commitments.search.commitment',
  find: async (db, id) => readCommitment(commitments(db).where('commitment.reference', '=', id), db),
};

/** Action plans. */
export const planSubject: PublicSubject = {
  kind: 'action-plan',
  label: 'commitments.search.plan',
  find: async (db, id) => readPlan(plans(db).where('action_plan.reference', '=', id)),
};

/**
 * Milestones: what people suggest about one, and the proofs of what was done that its office attaches. They stand on the page of their
 * commitment.
 */
export const milestoneSubject: PublicSubject = {
  kind: 'milestone',
  label: 'commitments.field.milestone',
  async find(db, id) {
    const row = await across(db)
      .selectFrom('milestone')
      .innerJoin('commitment', (join) =>
        join
          .onRef('commitment.institution_id', '=', 'milestone.institution_id')
          .onRef('commitment.id', '=', 'milestone.commitment_id'),
      )
      .select(['milestone.institution_id', 'milestone.reference', 'milestone.title', 'milestone.gone_at'])
      .select('commitment.reference as commitment')
      .where('milestone.reference', '=', id)
      .orderBy('milestone.id')
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      institutionId: row.institution_id,
      id: row.reference,
      title: row.title,
      path: `/commitments/${row.commitment}`,
      tags: [`commitment:${row.commitment}`],
      comments: { open: row.gone_at === null, answerPower: ANSWER_POWER },
      attachments: { power: ATTACH_POWER },
      related: [`commitment:${row.commitment}`],
    };
  },
};

/** Drafts of plans that are open to discussion: the co-creation of a plan. A closed one is a page of nobody. */
export const planDraftSubject: PublicSubject = {
  kind: 'plan-draft',
  label: 'commitments.plan.draft-public',
  async find(db, id) {
    const row = await draftOf(db, id, undefined);
    const loaded = row?.openedOn ? await loadDraft(db, row) : undefined;
    if (!row || !loaded) return undefined;
    return {
      institutionId: row.institutionId,
      id: row.reference,
      title: loaded.drafted.plan.thing.title,
      path: `/action-plans/${row.reference}/draft`,
      tags: [`plan-draft:${row.reference}`],
      comments: { open: true, answerPower: ANSWER_POWER },
    };
  },
};

/** The same by the id of the row, for what happens to it. */
export async function findById(
  db: Db,
  table: 'commitment' | 'action_plan',
  institutionId: string,
  id: string,
): Promise<FoundSubject | undefined> {
  return table === 'commitment'
    ? readCommitment(
        commitments(db).where('commitment.institution_id', '=', institutionId).where('commitment.id', '=', id),
        db,
      )
    : readPlan(plans(db).where('action_plan.institution_id', '=', institutionId).where('action_plan.id', '=', id));
}

function commitments(db: Db) {
  return across(db)
    .selectFrom('commitment')
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'commitment.institution_id')
        .onRef('action_plan.id', '=', 'commitment.plan_id'),
    )
    .select(['commitment.institution_id', 'commitment.reference', 'commitment.title', 'commitment.gone_at'])
    .select(['commitment.facets', 'action_plan.reference as plan'])
    .select(
      sql<string[]>`array(select b.body_id from commitment_body b
        where b.institution_id = commitment.institution_id and b.commitment_id = commitment.id)`.as('bodies'),
    );
}

async function readCommitment(query: ReturnType<typeof commitments>, db: Db): Promise<FoundSubject | undefined> {
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const bodies = await institutionsById(db, [...new Set([row.institution_id, ...row.bodies])]);
  return {
    institutionId: row.institution_id,
    id: row.reference,
    title: row.title,
    path: `/commitments/${row.reference}`,
    tags: [`commitment:${row.reference}`],
    comments: { open: row.gone_at === null, answerPower: ANSWER_POWER },
    attachments: { power: ATTACH_POWER },
    related: [
      `action-plan:${row.plan}`,
      ...[...bodies.values()].map((body) => `institution:${body.slug}`),
      ...row.facets.flatMap(placeOrTopic),
    ],
  };
}

const REGION = facetEntry('region', '');
const AREA = facetEntry('policyArea', '');

function placeOrTopic(entry: string): string[] {
  if (entry.startsWith(REGION)) return [`region:${entry.slice(REGION.length)}`];
  return entry.startsWith(AREA) ? [`topic:${entry.slice(AREA.length)}`] : [];
}

function plans(db: Db) {
  return across(db)
    .selectFrom('action_plan')
    .innerJoin('institution', 'institution.id', 'action_plan.institution_id')
    .select(['action_plan.institution_id', 'action_plan.reference', 'action_plan.title', 'action_plan.gone_at'])
    .select(['action_plan.jurisdiction_level', 'action_plan.jurisdiction_code', 'institution.slug']);
}

async function readPlan(query: ReturnType<typeof plans>): Promise<FoundSubject | undefined> {
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  return {
    institutionId: row.institution_id,
    id: row.reference,
    title: row.title,
    path: `/action-plans/${row.reference}`,
    tags: [`plan:${row.reference}`],
    comments: { open: row.gone_at === null, answerPower: ANSWER_POWER },
    attachments: { power: ATTACH_POWER },
    related: [
      `institution:${row.slug}`,
      ...(row.jurisdiction_level === 'region' ? [`region:${row.jurisdiction_code}`] : []),
    ],
  };
}

/** Regions, by code: what is about a region reaches whoever follows it, whatever body it belongs to. */
export const regionSubject: PublicSubject = {
  kind: 'region',
  label: 'commitments.field.region',
  async find(db, id) {
    const region = await territoryByCode(db, id);
    return region?.level === 'region' ? asSubject(region, (await nationalPortal(db)).id) : undefined;
  },
  async list(db) {
    const { id } = await nationalPortal(db);
    return (await regions(db)).map((region) => asSubject(region, id));
  },
};

function asSubject({ code, name }: Territory, institutionId: string): FoundSubject {
  return { institutionId, id: code, title: name, path: `/commitments/regions/${code}`, tags: ['territories'] };
}

/** Topics: the policy areas that commitments name. */
export const topicSubject: PublicSubject = {
  kind: 'topic',
  label: 'commitments.page.topic',
  find: async (db, id) => (await topics(db, id))[0],
  list: (db) => topics(db),
};

async function topics(db: Db, key?: string): Promise<FoundSubject[]> {
  let query = db.selectFrom('commitment_term').select(['key', 'label']).where('facet', '=', 'area');
  if (key !== undefined) query = query.where('key', '=', key);
  const rows = await query.orderBy('key').execute();
  if (rows.length === 0) return [];
  const { id: institutionId } = await nationalPortal(db);
  return rows.map((row) => ({
    institutionId,
    id: row.key,
    title: row.label,
    path: `/commitments?${new URLSearchParams({ area: row.key })}`,
    tags: ['commitments'],
  }));
}
