import { beforeAll, describe, expect, test } from 'vitest';
import { associationsRepresentedBy } from '#core/associations/index.ts';
import { countDemographics } from '#core/personal-data/index.ts';
import { across } from '#platform/db/database.ts';
import { runSeeds } from '#platform/seed.ts';
import { modules } from '../../src/modules.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { signInOfficial } from '../setup/officials.ts';
import { testProgram } from '../setup/program.ts';
import { lastLetterTo, type SignedIn, signIn } from '../setup/sign-in.ts';

// What is said for an association, and what is frozen with what people say, on the real commitments.
const { db, pool } = await testDatabase();
const program = testProgram(db);
const HERE = 'laayoune-sakia-el-hamra';
const ON = 'commitment:MALAA0004';
const THREAD = `/fr/${HERE}/comments?on=${ON}`;
const ASKED = 'Au nom de qui parlez-vous';

let president: SignedIn;
let colleague: SignedIn;
let id = '';

beforeAll(async () => {
  const { clock, actions } = program;
  const quiet = { say: () => {}, note: () => {}, signal: new AbortController().signal };
  const seeds = modules.flatMap((module) => module.seeds ?? []);
  await runSeeds(pool, seeds, { db, clock, actions, ...quiet });
  const seat = await db
    .selectFrom('territory')
    .select(['code', 'province'])
    .where('region', '=', '11')
    .where('level', '=', 'commune')
    .orderBy('code')
    .executeTakeFirstOrThrow();
  president = await signIn(program, db, 'mariem@example.ma', { lang: 'fr' });
  const form = `/fr/me/associations/new?province=${seat.province}`;
  const sent = await president.browser.submit(
    form,
    {
      'name.ar': 'جمعية الساقية للبيئة',
      'name.fr': 'Association Saguia',
      'purpose.fr': 'Protéger l’environnement',
      seat: seat.code,
      address: 'Avenue de la Mecque, n° 12',
      'createdOn.day': '3',
      'createdOn.month': '2',
      'createdOn.year': '2021',
      receiptKind: 'final',
      receiptNumber: '45/2021',
      'receiptOn.day': '27',
      'receiptOn.month': '3',
      'receiptOn.year': '2021',
      receiptAuthority: 'Pachalik de Laâyoune',
      representative: 'Mariem Bent Salek',
      function: 'president',
    },
    { to: form },
  );
  id = /associations\/([0-9a-f-]{36})/.exec(sent.location ?? '')?.[1] ?? '';
});

const write = (who: SignedIn, body: string, more: Record<string, string> = {}) =>
  who.browser.submit(THREAD, { body, ...more }, { do: 'write' });
const publicPage = async (path: string) => (await openBrowser(program).get(path)).text;

