import { beforeAll, describe, expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { InvalidInput, NotAllowed, NotFound, NotSignedIn } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { silentLog } from '#platform/log.ts';
import { NO_SURROUNDINGS } from '#platform/surroundings.ts';
import { type Actor, NOBODY, system } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadRealPlans } from '../examples.ts';
import { commitmentByReference, countCommitments } from '../queries/commitments.ts';
import { commitmentTimeline } from '../queries/events.ts';
import { planByReference } from '../queries/plans.ts';
import { verifySums } from '../verify.ts';
import { updateMilestoneStatus } from './update-milestone-status.ts';

const { db, pool } = await testDatabase();
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

let institutionId = '';
beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  institutionId = (await commitmentByReference(db, 'MALAA0003', today))?.institution.id ?? '';
});

const report = (input: object, actor: Actor = system('test')) =>
  actions.perform(updateMilestoneStatus, { actor, tenant: null, input });

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for await (const sentence of verifySums.run(db, NO_SURROUNDINGS)) found.push(sentence);
  return found;
}

describe('a report on a milestone', () => {
  test('moves the commitment, the plan and the timeline together', async () => {
    touched.clear();
    const done = await report({
      milestone: 'MALAA0003-M04',
      status: 'finished',
      on: '2026-11-10',
      note: { ar: 'أنجزت الدراسة.', fr: 'Étude achevée.' },
    });
    expect(done).toEqual({ milestone: 'MALAA0003-M04', from: 'not-reported', to: 'finished', on: '2026-11-10' });
    const commitment = await commitmentByReference(db, 'MALAA0003', today);
    expect(commitment).toMatchObject({
      status: 'in-progress',
      progress: { total: 6, reported: 1, counts: { finished: 1 } },
      changedAt: clock.now(),
    });
    expect(commitment?.milestones[3]).toMatchObject({
      status: 'finished',
      statusOn: '2026-11-10',
      statusNote: { fr: 'Étude achevée.' },
      timeliness: 'ended',
    });
    expect((await planByReference(db, 'MA-11-AP-2025-2027', today))?.progress).toMatchObject({
      total: 11,
      reported: 1,
    });
    expect((await commitmentTimeline(db, { reference: 'MALAA0003' })).at(-1)).toMatchObject({
      kind: 'status-changed',
      on: today,
      milestone: { reference: 'MALAA0003-M04' },
      data: { statusFrom: 'not-reported', statusTo: 'finished', note: { ar: 'أنجزت الدراسة.' } },
    });
    expect(await countCommitments(db, { status: 'finished' }, today)).toEqual({ total: 1 });
    expect([...touched]).toEqual(
      expect.arrayContaining([
        'commitments',
        'commitment:MALAA0003',
        'plan:MA-11-AP-2025-2027',
        `institution:${institutionId}`,
      ]),
    );
    expect(await faults()).toEqual([]);
  });

  test('on the last open milestone ends the commitment', async () => {
    expect((await commitmentByReference(db, 'MABMK0007', today))?.timeliness).toBe('late');
    await report({ milestone: 'MABMK0007-M01', status: 'incomplete' });
    expect(await commitmentByReference(db, 'MABMK0007', today)).toMatchObject({
      status: 'incomplete',
      timeliness: 'ended',
      lateMilestones: 0,
      nextEnd: null,
    });
    expect(await countCommitments(db, { timeliness: 'ended' }, today)).toEqual({ total: 1 });
    await report({ milestone: 'MABMK0007-M01', status: 'in-progress' });
    expect((await commitmentByReference(db, 'MABMK0007', today))?.timeliness).toBe('late');
    expect(await faults()).toEqual([]);
  });

  test('by several people at once counts each of them', async () => {
    const milestones = ['M01', 'M02', 'M03', 'M04', 'M05'].map((number) => `MALAA0004-${number}`);
    await Promise.all(milestones.map((milestone) => report({ milestone, status: 'finished' })));
    expect(await commitmentByReference(db, 'MALAA0004', today)).toMatchObject({
      status: 'finished',
      progress: { share: 1, reported: 5 },
    });
    expect(await faults()).toEqual([]);
  });

  test('is refused when it makes no sense', async () => {
    const refusals: [object, string][] = [
      [{ milestone: 'MALAA0003-M01', status: 'not-reported' }, '/status'],
      [{ milestone: 'MALAA0003-M01', status: 'done' }, '/status'],
      [{ milestone: 'MALAA0003-M01', status: 'stuck', on: '2026-11-22' }, '/on'],
      [{ milestone: 'MALAA0003-M01', status: 'stuck', on: '2026-02-30' }, '/on'],
      [{ milestone: 'MALAA0003-M01', status: 'stuck', note: { fr: ' ' } }, '/note/fr'],
    ];
    for (const [input, pointer] of refusals) {
      const refusal = await report(input).catch((error: unknown) => error);
      expect(refusal, JSON.stringify(input)).toBeInstanceOf(InvalidInput);
      expect((refusal as InvalidInput).faults.map((fault) => fault.pointer)).toEqual([pointer]);
    }
    await expect(report({ milestone: 'MALAA0003-M99', status: 'stuck' })).rejects.toBeInstanceOf(NotFound);
    expect((await commitmentByReference(db, 'MALAA0003', today))?.milestones[0]?.status).toBe('not-reported');
  });

  test('is made by who holds the power in the body that owns the plan', async () => {
    const official = (body: string | null, name = 'commitments.report'): Actor =>
      aPerson({ id: newId(), level: 2, secondFactor: true, powers: [{ name, institutionId: body }] });
    const input = { milestone: 'MALAA0003-M01', status: 'in-progress' };
    await expect(report(input, NOBODY)).rejects.toBeInstanceOf(NotSignedIn);
    await expect(report(input, official('01990000-0000-7000-8000-000000000002'))).rejects.toBeInstanceOf(NotAllowed);
    await expect(report(input, official(institutionId, 'petitions.answer'))).rejects.toBeInstanceOf(NotAllowed);
    expect(await report(input, official(institutionId))).toMatchObject({ to: 'in-progress' });
    expect(await report(input, official(null))).toMatchObject({ from: 'in-progress' });
  });
});

test('the verification tells what no longer adds up', async () => {
  await pool.query(`update commitment set finished_count = 4 where reference = 'MALAA0003'`);
  await pool.query(`update action_plan set commitment_count = 7 where reference = 'MA-05-AP-2022-2027'`);
  const found = await faults();
  expect(found).toHaveLength(3);
  expect(found[0]).toContain('MALAA0003');
  expect(found.join(' ')).toContain('MA-05-AP-2022-2027');
});
