import { commitments } from '#modules/commitments/module.ts';
import type { Db } from '#platform/db/database.ts';
import { system } from '#platform/tenant.ts';
import { updateMilestoneStatus } from '../../src/modules/commitments/actions/update-milestone-status.ts';
import { loadBodies } from './officials.ts';
import type { TestProgram } from './program.ts';

/** Loads the territories, the public bodies and the plans that the program ships: things that citizens can talk about. */
export async function loadPlans(program: TestProgram, db: Db): Promise<void> {
  await loadBodies(program, db);
  const { actions, clock } = program;
  const context = { db, actions, clock, say: () => {}, note: () => {}, signal: new AbortController().signal };
  for (const seed of commitments.seeds ?? []) await seed.run(context);
}

/** Publishes a status of a milestone, as its office would say it; `on` is the date it is true for. */
export async function reportMilestone(
  program: TestProgram,
  milestone: string,
  status: string,
  on: string,
): Promise<void> {
  const actor = system('test');
  await program.actions.perform(updateMilestoneStatus, { actor, tenant: null, input: { milestone, status, on } });
}
