import { beforeAll, beforeEach, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import type { Scope } from '#platform/tenant.ts';
import { apiClient } from '../../../test/setup/api-client.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { signIn } from '../../../test/setup/sign-in.ts';
import { publish } from './publish.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
beforeAll(() => loadBodies(program, db));
beforeEach(() => pool.query('truncate person, letter, notification_event cascade'));

type Json = Record<string, unknown> & { items: Record<string, unknown>[] };

/** A program that acts for whoever has this address. */
const client = async (email: string, ...scopes: Scope[]) => {
  const ask = await apiClient(program, await signIn(program, db, email), ...scopes);
  return ask<Json>;
};

test('what can be done on the pages can be done by a program', async () => {
  const ask = await client('a@example.ma', 'read', 'write');
  expect((await ask('GET', '/me/follows')).json).toEqual({ items: [], next: null, total: 0 });
  const on = 'institution:souss-massa';
  for (const _ of [1, 2]) {
    const followed = await ask('POST', '/me/follows', { on });
    expect([followed.status, followed.json]).toEqual([201, { on }]);
  }
  const list = await ask('GET', '/me/follows');
  expect(list.json).toMatchObject({
    total: 1,
    items: [{ on, title: { fr: expect.any(String) }, url: expect.stringMatching(/\/ar\/souss-massa$/) }],
  });
  expect((await ask('GET', '/me/follows.csv')).text).toContain('institution:souss-massa');
  expect((await ask('GET', '/me/notification-preferences')).json).toEqual({ frequency: 'daily', urgentSms: false });
  const changed = { frequency: 'at-once', urgentSms: true };
  expect(await ask('PUT', '/me/notification-preferences', changed)).toMatchObject({ status: 200, json: changed });
  expect((await ask('GET', '/me/notification-preferences')).json).toEqual(changed);

  const body = await institutionBySlug(db, 'souss-massa');
  await db.transaction().execute((tx) =>
    publish(
      { db: tx, now: program.clock.now() },
      {
        institutionId: body?.id ?? '',
        subjects: ['commitment:X1', on],
        event: 'notifications.follow.following',
        values: { n: 3 },
        title: { fr: 'Du nouveau' },
        path: '/commitments/X1',
      },
    ),
  );
  expect((await ask('GET', '/me/notifications')).json).toMatchObject({
    total: 1,
    next: null,
    items: [
      {
        event: 'notifications.follow.following',
        values: { n: 3 },
        title: { fr: 'Du nouveau' },
        url: expect.stringMatching(/\/ar\/souss-massa\/commitments\/X1$/),
      },
    ],
  });
  expect((await ask('DELETE', `/me/follows/${on}`)).status).toBe(204);
  expect((await ask('GET', '/me/notifications')).json).toMatchObject({ total: 0, items: [] });
});

test('is refused without a token, without the scope, and for what does not exist', async () => {
  for (const path of ['/me/follows', '/me/notifications', '/me/notification-preferences'])
    expect((await program.ask(`/api/v1${path}`)).status).toBe(401);
  const reader = await client('b@example.ma', 'read');
  expect((await reader('POST', '/me/follows', { on: 'institution:souss-massa' })).status).toBe(403);
  const writer = await client('c@example.ma', 'read', 'write');
  expect((await writer('POST', '/me/follows', { on: 'institution:nowhere' })).status).toBe(404);
  expect((await writer('POST', '/me/follows', { on: 'nothing' })).json).toMatchObject({
    status: 422,
    errors: [{ pointer: '/on', message: expect.stringContaining('commitment:MALAA0004') }],
  });
  expect((await writer('PUT', '/me/notification-preferences', { frequency: 'hourly', urgentSms: true })).status).toBe(
    422,
  );
});

test('a person follows so many things and no more', async () => {
  const ask = await client('d@example.ma', 'read', 'write');
  await pool.query(
    `insert into follow select id, 'region', n::text, null, id, now() from person, generate_series(1, 500) n`,
  );
  expect((await ask('POST', '/me/follows', { on: 'institution:souss-massa' })).status).toBe(409);
  const first = await ask('GET', '/me/follows?limit=400');
  expect([first.json.items.length, first.json.total]).toEqual([400, 500]);
});
