import { sql } from 'kysely';
import { institutionsById } from '#core/institutions/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { SearchDocument, SearchKind } from '#platform/search/kinds.ts';
import { textsIn } from './texts.ts';

const AT_ONCE = 100;

/** Commitments in the search over everything: each leads to the site of the body that owns its plan. */
export const commitmentSearch: SearchKind = {
  kind: 'commitment',
  label: 'commitments.search.commitment',
  documents: (db) => inBatches(db, 'commitment', commitmentDocuments),
};

export const planSearch: SearchKind = {
  kind: 'action-plan',
  label: 'commitments.search.plan',
  documents: (db) => inBatches(db, 'action_plan', planDocuments),
};

type Make = (db: Db, ids: readonly string[]) => Promise<SearchDocument[]>;

async function* inBatches(db: Db, table: 'commitment' | 'action_plan', make: Make): AsyncIterable<SearchDocument[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await across(db)
      .selectFrom(table)
      .select('id')
      .where('id', '>', after)
      .where('gone_at', 'is', null)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    yield await make(
      db,
      rows.map((row) => row.id),
    );
    after = last.id;
  }
}

/** What the search knows of these commitments: every text of theirs, of their milestones and of the bodies they name. */
export async function commitmentDocuments(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return [];
  const rows = await across(db)
    .selectFrom('commitment')
    .innerJoin('action_plan', (join) =>
      join
        .onRef('action_plan.institution_id', '=', 'commitment.institution_id')
        .onRef('action_plan.id', '=', 'commitment.plan_id'),
    )
    .select([
      'commitment.institution_id',
      'commitment.id',
      'commitment.reference',
      'commitment.code',
      'commitment.title',
      'commitment.theme',
      'commitment.jurisdiction_name',
      'commitment.problem',
      'commitment.status_quo',
      'commitment.actions',
      'commitment.activities_narrative',
      'commitment.contribution',
      'commitment.long_term_goals',
      'commitment.expected_results',
      'commitment.performance_indicators',
      'commitment.impact_indicators',
      'commitment.policy_areas',
      'commitment.sectors',
      'commitment.ogp_values',
      'action_plan.reference as planReference',
    ])
    .select([
      sql<Text[] | null>`(select jsonb_agg(m.title order by m.number) from milestone m
        where m.institution_id = commitment.institution_id and m.commitment_id = commitment.id and m.gone_at is null)`.as(
        'milestones',
      ),
      sql<string[] | null>`(select array_agg(m.reference order by m.number) from milestone m
        where m.institution_id = commitment.institution_id and m.commitment_id = commitment.id and m.gone_at is null)`.as(
        'milestoneReferences',
      ),
      sql<Text[] | null>`(select jsonb_agg(n.name order by n.role desc, n.position) from commitment_institution n
        where n.institution_id = commitment.institution_id and n.commitment_id = commitment.id)`.as('named'),
    ])
    .where('commitment.id', 'in', ids)
    .execute();
  const slugs = await siteSlugs(
    db,
    rows.map((row) => row.institution_id),
  );
  return rows.map(({ institution_id, reference, code, title, planReference, milestoneReferences, ...texts }) => ({
    institutionId: institution_id,
    kind: commitmentSearch.kind,
    id: reference,
    path: `/commitments/${reference}`,
    tenantSlug: slugs.get(institution_id) ?? null,
    title,
    body: bodyOf(texts),
    codes: [...new Set([reference, code, planReference, ...(milestoneReferences ?? [])])],
  }));
}

export async function planDocuments(db: Db, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return [];
  const rows = await across(db)
    .selectFrom('action_plan')
    .select([
      'institution_id',
      'reference',
      'title',
      'jurisdiction_name',
      'themes',
      'foreword',
      'vision',
      'achievements',
    ])
    .select(['challenges', 'goals', 'axes', 'policy_contribution', 'lead_institutions', 'members', 'co_creation'])
    .select(['governance', 'monitoring', 'endorsements', 'related_plans'])
    .where('id', 'in', ids)
    .execute();
  const slugs = await siteSlugs(
    db,
    rows.map((row) => row.institution_id),
  );
  return rows.map(({ institution_id, reference, title, ...texts }) => ({
    institutionId: institution_id,
    kind: planSearch.kind,
    id: reference,
    path: `/action-plans/${reference}`,
    tenantSlug: slugs.get(institution_id) ?? null,
    title,
    body: bodyOf(texts),
    codes: [reference],
  }));
}

/** The site a thing is found on: its body's own, or the portal for what belongs to the nation. */
async function siteSlugs(db: Db, institutionIds: readonly string[]): Promise<Map<string, string>> {
  const bodies = await institutionsById(db, [...new Set(institutionIds)]);
  return new Map(
    [...bodies.values()].filter((body) => body.kind !== 'national-portal').map((body) => [body.id, body.slug]),
  );
}

function bodyOf(columns: object): Text {
  const parts: Partial<Record<string, string[]>> = {};
  for (const text of textsIn(columns)) {
    for (const lang of LANGUAGES) {
      const value = text[lang];
      if (value === undefined) continue;
      parts[lang] ??= [];
      parts[lang].push(value);
    }
  }
  return Object.fromEntries(Object.entries(parts).map(([lang, values]) => [lang, (values ?? []).join('\n')]));
}
