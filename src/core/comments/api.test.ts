import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../../../test/setup/api-client.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { signInOfficial } from '../../../test/setup/officials.ts';
import { loadPlans } from '../../../test/setup/plans.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { signIn } from '../../../test/setup/sign-in.ts';
import { commentSchema } from './api/shapes.ts';
import { EDIT_MINUTES } from './comment.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const ON = 'commitment:MALAA0004';
const BODY = 'laayoune-sakia-el-hamra';
const comment = commentSchema.strict();

let nobody: ApiClient;
beforeAll(async () => {
  await loadPlans(program, db);
  nobody = await apiClient(program);
});
beforeEach(() => pool.query('truncate person, letter, challenge, comment_thread, notification_event cascade'));

type List = { items: Record<string, unknown>[]; next: string | null; total: number };
type Written = { id: string; state: string };

/** A citizen with a pseudonym, and a program of theirs. */
async function citizen(email: string, pseudonym: string) {
  const signed = await signIn(program, db, email);
  await pool.query('update person set pseudonym = $1 where id = $2', [pseudonym, signed.personId]);
  return apiClient(program, signed, 'read', 'write');
}

async function write(ask: ApiClient, body: string, more: object = {}): Promise<Written> {
  const answer = await ask<Written>('POST', '/comments', { on: ON, body, ...more });
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
  return answer.json;
}

const list = async (query: string) => (await nobody<List>('GET', `/comments?${query}`)).json;
const bodies = async (query: string) => (await list(query)).items.map((item) => item.body);

