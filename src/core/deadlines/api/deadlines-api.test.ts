import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { RULE_NAMES } from '../rules.ts';

const { db } = await testDatabase();
const program = testProgram(db);

beforeAll(() => loadBodies(program, db));

type Problem = { status: number; title: string; errors?: { pointer: string; message: string }[] };
const problem = async (path: string) => {
  const answer = await program.ask(`/api/v1${path}`, { headers: { 'accept-language': 'fr' } });
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  return (await answer.json()) as Problem;
};

test('a deadline is told with its steps in every language, its source and its certainty', async () => {
  const answer = await program.json('/api/v1/deadlines/information-request.reply?from=2026-10-20');
  expect(answer).toMatchObject({
    rule: 'information-request.reply',
    version: 1,
    from: '2026-10-20',
    due: '2026-11-19',
    unit: 'working-days',
    value: 20,
    confidence: 'verified',
    provisional: false,
    source: { text: '31-13', articles: ['16'] },
  });
  const steps = answer.steps as { kind: string; text: Record<string, string> }[];
  for (const { text } of steps) for (const lang of ['ar', 'fr', 'en']) expect(text[lang]).not.toBe('');
  expect(steps.at(-1)).toMatchObject({ kind: 'due', text: { ar: 'آخر يوم: الخميس 19 نونبر 2026.' } });
});

test.each(RULE_NAMES)('%s is explained in words, whatever it says', async (rule) => {
  const answer = await program.ask(`/api/v1/deadlines/${rule}?from=2026-11-20`);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  // A step without words would show its name.
  expect(text).not.toMatch(/"(ar|fr|en)":"[a-z0-9-]+"/);
});

test('months show the count of thirty days; a computed religious day makes the answer provisional', async () => {
  const months = await program.json('/api/v1/deadlines/petition.region.refusal?from=2026-04-15');
  expect(months).toMatchObject({ due: '2026-06-15', thirtyDayCount: '2026-06-15', unit: 'months', value: 2 });
  const feast = await program.json('/api/v1/deadlines/complaint.incomplete?from=2027-05-03');
  expect(feast).toMatchObject({ due: '2027-05-19', provisional: true });
});

test('what cannot be answered is a problem that says why', async () => {
  expect(await problem('/deadlines/nothing?from=2026-10-20')).toMatchObject({
    status: 404,
    title: 'Il n’y a pas de délai de ce nom',
  });
  const fault = async (path: string) => (await problem(path)).errors?.[0];
  expect(await fault('/deadlines/complaint.answer')).toMatchObject({ pointer: '/from' });
  expect(await fault('/deadlines/complaint.answer?from=2026-02-30')).toMatchObject({ pointer: '/from' });
  const uncovered = await fault('/deadlines/complaint.answer?from=2031-02-01');
  expect(uncovered?.message).toContain('2031');
  expect(uncovered?.message).toContain('2025, 2026, 2027, 2028');
});

test('where the law gives no length the answer says so, without a date', async () => {
  const open = await program.json('/api/v1/deadlines/information-request.transfer?from=2026-10-20');
  expect(open).toMatchObject({ due: null, value: null, unit: null, setBy: null, steps: [{ kind: 'open' }] });
});

test('the rules are a list, and a table for spreadsheets', async () => {
  const { items, total } = await program.json<{ items: Record<string, unknown>[]; total: number }>('/api/v1/deadlines');
  expect(items.map(({ rule }) => rule)).toEqual(RULE_NAMES);
  expect(total).toBe(RULE_NAMES.length);
  const lines = (await program.text('/api/v1/deadlines.csv')).trim().split('\r\n');
  expect(lines).toHaveLength(RULE_NAMES.length + 1);
});

test('holidays are listed by year', async () => {
  const { items } = await program.json<{ items: { feast: string; firstDay: string }[] }>('/api/v1/holidays?year=2026');
  expect(items.map(({ feast }) => feast)).toContain('unity-day');
  expect(items.every(({ firstDay }) => firstDay.startsWith('2026'))).toBe(true);
});

test('programs without a token change nothing', async () => {
  for (const [method, path] of [
    ['POST', '/holidays'],
    ['POST', '/holidays/years'],
    ['POST', '/holidays/imports'],
    ['PUT', '/deadlines/consultation.local/period'],
  ] as const) {
    const headers = { 'content-type': 'application/json' };
    expect((await program.ask(`/api/v1${path}`, { method, headers, body: '{}' })).status, path).toBe(401);
  }
});
