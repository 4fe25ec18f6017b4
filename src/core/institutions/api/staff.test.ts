import { beforeAll, expect, test } from 'vitest';
import { accounts } from '#core/accounts/module.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const HERE = 'laayoune-sakia-el-hamra';

let director: string;
let stranger: string;
let citizen: string;
let readOnly: string;

async function tokenOf({ personId }: SignedIn, scopes: string[]): Promise<string> {
  const createToken = accounts.actions?.find((action) => action.name === 'accounts.create-token');
  if (!createToken) throw new Error('no such action');
  const made = await program.actions.perform(createToken, {
    actor: system('test'),
    tenant: null,
    input: { name: 'test', scopes, days: 30, personId },
  });
  return (made as { token: string }).token;
}

beforeAll(async () => {
  await loadBodies(program, db);
  const role = 'director-general-of-services';
  const person = await signInOfficial(program, db, { email: 'dgs@example.ma', role, institution: HERE });
  director = await tokenOf(person, ['read', 'write', 'desk']);
  readOnly = await tokenOf(person, ['read', 'write']);
  const other = await signInOfficial(program, db, {
    email: 'other@example.ma',
    role: 'president',
    institution: 'dakhla-oued-ed-dahab',
  });
  stranger = await tokenOf(other, ['read', 'write', 'desk']);
  citizen = await tokenOf(await signIn(program, db, 'citizen@example.ma'), ['read', 'write']);
});

async function call(token: string, method: string, path: string, body?: object) {
  const response = await program.ask(`/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : null };
}

test('a program does with staff what its official may, and no other', async () => {
  const office = { institution: HERE, kind: 'directorate', name: { fr: 'Direction des affaires' } };
  for (const [token, status] of [
    [citizen, 403],
    [stranger, 403],
    [readOnly, 403],
  ] as const)
    expect((await call(token, 'POST', '/offices', office)).status).toBe(status);
  const made = await call(director, 'POST', '/offices', office);
  expect(made.status).toBe(201);
  const post = await call(director, 'POST', '/posts', {
    institution: HERE,
    function: 'moderator',
    office: made.json.id,
  });
  expect(post.status).toBe(201);
  expect((await call(director, 'POST', '/posts', { institution: HERE, function: 'president' })).status).toBe(403);
  const invited = await call(director, 'POST', `/posts/${post.json.id}/invitations`, {
    email: 'new@example.ma',
    name: 'Nouvelle',
  });
  expect(invited.status).toBe(201);
  const letter = await db
    .selectFrom('letter')
    .select('text_part')
    .where('recipient', '=', 'new@example.ma')
    .executeTakeFirstOrThrow();
  const token = /\/desk\/invitations\/(\S+)/.exec(letter.text_part)?.[1];
  const accepted = await call(citizen, 'POST', '/invitations', { token, name: 'Nouvelle' });
  expect(accepted.status).toBe(200);

  const posts = await call(director, 'GET', `/posts?institution=${HERE}`);
  const found = posts.json.items.find((each: { id: string }) => each.id === post.json.id);
  expect(found).toMatchObject({ function: 'moderator', holders: [{ name: 'Nouvelle', absent: false }] });
  expect((await call(stranger, 'GET', `/posts?institution=${HERE}`)).status).toBe(403);
  expect((await call(director, 'GET', '/posts')).status).toBe(403);

  const { holder } = accepted.json;
  expect((await call(director, 'PUT', `/holders/${holder}/absence`, { from: '2026-11-21' })).status).toBe(204);
  expect((await call(stranger, 'DELETE', `/holders/${holder}`)).status).toBe(403);
  expect((await call(director, 'DELETE', `/holders/${holder}`)).status).toBe(204);
  expect((await call(director, 'DELETE', `/posts/${post.json.id}`)).status).toBe(204);
  expect((await call(director, 'DELETE', `/offices/${made.json.id}`)).status).toBe(204);
  expect((await call(director, 'GET', `/offices?institution=${HERE}`)).json.items).toEqual([]);
});

test('the desk, the register and one’s own data have their addresses for programs', async () => {
  const sent = await call(citizen, 'POST', '/me/data-requests', {
    kind: 'rectification',
    institution: HERE,
    words: 'Mon adresse est ancienne, voici la nouvelle.',
  });
  expect(sent).toMatchObject({ status: 201, json: { dueOn: '2026-12-02' } });
  const desk = await call(director, 'GET', '/desk');
  expect(desk.json.items).toMatchObject([{ institution: HERE, due: '2026-12-02' }]);
  expect((await call(citizen, 'GET', '/desk')).status).toBe(403);

  const list = `/data-requests?institution=${HERE}`;
  expect((await call(director, 'GET', list)).json.items).toMatchObject([{ words: null, state: 'open' }]);
  expect((await call(stranger, 'GET', list)).status).toBe(403);
  const path = `/data-requests/${sent.json.id}`;
  const answer = { outcome: 'accepted', answer: 'Votre adresse est corrigée.' };
  expect((await call(director, 'PUT', `${path}/answer`, answer)).status).toBe(403);
  expect((await call(director, 'PUT', `${path}/reader`)).status).toBe(204);
  expect((await call(director, 'GET', list)).json.items[0].words).toContain('ancienne');
  expect((await call(director, 'PUT', `${path}/answer`, answer)).status).toBe(204);
  expect((await call(citizen, 'GET', '/me/data-requests')).json.items).toMatchObject([{ state: 'accepted' }]);
  const known = (await call(citizen, 'GET', '/me/data')).json.parts['personal-data.own'];
  expect(known.accesses).toHaveLength(1);

  const processing = '/processings/personal-data.requests';
  const entered = await call(director, 'PUT', processing, { institution: HERE, reference: 'D-GS-1/2026' });
  expect(entered.status).toBe(204);
  const register = (await call(director, 'GET', `/processings?institution=${HERE}`)).json.items;
  expect(register.find((each: { kind: string }) => each.kind === 'personal-data.requests')).toMatchObject({
    reference: 'D-GS-1/2026',
    sample: true,
  });
  expect((await call(director, 'POST', `${processing}/closing`, { institution: HERE })).status).toBe(204);
});

test('a body is described by its officials through the API', async () => {
  const body = {
    name: { ar: 'مجلس جهة العيون-الساقية الحمراء', fr: 'Conseil régional de Laâyoune-Sakia El Hamra' },
    contact: { email: 'contact@example.ma' },
    accent: 'clay',
    languages: ['ar', 'fr'],
  };
  expect((await call(stranger, 'PUT', `/institutions/${HERE}`, body)).status).toBe(403);
  expect((await call(director, 'PUT', `/institutions/${HERE}`, body)).status).toBe(204);
  const shown = await call(citizen, 'GET', `/institutions/${HERE}`);
  expect(shown.json.contact).toEqual({ email: 'contact@example.ma' });
});
