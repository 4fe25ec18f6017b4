import { z } from 'zod';
import { MILESTONE_STATUSES } from '../commitment.ts';
import { COMMITMENT_SORTS } from '../queries/commitments.ts';
import type { CommitmentFilters } from '../queries/filters.ts';
import { isCalendarDate, TIMELINESS } from '../timeline.ts';

const word = z.string().trim().max(100).optional().catch(undefined);
const date = z.string().trim().refine(isCalendarDate).optional().catch(undefined);

/**
 * The query of the list page. A value that means nothing is left out rather than refused: addresses are typed, cut and mangled on
 * their way, and the list of everything is a better answer than an error.
 */
export const listQuery = z.object({
  q: z.string().trim().max(200).optional().catch(undefined),
  institution: word,
  region: word,
  plan: word,
  area: word,
  sector: word,
  value: word,
  theme: word,
  status: z.enum(MILESTONE_STATUSES).optional().catch(undefined),
  timeliness: z.enum(TIMELINESS).optional().catch(undefined),
  from: date,
  to: date,
  sort: z.enum(COMMITMENT_SORTS).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});

export type ListQuery = z.infer<typeof listQuery>;

/** The filters that a query means; `institutionId` is the body of its slug. */
export function filtersOf(query: ListQuery, institutionId: string | undefined): CommitmentFilters {
  return {
    institutionId,
    region: query.region || undefined,
    plan: query.plan || undefined,
    policyArea: query.area || undefined,
    sector: query.sector || undefined,
    value: query.value || undefined,
    theme: query.theme || undefined,
    status: query.status,
    timeliness: query.timeliness,
    from: query.from,
    to: query.to,
    q: query.q || undefined,
  };
}
