import { beforeAll, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { loadRealPlans } from '../examples.ts';
import { planScope } from './matrix-scope.ts';
import { replyFigures } from './replies.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const PLAN = 'MA-11-AP-2025-2027';
let plan: { institutionId: string; planId: string };

beforeAll(async () => {
  const { clock, actions } = program;
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  const found = await planScope(db, PLAN);
  if (!found) throw new Error(`no ${PLAN}`);
  plan = found;
});

/** A comment as its thread keeps it; `on` is a day of November 2026. */
async function said(
  kind: string,
  subject: string,
  on: number,
  given: { parent?: string; official?: boolean; state?: string } = {},
): Promise<string> {
  const own = within(db, plan.institutionId);
  const at = new Date(Date.UTC(2026, 10, on, 9));
  const thread = { subject_kind: kind, subject_id: subject };
  await own
    .insert('comment_thread', { ...thread, title: JSON.stringify({ ar: 'م' }), path: '/', opened_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const id = newId();
  await own
    .insert('comment', {
      ...thread,
      ...{
        id,
        parent_id: given.parent ?? null,
        author_id: null,
        signed_as: given.official ? 'office' : 'name',
        association_id: null,
        office: null,
      },
      ...{ official: given.official ?? false, state: (given.state ?? 'shown') as 'shown', body: 'x', lang: 'fr' },
      ...{
        hidden_reason: given.state === 'hidden' ? JSON.stringify({ fr: 'Hors sujet' }) : null,
        likeness: null,
        useful: 0,
        created_at: at,
        edited_at: null,
      },
    })
    .execute();
  return id;
}

test('a reply rate counts what everybody can read, and the middle of the delays', async () => {
  const until = new Date('2026-11-30T00:00:00Z');
  expect(await replyFigures(db, { ...plan, until })).toEqual({ comments: 0, answered: 0, medianDays: null });
  const first = await said('commitment', 'MALAA0004', 1);
  await said('commitment', 'MALAA0004', 3, { parent: first, official: true });
  await said('commitment', 'MALAA0004', 9, { parent: first, official: true });
  const second = await said('milestone', 'MALAA0003-M01', 2);
  await said('milestone', 'MALAA0003-M01', 2, { parent: second });
  await said('milestone', 'MALAA0003-M01', 8, { parent: second, official: true });
  const third = await said('action-plan', PLAN, 5);
  await said('action-plan', PLAN, 6, { parent: third, official: true, state: 'hidden' });
  await said('commitment', 'MALAA0003', 5, { state: 'hidden' });
  await said('region', '11', 5);
  expect(await replyFigures(db, { ...plan, until })).toEqual({ comments: 3, answered: 2, medianDays: 4 });
  expect(await replyFigures(db, { institutionId: plan.institutionId, until })).toMatchObject({ comments: 3 });
  const early = await replyFigures(db, { ...plan, until: new Date('2026-11-04T00:00:00Z') });
  expect(early).toEqual({ comments: 2, answered: 1, medianDays: 2 });
  const since = new Date('2026-11-02T00:00:00Z');
  expect(await replyFigures(db, { ...plan, since, until })).toEqual({ comments: 2, answered: 1, medianDays: 6 });
});
