import type { Demo } from '#platform/demo.ts';
import { publishMilestoneRow } from './actions/publish-milestone-row.ts';

type Sample = { institution: string; rows: { milestone: string; status: string }[] };

/** Rows of the monitoring matrix, as officials publish them. */
export const commitmentsDemo: Demo<Sample> = {
  name: 'commitments',
  async play({ actions, body, official }, { institution, rows }) {
    const tenant = await body(institution);
    const actor = await official(institution, 'president');
    for (const row of rows)
      await actions.perform(publishMilestoneRow, { actor, tenant, input: { ...row, version: 0 } });
  },
};
