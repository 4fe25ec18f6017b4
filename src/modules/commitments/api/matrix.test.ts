import { beforeAll, describe, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../../../../test/setup/api-client.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { loadRealPlans } from '../examples.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const PLAN = 'MA-11-AP-2025-2027';
const ROW = '/milestones/MALAA0004-M03';
let official: ApiClient;
let stranger: ApiClient;

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  const sign = (email: string, institution: string) =>
    signInOfficial(program, db, { email, role: 'director-general-of-services', institution });
  official = await apiClient(program, await sign('dgs@example.ma', 'laayoune-sakia-el-hamra'), 'read', 'write', 'desk');
  stranger = await apiClient(program, await sign('far@example.ma', 'dakhla-oued-ed-dahab'), 'read', 'write', 'desk');
});

describe('a program that acts for an official', () => {
  test('reads a row, changes it, is told when somebody was faster, and publishes', async () => {
    expect((await (await apiClient(program))('GET', `${ROW}/row`)).status).toBe(401);
    expect((await stranger('GET', `${ROW}/row`)).status).toBe(403);
    expect((await official('GET', `${ROW}/row`)).json).toMatchObject({
      version: 0,
      status: 'not-reported',
      waits: false,
    });
    const change = { version: 0, done: { fr: 'Trois sessions' }, percent: 60 };
    expect((await stranger('PATCH', `${ROW}/row`, change)).status).toBe(403);
    expect((await official('PATCH', `${ROW}/row`, change)).json).toMatchObject({
      version: 1,
      fields: ['percent', 'done'],
    });
    const late = await official('PATCH', `${ROW}/row`, { version: 0, percent: 70 });
    expect([late.status, late.json.title]).toEqual([
      409,
      expect.stringContaining('the current version is 1, yours is 0'),
    ]);
    expect((await official('PATCH', `${ROW}/row`, { version: 1, percent: 101 })).status).toBe(422);
    expect((await official('GET', `${ROW}/row`)).json).toMatchObject({
      waits: true,
      percent: 60,
      published: { percent: null },
    });
    const published = await official('POST', `${ROW}/publication`, { version: 1, status: 'in-progress' });
    expect([published.status, published.json.version]).toEqual([200, 2]);
    const { json } = await official<{ items: { id: string }[] }>('GET', `/action-plans/${PLAN}/matrix`);
    expect(json.items.find((row) => row.id === 'MALAA0004-M03')).toMatchObject({
      status: 'in-progress',
      percent: 60,
      done: { fr: 'Trois sessions' },
      reportedOn: '2026-11-21',
      unreported: false,
    });
    expect(JSON.stringify(json)).not.toContain('"official"');
  });

  test('sends the matrix back as CSV', async () => {
    const { text } = await official('GET', `/action-plans/${PLAN}/matrix.csv`);
    const same = await official('POST', `/action-plans/${PLAN}/matrix-imports`, { csv: text });
    expect([same.status, same.json]).toEqual([201, { id: null, plan: PLAN, rows: 11, changed: 0 }]);
    const changed = text.replace(/(MALAA0004-M05,0,.*),not-reported,,,/, '$1,stuck,2026-11-20,15,');
    const sent = await official('POST', `/action-plans/${PLAN}/matrix-imports`, { csv: changed });
    expect(sent.json).toMatchObject({ rows: 11, changed: 1 });
    const applied = await official('POST', `/action-plans/${PLAN}/matrix-imports/${sent.json.id}/application`);
    expect([applied.status, applied.json]).toEqual([200, { plan: PLAN, saved: 1, assigned: 0 }]);
    expect((await official('GET', '/milestones/MALAA0004-M05/row')).json).toMatchObject({
      status: 'stuck',
      percent: 15,
    });
    const wrong = await official('POST', `/action-plans/${PLAN}/matrix-imports`, {
      csv: text.replace('MALAA0004-M01', 'X'),
    });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('Cell A8')]);
  });
});
