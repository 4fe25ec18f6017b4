import { regions } from '#core/territory/index.ts';
import { type BodyRef, type CountedPlan, countedPlans, type PlanCounts } from '#modules/commitments/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { addedCounts, type Scorecard, scorecardOf } from '../scorecard.ts';
import { historyOf, recordsOf } from './records.ts';

/** Whose figures a line holds. */
export const SCOPES = ['plan', 'institution', 'region'] as const;
export type Scope = (typeof SCOPES)[number];

export type ScoredLine = {
  scope: Scope;
  /** Reference of the plan, slug of the body, code of the region. */
  id: string;
  title: Text;
  /** Whose plan it is; null for a region. */
  institution: BodyRef | null;
  plans: number;
  card: Scorecard;
};

/**
 * Every plan, every body that owns one, and every region, each in the order of the plans or of the territory's code: no ranking. `month`
 * (`YYYY-MM`) shows what was kept then instead of today; plans that were not counted then are left out.
 */
export async function scoredLines(db: Db, asked: { today: string; month?: string | undefined }): Promise<ScoredLine[]> {
  const [now, areas, kept] = await Promise.all([
    countedPlans(db, { today: asked.today }),
    regions(db),
    asked.month === undefined ? undefined : recordsOf(db, asked.month),
  ]);
  const plans = kept
    ? now.flatMap((plan) => {
        const record = kept.get(plan.reference);
        return record ? [{ ...plan, counts: record.counts }] : [];
      })
    : now;
  return [
    ...plans.map((plan): ScoredLine => lineOf('plan', plan.reference, plan.title, plan.institution, [plan])),
    ...byInstitution(plans),
    ...areas.map(({ code, name }) =>
      lineOf(
        'region',
        code,
        name,
        null,
        plans.filter((plan) => plan.regions.includes(code)),
      ),
    ),
  ];
}

function byInstitution(plans: readonly CountedPlan[]): ScoredLine[] {
  const owners = new Map<string, CountedPlan[]>();
  for (const plan of plans) owners.set(plan.institution.id, [...(owners.get(plan.institution.id) ?? []), plan]);
  return [...owners.values()].flatMap((own) => {
    const institution = own[0]?.institution;
    return institution ? [lineOf('institution', institution.slug, institution.name, institution, own)] : [];
  });
}

function lineOf(
  scope: Scope,
  id: string,
  title: Text,
  institution: BodyRef | null,
  plans: readonly CountedPlan[],
): ScoredLine {
  return {
    scope,
    id,
    title,
    institution,
    plans: plans.length,
    card: scorecardOf(addedCounts(plans.map((plan) => plan.counts))),
  };
}

export type ScoredPlan = {
  reference: string;
  title: Text;
  institution: BodyRef;
  /** Plans that are part of this one, where it has no commitments of its own and their figures stand for it. */
  parts: string[];
  counts: PlanCounts;
  card: Scorecard;
  /** Month by month, the latest first. */
  history: { month: string; takenOn: string; card: Scorecard }[];
};

/** The figures of one plan, of a joint plan without commitments those of its parts; undefined when there is no such plan. */
export async function scoredPlan(db: Db, reference: string, today: string): Promise<ScoredPlan | undefined> {
  const plan = (await countedPlans(db, { today, reference }))[0];
  if (!plan) return undefined;
  const parts =
    plan.counts.commitments > 0
      ? []
      : (await countedPlans(db, { today })).filter((one) => one.partOf.includes(plan.reference));
  const counts = parts.length > 0 ? addedCounts([plan, ...parts].map((one) => one.counts)) : plan.counts;
  const histories = await Promise.all((parts.length > 0 ? parts : [plan]).map((one) => historyOf(db, one.reference)));
  const months = new Map<string, { takenOn: string; all: PlanCounts[] }>();
  for (const { month, takenOn, counts: then } of histories.flat()) {
    const known = months.get(month) ?? { takenOn, all: [] };
    months.set(month, { takenOn, all: [...known.all, then] });
  }
  return {
    reference: plan.reference,
    title: plan.title,
    institution: plan.institution,
    parts: parts.map((one) => one.reference),
    counts,
    card: scorecardOf(counts),
    history: [...months]
      .sort(([a], [b]) => b.localeCompare(a))
      .map(([month, { takenOn, all }]) => ({ month: month.slice(0, 7), takenOn, card: scorecardOf(addedCounts(all)) })),
  };
}
