import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ApiClient, apiClient } from '../../../test/setup/api-client.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { signInOfficial } from '../../../test/setup/officials.ts';
import { loadPlans } from '../../../test/setup/plans.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { signIn } from '../../../test/setup/sign-in.ts';
import { appealSchema, groundSchema, monthSchema, queuedSchema } from './api/shapes.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const BODY = 'laayoune-sakia-el-hamra';
const ABOUT = 'commitment:MALAA0004';

type List = { items: Record<string, unknown>[]; total: number };

let nobody: ApiClient;
let author: ApiClient;
let reader: ApiClient;
let moderator: ApiClient;
let second: ApiClient;

const citizen = async (email: string) => {
  const signed = await signIn(program, db, email);
  await pool.query('update person set pseudonym = $1 where id = $2', [email.slice(0, 4), signed.personId]);
  return apiClient(program, signed, 'read', 'write');
};
const official = async (email: string, institution = BODY) => {
  const signed = await signInOfficial(program, db, { email, role: 'moderator', institution });
  await pool.query('update person set pseudonym = $1 where id = $2', [email.slice(0, 4), signed.personId]);
  return apiClient(program, signed, 'read', 'write', 'desk');
};

beforeAll(() => loadPlans(program, db));
beforeEach(async () => {
  await pool.query(
    'truncate person, letter, challenge, comment_thread, notification_event, moderation_item, moderation_ground cascade',
  );
  nobody = await apiClient(program);
  author = await citizen('a-author@example.ma');
  reader = await citizen('r-reader@example.ma');
  moderator = await official('m-first@example.ma');
  second = await official('n-second@example.ma');
});

async function say(ask: ApiClient, body: string): Promise<string> {
  const written = await ask<{ id: string }>('POST', '/comments', { on: ABOUT, body });
  expect(written.status).toBe(201);
  return `comment:${written.json.id}`;
}

const queue = async (ask = moderator) => (await ask<List>('GET', `/moderation/queue?institution=${BODY}`)).json;
const appeals = async (ask = moderator) => (await ask<List>('GET', `/moderation/appeals?institution=${BODY}`)).json;
const report = (ask: ApiClient, on: string) =>
  ask('POST', `/moderation/things/${on}/reports`, { ground: 'insult', note: 'Voyez la fin' });
const hide = (ask: ApiClient, on: string) => ask('POST', `/moderation/things/${on}/hide`, { ground: 'insult' });

/** Hidden by the first moderator and appealed against by its author. */
async function appealed(): Promise<{ on: string; id: string }> {
  const on = await say(author, 'Un texte contesté');
  expect((await hide(moderator, on)).status).toBe(201);
  const made = await author<{ appealId: string }>('POST', `/moderation/things/${on}/appeals`, { words: 'À tort' });
  expect(made.status).toBe(201);
  return { on, id: made.json.appealId };
}

const decide = (ask: ApiClient, id: string, outcome: string) =>
  ask('POST', `/moderation/appeals/${id}/decision`, { outcome, answer: 'Nous avons relu.' });

describe('from a report to a decision', () => {
  test('a reader reports once, a moderator of the body sees it and hides it with its reason', async () => {
    const on = await say(author, 'Un texte injurieux');
    expect((await report(reader, on)).json).toEqual({ again: false });
    expect((await report(reader, on)).json).toEqual({ again: true });
    const waiting = await queue();
    expect(queuedSchema.strict().parse(waiting.items[0])).toMatchObject({ on, held: false, reports: 1, unproven: 0 });
    expect((await hide(moderator, on)).status).toBe(201);
    expect((await hide(second, on)).status).toBe(409);
    expect(await queue()).toEqual({ items: [], next: null, total: 0 });
    const shown = await nobody('GET', `/comments/${on.slice(8)}`);
    expect(shown.json).toMatchObject({
      state: 'hidden',
      body: null,
      hiddenReason: { fr: 'Injure, diffamation ou menace' },
    });
    expect((await report(reader, on)).status).toBe(404);
  });

  test('what was held is let go by keeping it', async () => {
    const spam = 'GAGNEZ http://bit.ly/x http://t.me/y http://wa.me/z +212600000000 a@b.ma '.repeat(6);
    const on = await say(author, spam);
    expect((await queue()).items[0]).toMatchObject({ on, held: true, points: expect.any(Number) });
    expect((await moderator<List>('GET', `/moderation/queue?institution=${BODY}&held=false`)).json.total).toBe(0);
    expect((await report(reader, on)).status).toBe(404);
    expect((await moderator('POST', `/moderation/things/${on}/keep`)).status).toBe(201);
    expect((await nobody('GET', `/comments/${on.slice(8)}`)).json.state).toBe('shown');
  });

  test('is for moderators of that body, with the scope of the desk, and never about their own text', async () => {
    const on = await say(author, 'Un texte');
    const elsewhere = await official('x-other@example.ma', 'souss-massa');
    for (const ask of [elsewhere, author, reader]) {
      expect((await hide(ask, on)).status).toBe(403);
      expect((await ask('GET', `/moderation/queue?institution=${BODY}`)).status).toBe(404);
    }
    expect((await hide(nobody, on)).status).toBe(401);
    expect((await moderator('GET', '/moderation/queue')).status).toBe(404);
    const own = await say(moderator, 'Le texte d’un modérateur');
    await report(reader, own);
    for (const verdict of ['keep', 'hide'])
      expect((await moderator('POST', `/moderation/things/${own}/${verdict}`, { ground: 'insult' })).status).toBe(403);
    expect((await hide(second, own)).status).toBe(201);
    expect((await moderator('POST', `/moderation/things/${own}/restore`, {})).status).toBe(403);
  });

  test('bad input is told by field', async () => {
    const on = await say(author, 'Un texte');
    for (const ground of ['', 'ugly'])
      expect((await moderator('POST', `/moderation/things/${on}/hide`, { ground })).json).toMatchObject({
        status: 422,
        errors: [{ pointer: '/ground' }],
      });
    expect((await reader('POST', `/moderation/things/${on}/reports`, { ground: 'ugly' })).status).toBe(422);
    expect((await report(reader, 'person:x')).status).toBe(404);
  });
});

