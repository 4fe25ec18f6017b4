import { beforeAll, expect, test } from 'vitest';
import { deadlinesOf } from '#core/deadlines/index.ts';
import { deadlines } from '#core/deadlines/module.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { lastLetterTo, type SignedIn, signIn } from '../../../test/setup/sign-in.ts';
import { closeEverything } from './closing.ts';
import { dataRequests } from './own-records.ts';
import { requestsOf } from './queries.ts';
import { DEADLINE_KIND } from './request.ts';

const { db } = await testDatabase();
const program = testProgram(db);
let citizen: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  citizen = await signIn(program, db, 'amina@example.ma', { lang: 'fr' });
});

const ask = (kind: string) =>
  citizen.browser.submit(`/fr/me/data/requests/new?kind=${kind}`, {
    institution: 'laayoune-sakia-el-hamra',
    words: 'Mon nom est mal écrit dans la liste.',
  });
const newest = async () => (await requestsOf(db, citizen.personId))[0];

test('a correction has ten full days and says how they are counted; an objection has no date', async () => {
  const sent = await ask('rectification');
  expect(sent.status).toBe(303);
  expect(await newest()).toMatchObject({ kind: 'rectification', dueOn: '2026-12-02' });
  const page = await citizen.browser.get(sent.location ?? '');
  expect(page.text).toContain('10 jours francs vont du dimanche 22 novembre 2026 au mardi 1er décembre 2026');
  await ask('objection');
  expect(await newest()).toMatchObject({ kind: 'objection', dueOn: null });
});

test('when the calendar moves the date, the row follows and the person is told', async () => {
  const { actions, clock, around } = program;
  const first = '2026-12-02';
  const addClosure = deadlines.actions?.find(({ name }) => name === 'deadlines.add-closure');
  if (!addClosure) throw new Error('closures are added in the room of deadlines');
  await actions.perform(addClosure, {
    actor: system('test'),
    tenant: null,
    input: { firstDay: first, name: { ar: 'إغلاق', fr: 'Fermeture' }, source: 'Décision d’essai' },
  });
  const refresh = deadlines.jobs?.find(({ name }) => name === 'deadlines.refresh-deadlines');
  const log = { info: () => {} };
  await refresh?.run({ first, last: first }, { db, clock, actions, around, log, offers: undefined as never });
  const request = (await requestsOf(db, citizen.personId)).find(({ kind }) => kind === 'rectification');
  expect(request?.dueOn).toBe('2026-12-03');
  const letter = await lastLetterTo(db, 'amina@example.ma');
  expect(letter?.subject).toContain('a changé');
  expect(letter?.text).toContain('3 décembre 2026');
});

test('a request that is withdrawn with the account ends its clock', async () => {
  const request = (await requestsOf(db, citizen.personId)).find(({ kind }) => kind === 'rectification');
  await db.transaction().execute((tx) => closeEverything(tx, [dataRequests], citizen.personId, program.clock.now()));
  const [deadline] = await deadlinesOf(db, request?.institutionId ?? '', DEADLINE_KIND, [request?.id ?? '']);
  expect(deadline?.state).toBe('cancelled');
});