describe('writing', () => {
  test('says something, which everybody reads at once, in the language it is in', async () => {
    const ask = await citizen('a@example.ma', 'قارئة');
    const { id, state } = await write(ask, 'متى ينجز هذا الالتزام؟');
    expect(state).toBe('shown');
    const one = await nobody('GET', `/comments/${id}`);
    expect(comment.parse(one.json)).toMatchObject({
      on: ON,
      parent: null,
      official: false,
      author: { kind: 'person', name: 'قارئة' },
      state: 'shown',
      body: 'متى ينجز هذا الالتزام؟',
      lang: 'ar',
      useful: 0,
    });
    for (const query of [`on=${ON}`, `institution=${BODY}`, '', 'official=false'])
      expect([query, await bodies(query)]).toEqual([query, ['متى ينجز هذا الالتزام؟']]);
    expect(await bodies('official=true')).toEqual([]);
    expect(await bodies('institution=souss-massa')).toEqual([]);
    expect((await nobody('GET', `/comments.csv?on=${ON}`)).text).toContain('متى ينجز هذا الالتزام؟');
  });

  test('replies stand one level deep, and are listed under what they reply to', async () => {
    const ask = await citizen('a@example.ma', 'A');
    const first = await write(ask, 'Une première question');
    const reply = await write(ask, 'Une réponse', { parent: first.id });
    const below = await write(ask, 'Une réponse à la réponse', { parent: reply.id });
    expect((await nobody('GET', `/comments/${below.id}`)).json.parent).toBe(first.id);
    expect(await bodies(`parent=${first.id}`)).toEqual(['Une réponse à la réponse', 'Une réponse']);
    expect(await bodies(`parent=${reply.id}`)).toEqual([]);
    expect((await nobody('GET', '/comments?parent=019aa000-0000-7000-8000-000000000000')).status).toBe(404);
    const elsewhere = await ask('POST', '/comments', { on: 'commitment:MALAA0003', body: 'Ici', parent: first.id });
    expect([elsewhere.status, elsewhere.json.errors]).toMatchObject([422, [{ pointer: '/parent' }]]);
  });

  test('is refused without a token, without the scope, for no thing, for no words and for too many', async () => {
    const body = { on: ON, body: 'Bonjour à tous' };
    expect((await nobody('POST', '/comments', body)).status).toBe(401);
    const reader = await apiClient(program, await signIn(program, db, 'r@example.ma'), 'read');
    expect((await reader('POST', '/comments', body)).status).toBe(403);
    const ask = await citizen('a@example.ma', 'A');
    for (const on of ['commitment:NONE', 'institution:souss-massa', 'nothing'])
      expect([on, (await ask('POST', '/comments', { ...body, on })).status]).toEqual([on, 404]);
    for (const [words, pointer] of [
      ['…', '/body'],
      ['a'.repeat(4_001), '/body'],
    ])
      expect((await ask('POST', '/comments', { on: ON, body: words })).json).toMatchObject({
        status: 422,
        errors: [{ pointer }],
      });
    expect((await ask('POST', '/comments', { ...body, lang: 'de' })).status).toBe(422);
    expect((await ask('POST', '/comments', { ...body, signedAs: 'association:x' })).status).toBe(422);
  });

  test('somebody who has neither name nor pseudonym is told which field is missing', async () => {
    const ask = await apiClient(program, await signIn(program, db, 'n@example.ma'), 'read', 'write');
    const refused = await ask('POST', '/comments', { on: ON, body: 'Sans nom' });
    expect([refused.status, refused.json.errors]).toMatchObject([422, [{ pointer: '/pseudonym' }]]);
    expect((await ask('POST', '/comments', { on: ON, body: 'Avec un nom', pseudonym: 'Nouvelle' })).status).toBe(201);
    expect((await list(`on=${ON}`)).items[0]?.author).toEqual({ kind: 'person', name: 'Nouvelle' });
  });

  test('what looks like advertising waits: nobody sees it, its author is told', async () => {
    const ask = await citizen('a@example.ma', 'A');
    const held = await write(
      ask,
      'GAGNEZ http://bit.ly/x http://t.me/y http://wa.me/z +212600000000 a@b.ma '.repeat(6),
    );
    expect(held.state).toBe('held');
    expect((await nobody('GET', `/comments/${held.id}`)).status).toBe(404);
    expect((await nobody('GET', `/comments?parent=${held.id}`)).status).toBe(404);
    expect((await nobody('GET', `/comments/${held.id}/versions`)).status).toBe(404);
    expect(await list(`on=${ON}`)).toMatchObject({ items: [], total: 0 });
  });

  test('ten in ten minutes and no more', async () => {
    const ask = await citizen('a@example.ma', 'A');
    for (let n = 0; n < 10; n++) await ask('POST', '/comments', { on: ON, body: `Remarque numéro ${n} sur ce projet` });
    expect((await ask('POST', '/comments', { on: ON, body: 'Une de plus' })).status).toBe(429);
    program.clock.advance(11 * 60_000);
    expect((await ask('POST', '/comments', { on: ON, body: 'Plus tard' })).status).toBe(201);
  });
});