describe('an appeal', () => {
  test('is made once by the author, and decided by another moderator than the one who hid the text', async () => {
    const { on, id } = await appealed();
    expect((await author('POST', `/moderation/things/${on}/appeals`, { words: 'Encore' })).status).toBe(409);
    expect((await reader('POST', `/moderation/things/${on}/appeals`, { words: 'Moi' })).status).toBe(404);
    expect(appealSchema.strict().parse((await appeals()).items[0])).toMatchObject({ id, on, words: 'À tort' });
    expect((await decide(moderator, id, 'confirmed')).status).toBe(403);
    expect((await decide(author, id, 'restored')).status).toBe(403);
    expect((await decide(second, id, 'restored')).json).toEqual({ on });
    expect((await decide(second, id, 'confirmed')).status).toBe(409);
    expect((await nobody('GET', `/comments/${on.slice(8)}`)).json).toMatchObject({
      state: 'shown',
      body: 'Un texte contesté',
      hiddenReason: null,
    });
    expect((await appeals()).items).toEqual([]);
  });

  test('is never decided by its author, moderator or not', async () => {
    const on = await say(second, 'Le texte d’un modérateur');
    await hide(moderator, on);
    const made = await second<{ appealId: string }>('POST', `/moderation/things/${on}/appeals`, { words: 'À tort' });
    expect((await decide(second, made.json.appealId, 'restored')).status).toBe(403);
    expect((await nobody('GET', `/comments/${on.slice(8)}`)).json.state).toBe('hidden');
  });

  test('that is not upheld leaves the reason in its place', async () => {
    const { on, id } = await appealed();
    expect((await decide(second, id, 'confirmed')).status).toBe(201);
    expect((await nobody('GET', `/comments/${on.slice(8)}`)).json.state).toBe('hidden');
  });

  test('ends when its author takes the text back: nobody is left with what cannot be decided', async () => {
    const { on, id } = await appealed();
    expect((await author('DELETE', `/comments/${on.slice(8)}`)).status).toBe(204);
    expect(await appeals()).toMatchObject({ items: [], total: 0 });
    expect((await decide(second, id, 'restored')).status).toBe(409);
  });

  test('comes in time or not at all', async () => {
    const on = await say(author, 'Un texte contesté');
    await hide(moderator, on);
    program.clock.advance(31 * 86_400_000);
    const late = await apiClient(program, await signIn(program, db, 'a-author@example.ma'), 'read', 'write');
    expect((await late('POST', `/moderation/things/${on}/appeals`, { words: 'Tard' })).status).toBe(409);
    program.clock.advance(-31 * 86_400_000);
  });
});

describe('what everybody reads', () => {
  test('figures by month and by reason, and nothing about a person', async () => {
    const { on, id } = await appealed();
    await decide(second, id, 'restored');
    await report(reader, on);
    await moderator('POST', `/moderation/things/${on}/keep`);
    const fresh = await apiClient(testProgram(db));
    for (const query of ['', `?institution=${BODY}`]) {
      const figures = await fresh<{ months: unknown[]; reasons: unknown[] }>('GET', `/moderation/figures${query}`);
      expect(monthSchema.strict().parse(figures.json.months[0])).toEqual({
        month: '2026-11',
        reports: 1,
        hidden: 1,
        kept: 1,
        restored: 1,
        held: 0,
        appeals: 1,
        upheld: 1,
      });
      expect(figures.json.reasons).toMatchObject([{ ground: 'insult', hidden: 1, reported: 1 }]);
      expect(figures.text).not.toMatch(/author|reader|first|second|contesté/);
    }
    const elsewhere = await fresh('GET', '/moderation/figures?institution=souss-massa');
    expect(elsewhere.json).toEqual({ months: [], reasons: [] });
  });

  test('the reasons of a body, in its own words where it has them', async () => {
    const { rows } = await pool.query('select id from institution where slug = $1', [BODY]);
    const institutionId = rows[0]?.id;
    const words = { ar: 'كلام جارح', fr: 'Propos blessant' };
    const written = { institutionId, key: 'insult', label: words, letter: words };
    expect((await moderator('POST', '/moderation/grounds', written)).json).toEqual({ key: 'insult' });
    const added = await moderator<{ key: string }>('POST', '/moderation/grounds', { ...written, key: undefined });
    expect(added.status).toBe(201);
    const grounds = await nobody<List>('GET', `/moderation/grounds?institution=${BODY}`);
    const items = grounds.json.items.map((one) => groundSchema.strict().parse(one));
    expect(items.filter((one) => one.label.fr === 'Propos blessant').map((one) => one.own)).toEqual([false, true]);
    expect((await reader('POST', '/moderation/grounds', written)).status).toBe(403);
    for (const key of ['insult', added.json.key])
      expect((await moderator('DELETE', `/moderation/grounds/${institutionId}/${key}`)).status).toBe(204);
    const after = await apiClient(testProgram(db));
    expect((await after<List>('GET', `/moderation/grounds?institution=${BODY}`)).text).not.toContain('Propos blessant');
  });
});
