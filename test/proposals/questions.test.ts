import { beforeAll, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { newId } from '#platform/ids.ts';
import { saveCall } from '../../src/modules/proposals/queries/calls.ts';
import { testDatabase } from '../setup/database.ts';
import { signInOfficial } from '../setup/officials.ts';
import { loadPlans } from '../setup/plans.ts';
import { testProgram } from '../setup/program.ts';
import { type SignedIn, signIn } from '../setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const call = newId();
const site = '/laayoune-sakia-el-hamra';
const desk = `/fr${site}/desk/proposals/calls/${call}/questions`;
let author: SignedIn;
let official: SignedIn;

beforeAll(async () => {
  await loadPlans(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  author = await signIn(program, db, 'autrice@example.org');
  official = await signInOfficial(program, db, {
    email: 'bureau@example.org',
    role: 'facilitator',
    institution: 'laayoune-sakia-el-hamra',
  });
  await db.transaction().execute((tx) =>
    saveCall(tx, {
      institutionId: body?.id ?? '',
      id: call,
      title: { ar: 'نداء', fr: 'Appel' },
      aboutPath: '/consultations',
      opensOn: '2026-11-01',
      closesOn: '2026-12-31',
      level: 1,
      themes: [],
    }),
  );
});

const ask = (fields: Record<string, string>) => official.browser.submit(desk, fields, { do: 'save' });

test('a body asks, authors answer in their language, everybody reads it, and answers keep their meaning', async () => {
  const short = await ask({ kind: 'one', 'label.ar': 'لمن؟', 'label.fr': 'Pour qui ?', 'choices.fr': 'Les jeunes' });
  expect(short.status).toBe(422);
  expect(short.text).toContain('au moins deux réponses');
  expect(short.text).toContain('Pour qui ?');
  const choices = { 'choices.ar': 'الشباب\nالنساء', 'choices.fr': 'Les jeunes\nLes femmes' };
  await ask({ kind: 'one', 'label.ar': 'لمن؟', 'label.fr': 'Pour qui ?', needed: 'yes', ...choices });
  await ask({ kind: 'number', 'label.ar': 'كم تكلف بالدرهم؟', 'label.fr': 'Coût en dirhams ?' });

  const form = `/ar${site}/proposals/new?call=${call}`;
  const words = { 'title.ar': 'دار للنساء', 'body.ar': 'نقترح فتح دار للنساء بالحي.' };
  expect((await author.browser.get(form)).text).toContain('كم تكلف بالدرهم؟');
  const refused = await author.browser.submit(form, { ...words, 'answers.q2': 'كثيرا' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('أجب عن هذا السؤال');
  expect(refused.text).toContain('أدخل عددا');
  expect(refused.text).toContain('كثيرا');
  const drafted = await author.browser.submit(form, { ...words, 'answers.q1': 'c2', 'answers.q2': '250000' });
  expect(drafted.status).toBe(303);
  const manage = (drafted.location ?? '').split('?')[0] ?? '';
  const edit = await author.browser.get(manage.replace('/manage', '/edit'));
  expect(edit.text).toMatch(/value="c2"[^>]*checked|checked[^>]*value="c2"/);
  await author.browser.submit(manage, {}, { do: 'submit' });
  const shown = await author.browser.get(manage.replace('/manage', '').replace('/ar/', '/fr/'));
  expect(shown.text).toContain('Les femmes');
  expect(shown.text).toContain('250000');

  const kept = await official.browser.submit(desk, { key: 'q1' }, { do: 'remove' });
  expect(kept.status).toBe(409);
  const fewer = { 'choices.fr': 'Les jeunes\nLes femmes\nTous' };
  const reworded = await ask({ key: 'q1', kind: 'one', 'label.fr': 'Pour qui surtout ?', ...fewer });
  expect(reworded.status).toBe(303);
  expect((await ask({ key: 'q1', kind: 'text', 'label.fr': 'Pour qui ?' })).status).toBe(409);

  const api = await program.ask(`/api/v1/proposals?call=${call}`);
  const { items } = (await api.json()) as { items: { answers: unknown }[] };
  expect(items[0]?.answers).toEqual([
    {
      key: 'q1',
      question: { fr: 'Pour qui surtout ?' },
      value: null,
      chosen: [{ key: 'c2', name: { fr: 'Les femmes' } }],
    },
    { key: 'q2', question: { ar: 'كم تكلف بالدرهم؟', fr: 'Coût en dirhams ?' }, value: '250000', chosen: [] },
  ]);
});
