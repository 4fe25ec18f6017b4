import { commitments } from '#modules/commitments/module.ts';
import type { Db } from '#platform/db/database.ts';
import { loadBodies } from './officials.ts';
import type { TestProgram } from './program.ts';

/** Loads the territories, the public bodies and the plans that the program ships: things that citizens can talk about. */
export async function loadPlans(program: TestProgram, db: Db): Promise<void> {
  await loadBodies(program, db);
  const { actions, clock } = program;
  const context = { db, actions, clock, say: () => {}, note: () => {}, signal: new AbortController().signal };
  for (const seed of commitments.seeds ?? []) await seed.run(context);
}
