import { beforeAll, describe, expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { across } from '#platform/db/database.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import { search } from '#platform/search/search.ts';
import { NOBODY, system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { examplePlanFile, loadRealPlans, realFile, realTranslations } from '../examples.ts';
import type { ActionPlanFile } from '../file/format.ts';
import { writeFile } from '../file/write.ts';
import { commitmentByReference, countCommitments, listCommitments } from '../queries/commitments.ts';
import { listEvents } from '../queries/events.ts';
import { countMilestones } from '../queries/milestones.ts';
import { listPlans, planByReference } from '../queries/plans.ts';
import { importActionPlans } from './import-action-plans.ts';
import { updateMilestoneStatus } from './update-milestone-status.ts';

const { db } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const touched = new Set<string>();
const actions = actionRunner({
  db,
  clock,
  log: silentLog(),
  queueJob: async () => {},
  announce: async (_db, tags) => {
    for (const tag of tags) touched.add(tag);
  },
});
const context = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };

const load = (file: unknown, translations?: unknown, complete = false) =>
  actions.perform(importActionPlans, { actor: system('test'), tenant: null, input: { file, translations, complete } });

/** Everything the tables of this room hold, to see that nothing was written. */
async function everything(): Promise<string> {
  const tables = ['action_plan', 'action_plan_partner', 'commitment', 'commitment_institution'] as const;
  const more = ['commitment_body', 'milestone', 'commitment_event'] as const;
  const rows = [];
  for (const table of [...tables, ...more])
    rows.push(await across(db).selectFrom(table).selectAll().orderBy('institution_id').execute());
  rows.push(await across(db).selectFrom('search_document').selectAll().orderBy('id').execute());
  return JSON.stringify(rows.map((list) => list.map((row) => JSON.stringify(row)).sort()));
}

async function exported(): Promise<ActionPlanFile> {
  let text = '';
  for await (const part of writeFile(db, today)) text += part;
  return JSON.parse(text) as ActionPlanFile;
}

beforeAll(() => loadRealPlans(context));

describe('the real file', () => {
  test('gives 4 plans, 25 commitments and 74 milestones', async () => {
    const plans = await listPlans(db, { filters: {}, paging: { limit: 50 }, today });
    expect(plans.total).toBe(4);
    expect(await countCommitments(db, {}, today)).toEqual({ total: 25 });
    expect(await countMilestones(db, {}, today)).toEqual({ total: 74 });
  });

  test('comes out as it went in, every field', async () => {
    expect(await exported()).toEqual(realFile());
  });

  test('loaded again writes nothing', async () => {
    const before = await everything();
    const report = await load(realFile(), realTranslations());
    expect(report).toMatchObject({ plans: 4, commitments: 25, milestones: 74, added: [], changed: [], gone: [] });
    expect(await everything()).toBe(before);
  });
});
