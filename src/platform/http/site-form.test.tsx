import { beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { TAGS_HEADER } from '../cache/tags.ts';
import { FORM_TOKEN_FIELD } from '../html/form.tsx';
import { faultsOfHtml } from '../html/validity/testing.ts';
import { PUBLIC, RABAT, treeSite } from './testing.tsx';

const { db, pool } = await testDatabase();
const { ask } = treeSite(db);
await pool.query('create table tree (name text primary key, height int not null)');
beforeEach(() => pool.query('truncate tree, audit'));

describe('a form', () => {
  const PLANT = '/fr/rabat/trees/plant';
  const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';')[0] ?? '';
  const open = async () => {
    const { headers, text } = await ask(PLANT);
    const token = text.match(new RegExp(`name="${FORM_TOKEN_FIELD}" value="([^"]+)"`))?.[1] ?? '';
    return { headers, text, cookie: cookieOf(headers), token };
  };
  const send = (fields: Record<string, string>, headers: Record<string, string>, path = PLANT) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  const standing = async () => (await pool.query('select name, height from tree order by name')).rows;

  test('makes its page private: it sets the visitor’s cookie and is not kept', async () => {
    const { headers, cookie, token, text } = await open();
    expect(cookie).toMatch(/^__Host-form=/);
    expect(token).not.toBe('');
    expect(headers.get(TAGS_HEADER)).toBeNull();
    expect(await faultsOfHtml(text)).toEqual([]);
    const again = await ask(PLANT, { headers: { cookie } });
    expect(again.headers.get('set-cookie')).toBeNull();
    expect(again.headers.get(TAGS_HEADER)).toBeNull();
  });

  test('that is right does its action and leads on with 303', async () => {
    const { cookie, token } = await open();
    const { status, headers } = await send(
      { name: ' oak ', height: '12', [FORM_TOKEN_FIELD]: token },
      { cookie, origin: PUBLIC, 'sec-fetch-site': 'same-origin' },
    );
    expect([status, headers.get('location')]).toEqual([303, '/fr/rabat/trees/oak?planted=1']);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await standing()).toEqual([{ name: 'oak', height: 12 }]);
    const { rows } = await pool.query(
      `select action, event, actor, institution_id from audit where event = 'tree.planted'`,
    );
    expect(rows).toEqual([
      { action: 'trees.plant-tree', event: 'tree.planted', actor: 'nobody', institution_id: RABAT.id },
    ]);
  });

  test('with faults comes back: 422, a summary that leads to the fields, and everything that was typed', async () => {
    const { cookie, token } = await open();
    const typed = '<b>أرز & "cèdre"</b> of more than twenty signs';
    const { status, headers, text } = await send({ name: typed, height: '0', [FORM_TOKEN_FIELD]: token }, { cookie });
    expect(status).toBe(422);
    expect(headers.get(TAGS_HEADER)).toBeNull();
    const linked = [...text.matchAll(/<a href="#(f-[a-z]+)">/g)].map((match) => match[1]);
    expect(linked).toEqual(['f-name', 'f-height']);
    for (const id of linked) expect(text).toMatch(new RegExp(`<input id="${id}" aria-invalid="true"`));
    expect(text).toContain('value="&lt;b>أرز &amp; &quot;cèdre&quot;&lt;/b> of more than twenty signs"');
    expect(text).toContain('value="0"');
    expect(text.match(/<title>(.*?)<\/title>/)?.[1]).toMatch(/^Erreur/);
    expect(text).not.toContain(`value="${token}"`);
    expect(await faultsOfHtml(text)).toEqual([]);
    expect(await standing()).toEqual([]);
    const mended = text.match(new RegExp(`name="${FORM_TOKEN_FIELD}" value="([^"]+)"`))?.[1] ?? '';
    expect((await send({ name: 'oak', height: '1', [FORM_TOKEN_FIELD]: mended }, { cookie })).status).toBe(303);
  });

  test('that the action itself refuses comes back in the same way', async () => {
    const { cookie, token } = await open();
    const fields = { name: 'oak', height: '3', [FORM_TOKEN_FIELD]: token };
    expect((await send(fields, { cookie })).status).toBe(303);
    const again = await send(fields, { cookie });
    expect(again.status).toBe(422);
    expect(again.text).toContain('<a href="#f-name">This tree stands already</a>');
    expect(again.text).toContain('value="oak"');
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a neighbour under the same name', { 'sec-fetch-site': 'same-site' }],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site', origin: PUBLIC }],
    ['a place without a name', { origin: 'null' }],
  ])('from %s is refused', async (_, headers) => {
    const { cookie, token } = await open();
    const { status } = await send({ name: 'oak', height: '3', [FORM_TOKEN_FIELD]: token }, { cookie, ...headers });
    expect(status).toBe(403);
    expect(await standing()).toEqual([]);
  });

  test('without its token is refused, also from our own pages', async () => {
    const { cookie, token } = await open();
    const own = { origin: PUBLIC, 'sec-fetch-site': 'same-origin' };
    const good = { name: 'oak', height: '3' };
    expect((await send(good, { cookie, ...own })).status).toBe(403);
    expect((await send({ ...good, [FORM_TOKEN_FIELD]: token }, own)).status).toBe(403);
    const stranger = await open();
    expect((await send({ ...good, [FORM_TOKEN_FIELD]: stranger.token }, { cookie, ...own })).status).toBe(403);
    expect(await standing()).toEqual([]);
  });

  test('works on the host of a body', async () => {
    const host = 'open.fes.example';
    const page = await ask('/fr/trees/plant', { host });
    const token = page.text.match(new RegExp(`name="${FORM_TOKEN_FIELD}" value="([^"]+)"`))?.[1] ?? '';
    const sent = await ask('/fr/trees/plant', {
      host,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: cookieOf(page.headers),
        origin: 'https://open.fes.example',
      },
      body: new URLSearchParams({ name: 'fig', height: '2', [FORM_TOKEN_FIELD]: token }).toString(),
    });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/fr/trees/fig?planted=1']);
  });

  test('never leads away from the site', async () => {
    const { cookie, token } = await open();
    const { status, headers } = await send({ name: 'away', height: '3', [FORM_TOKEN_FIELD]: token }, { cookie });
    expect([status, headers.get('location')]).toEqual([303, '/fr/rabat']);
  });

  test('that fails half way leaves nothing, and a number to ask about', async () => {
    const { cookie, token } = await open();
    const { status, text } = await send({ name: 'crash', height: '3', [FORM_TOKEN_FIELD]: token }, { cookie });
    expect(status).toBe(500);
    expect(text).toContain('incident-1');
    expect(await standing()).toEqual([]);
  });

  test('too large, or of another kind, is refused with its own status', async () => {
    const { cookie } = await open();
    expect((await send({ name: 'x'.repeat(3_000_000) }, { cookie })).status).toBe(413);
    expect((await send({ name: 'x' }, { cookie, 'content-type': 'text/plain' })).status).toBe(415);
  });
});
