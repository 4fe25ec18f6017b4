import { beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '#core/accounts/module.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../test/setup/sign-in.ts';
import { refusedRetention, representativeRetention } from './personal-data.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const HERE = 'laayoune-sakia-el-hamra';
const ELSEWHERE = 'dakhla-oued-ed-dahab';

async function tokenOf(person: SignedIn, scopes: string[]): Promise<string> {
  const createToken = accounts.actions?.find((action) => action.name === 'accounts.create-token');
  if (!createToken) throw new Error('no such action');
  const made = await program.actions.perform(createToken, {
    actor: system('test'),
    tenant: null,
    input: { name: 'test', scopes, days: 30, personId: person.personId },
  });
  return (made as { token: string }).token;
}

async function call(token: string, method: string, path: string, body?: object) {
  const response = await program.ask(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null };
}

let citizen = '';
let colleague = '';
let officer = '';
let stranger = '';
let declared: object;

beforeAll(async () => {
  await loadBodies(program, db);
  citizen = await tokenOf(await signIn(program, db, 'mariem@example.ma'), ['read', 'write']);
  colleague = await tokenOf(await signIn(program, db, 'salem@example.ma'), ['read', 'write']);
  const role = 'information-officer';
  officer = await tokenOf(await signInOfficial(program, db, { email: 'o@example.ma', role, institution: HERE }), [
    'read',
    'write',
    'desk',
  ]);
  const other = await signInOfficial(program, db, { email: 's@example.ma', role, institution: ELSEWHERE });
  stranger = await tokenOf(other, ['read', 'write', 'desk']);
  const seat = await db
    .selectFrom('territory')
    .select('code')
    .where('region', '=', '11')
    .where('level', '=', 'commune')
    .orderBy('code')
    .executeTakeFirstOrThrow();
  declared = {
    name: { ar: 'جمعية الساقية', fr: 'Association Saguia' },
    purpose: { ar: 'حماية البيئة' },
    seat: seat.code,
    address: 'شارع مكة، رقم 12',
    createdOn: '2021-02-03',
    receiptKind: 'final',
    receiptNumber: '45/2021',
    receiptOn: '2021-03-27',
    receiptAuthority: 'باشوية العيون',
    representative: 'مريم بنت السالك',
    function: 'president',
  };
});

describe('a program', () => {
  let id = '';

  test('declares an association, with every fault at its place', async () => {
    const wrong = await call(citizen, 'POST', '/associations', { ...declared, receiptOn: '2031-01-01', seat: '11' });
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.json)).toContain('/receiptOn');
    expect(JSON.stringify(wrong.json)).toContain('/seat');
    const made = await call(citizen, 'POST', '/associations', declared);
    expect(made.status).toBe(201);
    id = made.json.id;
    const own = await call(citizen, 'GET', '/me/associations');
    expect(own.json.items).toMatchObject([{ association: { id, state: 'declared' }, waits: true }]);
    expect((await call(colleague, 'PUT', `/associations/${id}`, declared)).status).toBe(404);
  });

  test('of an official of its seat takes and verifies it; of another region sees nothing', async () => {
    const list = `/association-declarations?institution=${HERE}`;
    expect((await call(stranger, 'GET', list)).status).toBe(403);
    expect((await call(citizen, 'GET', list)).status).toBe(403);
    const elsewhere = await call(stranger, 'GET', `/association-declarations?institution=${ELSEWHERE}`);
    expect(elsewhere.json.items).toEqual([]);
    expect((await call(officer, 'GET', list)).json.items).toMatchObject([{ taken: false, representatives: [] }]);
    const one = `/association-declarations/${id}`;
    expect((await call(stranger, 'PUT', `${one}/reader`, { institution: ELSEWHERE })).status).toBe(404);
    expect((await call(stranger, 'PUT', `${one}/reader`, { institution: HERE })).status).toBe(403);
    expect((await call(officer, 'PUT', `${one}/verification`, { institution: HERE })).status).toBe(403);
    expect((await call(officer, 'PUT', `${one}/reader`, { institution: HERE })).status).toBe(204);
    expect((await call(officer, 'GET', list)).json.items[0].representatives).toEqual([
      { name: 'مريم بنت السالك', function: 'president', identityVerified: false },
    ]);
    expect((await call(officer, 'PUT', `${one}/verification`, { institution: HERE })).status).toBe(204);
    expect((await call(officer, 'PUT', `${one}/verification`, { institution: HERE })).status).toBe(409);
    const page = await program.json<{ state: string; representatives: [] }>(`/api/v1/associations/${id}`);
    expect(page).toMatchObject({ id, state: 'verified', representatives: [] });
  });

  test('invites, accepts, shows its name and ends it', async () => {
    const invitation = { contact: 'salem@example.ma', representative: 'سالم ولد ابراهيم', function: 'treasurer' };
    const asked = await call(citizen, 'POST', `/associations/${id}/representatives`, invitation);
    expect(asked.status).toBe(201);
    expect((await call(citizen, 'POST', `/associations/${id}/representatives`, invitation)).status).toBe(409);
    const one = `/representations/${asked.json.id}`;
    expect((await call(citizen, 'PUT', `${one}/acceptance`, { publicName: true })).status).toBe(404);
    expect((await call(colleague, 'PUT', `${one}/acceptance`, { publicName: false })).status).toBe(204);
    expect((await call(colleague, 'PATCH', one, { publicName: true })).status).toBe(204);
    const named = await program.json<{ representatives: object[] }>(`/api/v1/associations/${id}`);
    expect(named.representatives).toEqual([{ name: 'سالم ولد ابراهيم', function: 'treasurer' }]);
    expect((await call(officer, 'DELETE', one)).status).toBe(404);
    expect((await call(colleague, 'DELETE', one)).status).toBe(204);
    expect((await call(colleague, 'DELETE', one)).status).toBe(409);
  });

  test('closes it: it is in the directory no more, and its page stays', async () => {
    const closing = { why: 'dissolved', on: '2026-11-01' };
    expect((await call(colleague, 'POST', `/associations/${id}/closing`, closing)).status).toBe(404);
    expect((await call(citizen, 'POST', `/associations/${id}/closing`, closing)).status).toBe(204);
    expect((await program.json<{ items: [] }>('/api/v1/associations')).items).toEqual([]);
    expect(await program.json(`/api/v1/associations/${id}`)).toMatchObject({ state: 'closed' });
    expect((await program.ask(`/ar/associations/${id}`)).status).toBe(200);
  });
});

test('what is no more is forgotten after a year, and a dry run only counts it', async () => {
  const later = new Date('2027-11-22T00:00:00Z');
  const counts = (dry: boolean) =>
    db
      .transaction()
      .execute(async (tx) => [
        await representativeRetention.apply(tx, later, dry),
        await refusedRetention.apply(tx, later, dry),
      ]);
  expect(await counts(true)).toEqual([1, 0]);
  await db
    .updateTable('association')
    .set({ state: 'refused', closed_on: null, decided_at: new Date('2026-11-21T00:00:00Z') })
    .execute();
  expect(await counts(true)).toEqual([1, 1]);
  expect(await counts(false)).toEqual([1, 1]);
  expect(await counts(true)).toEqual([0, 0]);
  expect(await db.selectFrom('association_representative').select('id').execute()).toEqual([]);
});
