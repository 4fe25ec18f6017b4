import { defineAction } from '#platform/action.ts';
import { reportMilestone } from '../access.ts';
import { changedRow, differingFields, mergedText } from '../matrix-row.ts';
import { lockCommitment } from '../milestone-report.ts';
import type { ReportedMilestone } from '../queries/milestones.ts';
import { milestoneByReference } from '../queries/milestones.ts';
import { changeOf, type RowInput, rowInput } from '../row-input.ts';
import { checkVersion, keepVersion, rowState } from '../row-versions.ts';

export type SavedRow = { milestone: string; commitment: string; version: number; fields: string[] };

/**
 * Keeps what an official wrote in a row of the matrix, as its next version, unseen by the public until it is published. Refuses (409)
 * when the row was changed since the version it was made on. What changes nothing is no new version.
 */
export const saveMilestoneRow = defineAction<RowInput, ReportedMilestone, SavedRow>({
  name: 'commitments.save-milestone-row',
  input: rowInput,
  target: ({ db }, { milestone }) => milestoneByReference(db, milestone),
  access: reportMilestone,
  event: 'milestone.row-saved',
  record: (input, target, result) => {
    const { version, fields } = result as SavedRow;
    return { subject: input.milestone, institutionId: target.institution_id, detail: { version, fields } };
  },
  async run(context, input, target): Promise<SavedRow> {
    await lockCommitment(context, target);
    const state = await rowState(context.db, target);
    checkVersion(state, input.version);
    const content = changedRow(state.working, changeOf(input));
    const fields = differingFields(state.working, content);
    const note = mergedText(null, input.note ?? {});
    const { reference: milestone, commitment_reference: commitment } = target;
    if (fields.length === 0 && note === null) return { milestone, commitment, version: state.version, fields };
    const version = await keepVersion(context, target, state, { content, note });
    return { milestone, commitment, version, fields };
  },
});
