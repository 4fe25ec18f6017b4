import { beforeAll, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { system } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, type SignedIn } from '../../../../test/setup/sign-in.ts';
import { matrixDesk } from '../desk.ts';
import { loadRealPlans } from '../examples.ts';
import { assignMilestones } from './assign-milestones.ts';
import { publishMilestoneRow } from './publish-milestone-row.ts';
import { remindOfficials } from './remind-officials.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const BODY = 'laayoune-sakia-el-hamra';
const asSystem = { actor: system('test'), tenant: null };
let official: SignedIn;
let director: SignedIn;
let institutionId = '';

const remind = () => actions.perform(remindOfficials, { ...asSystem, input: {} });
const lettersTo = async (address: string) =>
  db.selectFrom('letter').select(['subject', 'headers']).where('recipient', '=', address).orderBy('id').execute();
const publish = async (milestone: string, status: string) => {
  const { row_version: version } = await within(db, institutionId)
    .selectFrom('milestone')
    .select('row_version')
    .where('reference', '=', milestone)
    .executeTakeFirstOrThrow();
  return actions.perform(publishMilestoneRow, {
    ...asSystem,
    input: { milestone, version, status, evidence: [{ url: 'https://region.example.ma/pv.pdf', title: 'محضر' }] },
  });
};

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  official = await signInOfficial(program, db, {
    email: 'official@example.ma',
    role: 'editor',
    institution: BODY,
    name: 'Brahim Ouali',
  });
  director = await signInOfficial(program, db, {
    email: 'dgs@example.ma',
    role: 'director-general-of-services',
    institution: BODY,
  });
  institutionId = (await db.selectFrom('institution').select('id').where('slug', '=', BODY).executeTakeFirstOrThrow())
    .id;
  const milestones = ['M01', 'M02', 'M03', 'M04', 'M05'].map((number) => `MALAA0004-${number}`);
  await actions.perform(assignMilestones, {
    ...asSystem,
    input: { milestones, office: null, official: official.personId },
  });
});

describe('an official who answers for MALAA0004', () => {
  const desk = () =>
    matrixDesk.items(
      db,
      aPerson({
        id: official.personId,
        secondFactor: true,
        powers: [{ name: 'commitments.report', institutionId }],
      }),
      clock.today(),
      50,
    );

  test('finds on the desk what is late and what lacks a report, and no longer once it is published', async () => {
    expect((await desk()).map((item) => [item.path.slice(-3), item.kind, item.due])).toEqual([
      ['M02', 'commitments.desk.late', '2025-12-31'],
      ['M03', 'commitments.desk.late', '2025-12-31'],
      ['M01', 'commitments.desk.report', '2026-12-31'],
      ['M04', 'commitments.desk.report', '2026-12-31'],
    ]);
    for (const [milestone, status] of [
      ['MALAA0004-M01', 'in-progress'],
      ['MALAA0004-M02', 'finished'],
      ['MALAA0004-M03', 'finished'],
    ] as const)
      await publish(milestone, status);
    expect((await desk()).map((item) => item.path.slice(-3))).toEqual(['M04']);
  });

  test('is reminded before, on and after the date, once each; then the director hears of it', async () => {
    await remind();
    const about = async (address: string) => (await lastLetterTo(db, address))?.text ?? '';
    const ofOfficial = async () => (await lettersTo('official@example.ma')).length;
    // What ran late for months is reported finished by now: there is nothing to tell the director.
    const ofDirector = (await lettersTo('dgs@example.ma')).length;
    const before = await ofOfficial();
    for (const [day, sent, says] of [
      ['2026-12-18', 1, 'دون تقرير في هذا الربع من السنة'],
      ['2026-12-24', 2, 'تنتهي قريبا'],
      ['2026-12-25', 2, ''],
      ['2026-12-31', 3, 'تنتهي اليوم'],
      ['2027-01-02', 4, 'انتهى أجلها دون تقرير'],
      ['2027-01-03', 4, ''],
    ] as const) {
      clock.set(`${day}T06:15:00Z`);
      await remind();
      await remind();
      expect([day, await ofOfficial()]).toEqual([day, before + sent]);
      if (says) expect(await about('official@example.ma')).toContain(says);
    }
    // One letter for both milestones that ended on the same day.
    expect(await about('official@example.ma')).toMatch(/MALAA0004-M01[\s\S]*MALAA0004-M04/);
    clock.set('2027-01-15T06:15:00Z');
    await remind();
    expect(await about('dgs@example.ma')).toContain('MALAA0004-M01');
    expect(await about('dgs@example.ma')).not.toContain('MALAA0004-M02');
    expect((await lettersTo('dgs@example.ma')).slice(ofDirector)).toHaveLength(1);
    // A duty cannot be unsubscribed from.
    expect((await lettersTo('dgs@example.ma')).at(-1)?.headers).toEqual({});
    expect(await ofOfficial()).toBe(before + 4);
    expect(await remind()).toEqual({ letters: 0, reminders: 0 });
  });

  test('hands the open rows over when leaving', async () => {
    const to = { personId: director.personId, powers: ['commitments.report'] };
    const handed = await db
      .transaction()
      .execute(async (tx) =>
        matrixDesk.handOver?.(tx, { institutionId, personId: official.personId, keeps: [], now: clock.now() }, to),
      );
    expect(handed).toBe(3);
    expect(await desk()).toEqual([]);
  });
});

test('only the program reminds', async () => {
  const actor = aPerson({ level: 2 });
  await expect(actions.perform(remindOfficials, { actor, tenant: null, input: {} })).rejects.toBeInstanceOf(NotFound);
});