describe('one’s own comment', () => {
  test('is changed for a quarter of an hour, and what it said stays to be read', async () => {
    const ask = await citizen('a@example.ma', 'A');
    const { id } = await write(ask, 'Le premier texte');
    expect((await ask('PATCH', `/comments/${id}`, { body: 'Le second texte' })).json).toEqual({ state: 'shown' });
    const versions = await nobody<List>('GET', `/comments/${id}/versions`);
    expect(versions.json.items.map((one) => [one.number, one.body])).toEqual([
      [1, 'Le premier texte'],
      [2, 'Le second texte'],
    ]);
    expect((await nobody('GET', `/comments/${id}`)).json.editedAt).toEqual(expect.any(String));
    const other = await citizen('b@example.ma', 'B');
    expect((await other('PATCH', `/comments/${id}`, { body: 'Pas le mien' })).status).toBe(403);
    expect((await other('DELETE', `/comments/${id}`)).status).toBe(403);
    program.clock.advance(EDIT_MINUTES * 60_000);
    expect((await ask('PATCH', `/comments/${id}`, { body: 'Trop tard' })).status).toBe(409);
  });

  test('is taken back at any time: its place stays, its words and what they were before are gone', async () => {
    const ask = await citizen('a@example.ma', 'A');
    const { id } = await write(ask, 'Le canari');
    await ask('PATCH', `/comments/${id}`, { body: 'Le canari vole' });
    program.clock.advance(86_400_000);
    expect((await ask('DELETE', `/comments/${id}`)).status).toBe(204);
    const gone = comment.parse((await nobody('GET', `/comments/${id}`)).json);
    expect(gone).toMatchObject({ state: 'withdrawn', body: null, author: { kind: 'person', name: null }, useful: 0 });
    expect((await nobody('GET', `/comments/${id}/versions`)).status).toBe(404);
    expect((await ask('DELETE', `/comments/${id}`)).status).toBe(409);
    const { rows } = await pool.query(`select 1 from comment where body ~ 'canari'
      union all select 1 from comment_version union all select 1 from search_document where body::text ~ 'canari'`);
    expect(rows).toEqual([]);
  });

  test('is found useful by others, once each, and not by its author', async () => {
    const ask = await citizen('a@example.ma', 'A');
    const other = await citizen('b@example.ma', 'B');
    const { id } = await write(ask, 'Une proposition utile');
    for (const _ of [1, 2]) expect((await other('PUT', `/comments/${id}/useful`)).status).toBe(204);
    expect((await ask('PUT', `/comments/${id}/useful`)).status).toBe(403);
    expect((await nobody('GET', `/comments/${id}`)).json.useful).toBe(1);
    expect((await other('DELETE', `/comments/${id}/useful`)).status).toBe(204);
    expect((await nobody('GET', `/comments/${id}`)).json.useful).toBe(0);
  });
});

describe('offices', () => {
  const official = (email: string, role: string, institution: string) =>
    signInOfficial(program, db, { email, role, institution });

  test('answer for the body that the thing belongs to, never as a person', async () => {
    const ask = await citizen('a@example.ma', 'A');
    const { id } = await write(ask, 'Où en est ce projet ?');
    const desk = await apiClient(program, await official('o@example.ma', 'facilitator', BODY), 'read', 'write', 'desk');
    const answered = await desk<Written>('POST', '/comments/answers', { on: ON, parent: id, body: 'Il est en cours.' });
    expect(answered.status).toBe(201);
    const shown = comment.parse((await nobody('GET', `/comments/${answered.json.id}`)).json);
    expect(shown).toMatchObject({ official: true, parent: id, author: { kind: 'office', office: null } });
    expect(JSON.stringify(shown)).not.toContain('facilitator');
    expect(await bodies(`on=${ON}&official=true`)).toEqual(['Il est en cours.']);
    const unknown = { on: ON, body: 'Pour un autre bureau', office: '019aa000-0000-7000-8000-000000000000' };
    expect((await desk('POST', '/comments/answers', unknown)).json.errors).toMatchObject([{ pointer: '/office' }]);
  });

  test('do not answer for other bodies, without the scope of the desk, or as citizens', async () => {
    const other = await official('x@example.ma', 'facilitator', 'souss-massa');
    const own = await official('o@example.ma', 'facilitator', BODY);
    const answer = { on: ON, body: 'Une réponse' };
    for (const ask of [
      await apiClient(program, other, 'read', 'write', 'desk'),
      await apiClient(program, own, 'read', 'write'),
      await citizen('a@example.ma', 'A'),
    ])
      expect((await ask('POST', '/comments/answers', answer)).status).toBe(403);
  });
});

test('a long list is read page by page, each comment once', async () => {
  const ask = await citizen('a@example.ma', 'A');
  for (let n = 0; n < 7; n++) {
    await write(ask, `Remarque numéro ${n} sur ce projet`);
    program.clock.advance(60_000);
  }
  const seen: unknown[] = [];
  let next: string | null = `on=${ON}&limit=3`;
  while (next) {
    const page: List = await list(next);
    expect(page.total).toBe(7);
    seen.push(...page.items.map((item) => item.body));
    next = page.next && new URL(page.next).search.slice(1);
  }
  expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `Remarque numéro ${n} sur ce projet`));
  const since = new Date(program.clock.now().getTime() - 150_000).toISOString();
  expect(await bodies(`on=${ON}&since=${since}`)).toHaveLength(2);
});
