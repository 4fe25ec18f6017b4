import { beforeAll, expect, test } from 'vitest';
import { across } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { keysOf } from '#platform/keys.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import {
  countDemographics,
  type Demographics,
  forgetDemographics,
  freezeDemographics,
  NOT_TOLD,
} from './demographics.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const keys = keysOf('a secret for these tests, longer than 32');
const TODAY = '2026-11-21';
let institutionId = '';

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await db
    .selectFrom('institution')
    .select('id')
    .where('slug', '=', 'souss-massa')
    .executeTakeFirstOrThrow();
  institutionId = body.id;
});

const freeze = (id: string, about: string, told: Demographics) =>
  db
    .transaction()
    .execute((tx) => freezeDemographics(tx, keys, { institutionId, kind: 'comments.comment', id, about }, told, TODAY));

test('what is frozen leads to nobody: no person, no id of the act, no time but the day', async () => {
  const [person, act] = [await emptyAccount(db, program.clock.now()), newId()];
  await freeze(act, 'commitment:A', { gender: 'woman', ageBand: '25-34', commune: '11.321.01.01', disability: 'none' });
  const rows = await across(db).selectFrom('demographics_frozen').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
    [
      'about',
      'act_key',
      'act_kind',
      'age_band',
      'commune',
      'disability',
      'frozen_on',
      'gender',
      'id',
      'institution_id',
    ].sort(),
  );
  const { act_key, ...shown } = rows[0] ?? { act_key: Buffer.alloc(0) };
  expect(JSON.stringify(shown)).not.toContain(act);
  expect(JSON.stringify(shown)).not.toContain(person);
  expect(act_key.equals(keysOf('another secret, which is not that one').fingerprint('x', act))).toBe(false);
});

test('telling nothing keeps nothing, and telling otherwise later replaces what was kept', async () => {
  const act = newId();
  await freeze(act, 'commitment:B', {});
  const kept = () =>
    across(db).selectFrom('demographics_frozen').selectAll().where('about', '=', 'commitment:B').execute();
  expect(await kept()).toEqual([]);
  await freeze(act, 'commitment:B', { gender: 'man' });
  await freeze(act, 'commitment:B', { gender: 'woman' });
  expect(await kept()).toMatchObject([{ gender: 'woman', frozen_on: TODAY }]);
  await db
    .transaction()
    .execute((tx) => forgetDemographics(tx, keys, { institutionId, kind: 'comments.comment', id: act }));
  expect(await kept()).toEqual([]);
});

test('figures hide small cells', async () => {
  const acts = (n: number, told: Demographics) =>
    Promise.all(Array.from({ length: n }, () => freeze(newId(), 'commitment:C', told)));
  await acts(12, { gender: 'woman', ageBand: '25-34' });
  await acts(7, { gender: 'man', ageBand: '25-34' });
  await acts(2, { ageBand: '18-24' });
  const about = { institutionId, kind: 'comments.comment', about: 'commitment:C' };
  expect(await countDemographics(db, about, 'gender')).toEqual({
    counts: { [NOT_TOLD]: null, man: null, woman: 12 },
    total: 21,
  });
  expect(await countDemographics(db, about, 'ageBand')).toEqual({
    counts: { '18-24': null, '25-34': null },
    total: 21,
  });
  expect(await countDemographics(db, { ...about, institutionId: newId() }, 'gender')).toEqual({ counts: {}, total: 0 });
});