describe('for an association', () => {
  test('nobody speaks before it is verified', async () => {
    expect((await president.browser.get(THREAD)).text).not.toContain(ASKED);
    expect((await write(president, 'Bonjour à tous.', { actingFor: id })).status).toBe(422);
    expect(await associationsRepresentedBy(db, president.personId, '2026-11-21')).toEqual([]);
    const role = { email: 'officer@example.ma', role: 'information-officer', institution: HERE };
    const officer = await signInOfficial(program, db, role);
    const one = `/fr/${HERE}/desk/associations/${id}`;
    await officer.browser.submit(one, {}, { do: 'take' });
    expect((await officer.browser.submit(one, {}, { do: 'verify' })).status).toBe(303);
    expect(await associationsRepresentedBy(db, president.personId, '2026-11-21')).toMatchObject([{ id }]);
  });

  test('one speaks by choosing it expressly; it is shown with a tag and never names the person', async () => {
    expect((await president.browser.get(THREAD)).text).toContain(ASKED);
    const sent = await write(president, 'Nous demandons la publication du calendrier.', { actingFor: id });
    expect(sent.status).toBe(303);
    const thread = await publicPage(THREAD);
    expect(thread).toContain('<span class="tag plain">Association</span>');
    expect(thread).toContain(`/associations/${id}`);
    expect(thread.toLowerCase()).not.toContain('mariem');
    const { items } = await program.json<{ items: { author: object }[] }>(`/api/v1/comments?on=${ON}`);
    expect(items[0]?.author).toMatchObject({ kind: 'association', id });
    expect(await publicPage(`/fr/associations/${id}`)).toContain('/comments/');
  });

  test('one speaks in one’s own name unless it is chosen', async () => {
    const own = await write(president, 'Pour ma part, je félicite les services.', { pseudonym: 'Tarfaya' });
    expect(own.status).toBe(303);
    const { items } = await program.json<{ items: { author: object }[] }>(`/api/v1/comments?on=${ON}`);
    expect(items[0]?.author).toEqual({ kind: 'person', name: 'Tarfaya' });
  });

  test('whoever accepted an invitation speaks too and minds what it said, until that ends', async () => {
    const asked = await president.browser.submit(`/fr/me/associations/${id}/invite`, {
      contact: 'salem@example.ma',
      representative: 'Salem Ould Brahim',
      function: 'treasurer',
      lang: 'fr',
    });
    expect(asked.status).toBe(303);
    const letter = await lastLetterTo(db, 'salem@example.ma');
    const path = /\/fr\/me\/associations\/representations\/[0-9a-f-]{36}/.exec(letter?.text ?? '')?.[0] ?? '';
    expect((await president.browser.get(path)).status).toBe(404);
    colleague = await signIn(program, db, 'salem@example.ma', { lang: 'fr' });
    expect((await colleague.browser.get(THREAD)).text).not.toContain(ASKED);
    await colleague.browser.submit(path, { publicName: 'yes' }, { do: 'accept' });
    expect((await colleague.browser.get(THREAD)).text).toContain(ASKED);
    expect(await publicPage(`/fr/associations/${id}`)).toContain('Salem Ould Brahim');
    const { items } = await program.json<{ items: { id: string; author: { kind: string } }[] }>(
      `/api/v1/comments?on=${ON}`,
    );
    const said = items.find((item) => item.author.kind === 'association')?.id;
    const edit = `/fr/${HERE}/comments/${said}/edit`;
    expect((await colleague.browser.get(edit)).status).toBe(200);
    const representation = path.split('/').at(-1) ?? '';
    const end = await president.browser.submit(`/fr/me/associations/${id}`, { representation });
    expect(end.status).toBe(303);
    expect((await colleague.browser.get(THREAD)).text).not.toContain(ASKED);
    expect((await colleague.browser.get(edit)).status).toBe(403);
    expect((await write(colleague, 'Encore nous.', { actingFor: id })).status).toBe(422);
    expect(await publicPage(`/fr/associations/${id}`)).not.toContain('Salem');
    expect((await lastLetterTo(db, 'salem@example.ma'))?.subject).toContain('Vous ne représentez plus');
  });

  test('what was said outlives the account of whoever typed it', async () => {
    const own = (await president.browser.get('/fr/me/data.json')).text;
    expect(own).toContain('Mariem Bent Salek');
    expect(own).toContain('"signedAs": "association"');
    const closed = await president.browser.submit('/fr/me/data/close', { confirm: 'yes' });
    expect(closed.status).toBe(303);
    const thread = await publicPage(THREAD);
    expect(thread).toContain('Nous demandons la publication');
    expect(thread).toContain('Association Saguia');
    const left = await db.selectFrom('association_representative').select('name').execute();
    expect(left).toEqual([{ name: 'Salem Ould Brahim' }]);
  });
});

describe('what people told of themselves', () => {
  const frozen = () => across(db).selectFrom('demographics_frozen').selectAll().execute();
  let citizen: SignedIn;
  let comment = '';

  test('is frozen with their comment as it was that day, apart from who they are', async () => {
    citizen = await signIn(program, db, 'khadija@example.ma', { lang: 'fr' });
    expect(await frozen()).toEqual([]);
    const values = {
      verified: false,
      source: 'person',
      institution_id: null,
      at: program.clock.now(),
      expires_at: null,
    };
    await db
      .insertInto('attribute')
      .values([
        { person_id: citizen.personId, kind: 'gender', value: 'woman', ...values },
        { person_id: citizen.personId, kind: 'age-band', value: '25-34', ...values },
      ])
      .execute();
    const sent = await write(citizen, 'Quand commencent les travaux ?', { pseudonym: 'Khadija' });
    comment = /#c-([0-9a-f-]{36})/.exec(sent.location ?? '')?.[1] ?? '';
    const [row, ...more] = await frozen();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ act_kind: 'comments.comment', about: ON, gender: 'woman', age_band: '25-34' });
    const whole = JSON.stringify(row);
    expect(whole).not.toContain(citizen.personId);
    expect(whole).not.toContain(comment);
    await db.updateTable('attribute').set({ value: 'man' }).where('kind', '=', 'gender').execute();
    expect((await frozen())[0]?.gender).toBe('woman');
  });

  test('is published in cells of five and more only', async () => {
    const institutionId = (await frozen())[0]?.institution_id ?? '';
    const counts = await countDemographics(db, { institutionId, kind: 'comments.comment', about: ON }, 'gender');
    expect(JSON.stringify(counts)).not.toContain('1');
  });

  test('goes with a comment that is taken back', async () => {
    const edit = `/fr/${HERE}/comments/${comment}/edit`;
    const taken = await citizen.browser.submit(edit, {}, { do: 'withdraw' });
    expect(taken.status).toBe(303);
    expect(await frozen()).toEqual([]);
  });
});
