import { type Official, officialsOf, one } from '#core/institutions/index.ts';
import { childrenOf, listTerritories, type Territory } from '#core/territory/index.ts';
import type { PlanDetail } from '#modules/commitments/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { FormState } from '#platform/page.ts';

/** What the form of a member chooses from: the provinces of the plan's region (else of the country), and people who hold a post here. */
export async function memberChoices(
  db: Db,
  { institutionId, plan, today }: { institutionId: string; plan: PlanDetail; today: string },
): Promise<{ provinces: Territory[]; officials: Official[] }> {
  const { level, code } = plan.jurisdiction;
  const [own, officials] = await Promise.all([
    level === 'region' ? childrenOf(db, code) : [],
    officialsOf(db, institutionId, today),
  ]);
  const provinces = own.filter((each) => each.level === 'province');
  if (provinces.length > 0) return { provinces, officials };
  const all = await listTerritories(db, { level: 'province' }, { limit: 200 });
  return { provinces: all.items, officials };
}

/** What the fields of a member say. */
export function memberValues(values: FormState['values']) {
  const names = [
    'name',
    'side',
    'organisation',
    'organisationKind',
    'function',
    'gender',
    'province',
    'person',
    'consent',
  ];
  return Object.fromEntries(names.map((name) => [name, one(values, name)]));
}
