import { z } from 'zod';
import type { ActionContext } from '#platform/action.ts';
import { MILESTONE_STATUSES } from './commitment.ts';
import { isWebAddress, MOST_EVIDENCE, type RowChange } from './matrix-row.ts';
import { milestoneByReference, type ReportedMilestone } from './queries/milestones.ts';
import { standingOf } from './queries/officials.ts';
import { isCalendarDate } from './timeline.ts';

/** The most signs of one text of a row in one language: two printed pages. */
export const MOST_WORDS = 6_000;

const words = z.string().trim().max(MOST_WORDS).optional();
const text = z.object({ ar: words, fr: words, zgh: words, en: words }).strict();

/** A row as it is sent: the version it was made on, and the fields that change. What is not named stays. */
export const rowInput = z.object({
  /** The milestone's id in public addresses: `MALAA0003-M01`. */
  milestone: z.string().max(120),
  version: z.number().int().min(0),
  expectedResult: text.optional(),
  indicator: text.optional(),
  target: text.optional(),
  status: z.enum(MILESTONE_STATUSES, 'commitments.report.not-a-status').optional(),
  statusOn: z.string().refine(isCalendarDate, 'commitments.report.not-a-date').nullable().optional(),
  percent: z
    .number('commitments.matrix.fault.percent')
    .int('commitments.matrix.fault.percent')
    .min(0, 'commitments.matrix.fault.percent')
    .max(100, 'commitments.matrix.fault.percent')
    .nullable()
    .optional(),
  done: text.optional(),
  obstacles: text.optional(),
  nextStep: text.optional(),
  evidence: z
    .array(
      z.object({
        url: z.string().max(1_000).refine(isWebAddress, 'commitments.matrix.fault.evidence'),
        title: z.string().trim().max(300),
      }),
      'commitments.matrix.fault.evidence',
    )
    .max(MOST_EVIDENCE)
    .optional(),
  /** Why it changes: shown with it in the timeline once it is published. */
  note: text.optional(),
});

export type RowInput = z.infer<typeof rowInput>;

/** The fields of the row among what was sent. */
export function changeOf({ milestone: _, version: __, note: ___, ...change }: RowInput): RowChange {
  return change as RowChange;
}

/** A milestone with the people who may publish its row besides those who manage the plan: its official and who stands in for them. */
export type RowTarget = ReportedMilestone & { standsFor: boolean };

/** Loads the milestone of a row, and whether whoever asks acts for its official today. */
export async function rowTarget(context: ActionContext, reference: string): Promise<RowTarget | undefined> {
  const { db, actor, today } = context;
  const found = await milestoneByReference(db, reference);
  if (!found) return undefined;
  if (found.official_id === null) return { ...found, standsFor: true };
  if (actor.kind !== 'person') return { ...found, standsFor: false };
  const standing = await standingOf(db, { institutionId: found.institution_id, personId: actor.id, today });
  return { ...found, standsFor: standing.officials.includes(found.official_id) };
}
