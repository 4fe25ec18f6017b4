import { beforeAll, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { loadRealPlans } from '../examples.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const BODY = 'laayoune-sakia-el-hamra';
const PLAN = 'MA-11-AP-2025-2027';
const PUBLIC = `/action-plans/${PLAN}/quarter`;
let editor: SignedIn;

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  editor = await signInOfficial(program, db, {
    email: 'e@example.ma',
    role: 'editor',
    institution: BODY,
    name: 'Brahim',
  });
  const row = `/fr/${BODY}/desk/matrix/rows/MALAA0004-M01`;
  const sent = await editor.browser.submit(row, {
    do: 'publish',
    status: 'finished',
    'done.fr': 'Le plan est adopté.',
  });
  expect(sent.status).toBe(303);
});

test('a quarter tells what was finished in it, in each language; an earlier one did not', async () => {
  for (const [lang, words] of [
    ['fr', 'Jalons achevés'],
    ['ar', 'مراحل أُنجزت'],
  ]) {
    const page = await program.text(`/${lang}/${BODY}${PUBLIC}`);
    expect(page).toContain(words);
    expect(page).toContain('MALAA0004');
    expect(await faultsOfHtml(page)).toEqual([]);
  }
  const figures = (await program.text(`/fr/${BODY}${PUBLIC}?of=2026-Q4`)).match(/class="value">(\d+)</g);
  expect(figures?.slice(0, 2)).toEqual(['class="value">1<', 'class="value">1<']);
  expect(await program.text(`/fr/${BODY}${PUBLIC}?of=2026-Q3`)).toContain('Aucun changement publié ce trimestre');
  for (const wrong of ['2026-Q7', '2030-Q1'])
    expect((await program.ask(`/fr/${BODY}${PUBLIC}?of=${wrong}`)).status).toBe(404);
});

test('posts are prepared in Arabic and French, short enough, each with its address and its picture', async () => {
  const page = await editor.browser.get(`/fr/${BODY}/desk/matrix/plans/${PLAN}/posts`);
  expect(page.status).toBe(200);
  const posts = [...page.text.matchAll(/<p class="copyable"[^>]*>([\s\S]*?)<\/p>/g)].map(([, words]) => words ?? '');
  expect(posts).toHaveLength(4);
  for (const post of posts) {
    expect(post.length).toBeLessThanOrEqual(300);
    expect(post).toMatch(/\nhttps?:\/\/\S+$/);
  }
  expect(posts.join()).toContain('أُنجزت مرحلة من خطة العمل');
  expect(posts.join()).toContain('Un jalon du plan d’action est achevé');
  expect(page.text).toContain('/commitments/MALAA0004/card.png');
  expect(await faultsOfHtml(page.text)).toEqual([]);
});
