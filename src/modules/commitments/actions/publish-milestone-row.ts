import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { publishRow } from '../access.ts';
import { changedRow, differingFields, mergedText, publishFaults } from '../matrix-row.ts';
import { lockCommitment, publishContent } from '../milestone-report.ts';
import { changeOf, type RowInput, type RowTarget, rowInput, rowTarget } from '../row-input.ts';
import { checkVersion, keepVersion, rowState } from '../row-versions.ts';
import type { SavedRow } from './save-milestone-row.ts';

/**
 * Lets everybody read a row of the matrix: the version that waits, with what is sent along. The responsible official does it, or who
 * stands in for them. Without anything new, a note at least must say how things stand: that too is a report. Refuses (409) when the row
 * was changed since the version it was made on.
 */
export const publishMilestoneRow = defineAction<RowInput, RowTarget, SavedRow>({
  name: 'commitments.publish-milestone-row',
  input: rowInput,
  target: (context, { milestone }) => rowTarget(context, milestone),
  access: publishRow,
  event: 'milestone.row-published',
  record: (input, target, result) => {
    const { version, fields } = result as SavedRow;
    return { subject: input.milestone, institutionId: target.institution_id, detail: { version, fields } };
  },
  async run(context, input, target): Promise<SavedRow> {
    const { db, today } = context;
    const commitment = await lockCommitment(context, target);
    const state = await rowState(db, target);
    checkVersion(state, input.version);
    const content = changedRow(state.working, changeOf(input));
    const said = mergedText(null, input.note ?? {});
    const fields = differingFields(state.published, content);
    const faults = publishFaults(content, today);
    if (fields.length === 0 && said === null)
      faults.push({ pointer: '/note', key: 'commitments.matrix.fault.nothing-new' });
    if (faults.length > 0) throw new InvalidInput(faults);
    // A finished row is whole whatever was estimated before; what nobody dated is true today.
    if (content.status === 'finished') content.percent = 100;
    content.statusOn ??= today;
    let { version } = state;
    let note = said;
    if (said !== null || differingFields(state.working, content).length > 0 || version === state.publishedVersion)
      version = await keepVersion(context, target, state, { content, note: said });
    if (note === null) note = await noteOf(context, target, version);
    await publishContent(context, target, commitment, { content, version, note });
    return { milestone: target.reference, commitment: commitment.reference, version, fields };
  },
});

/** Why the version that waited was changed, as its author wrote. */
async function noteOf({ db }: Pick<ActionContext, 'db'>, target: RowTarget, version: number) {
  const kept = await within(db, target.institution_id)
    .selectFrom('milestone_version')
    .select('note')
    .where('milestone_id', '=', target.id)
    .where('version', '=', version)
    .executeTakeFirst();
  return kept?.note ?? null;
}
