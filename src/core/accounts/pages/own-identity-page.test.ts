import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies, signInOfficial } from '../../../../test/setup/officials.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const BODY = 'laayoune-sakia-el-hamra';
const DESK = `/fr/${BODY}/desk/identity`;
const DAY = 86_400_000;
let bodyId = '';
let official: SignedIn;

beforeAll(async () => {
  await loadBodies(program, db);
  const row = await db.selectFrom('institution').select('id').where('slug', '=', BODY).executeTakeFirstOrThrow();
  bodyId = row.id;
});
beforeEach(async () => {
  program.clock.set(TEST_DAY);
  await pool.query('truncate person, challenge, code_failure, letter, post_holder, post cascade');
  official = await signInOfficial(program, db, {
    email: 'officer@region.ma',
    role: 'information-officer',
    institution: BODY,
  });
});

const FATIMA = 'fatima@example.ma';
const levelOf = async (personId: string) =>
  (
    await db
      .selectFrom('assurance')
      .select(['level', 'method', 'document', 'source', 'institution_id', 'expires_at'])
      .where('person_id', '=', personId)
      .where('level', '=', 2)
      .where('revoked_at', 'is', null)
      .execute()
  )[0];

async function askCode({ browser }: SignedIn): Promise<string> {
  const asked = await browser.submit('/fr/me/identity', {}, { do: 'counter' });
  const page = await browser.follow(asked);
  expect(await faultsOfHtml(page.text)).toEqual([]);
  return /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(page.text)?.[0] ?? '';
}

const card = {
  document: 'cnie',
  fullName: 'Fatima El Idrissi',
  residence: '11.321.01.01',
  ageBand: '35-49',
  gender: 'woman',
};
const verify = (fields: object, by = official) =>
  by.browser.submit(DESK, { ...card, ...fields } as Record<string, string>, { do: 'counter' });

describe('at the counter', () => {
  test('the person reads a code out, the official verifies the document, both see what was recorded', async () => {
    const fatima = await signIn(program, db, FATIMA);
    const desk = await official.browser.get(`${DESK}?province=11.321`);
    expect([desk.status, await faultsOfHtml(desk.text)]).toEqual([200, []]);
    const code = await askCode(fatima);
    const commune = await db
      .selectFrom('territory')
      .select('code')
      .where('level', '=', 'commune')
      .where('province', '=', '11.321')
      .orderBy('code')
      .executeTakeFirstOrThrow();
    const done = await verify({
      code: code.toLowerCase().replace('-', ' '),
      residence: commune.code,
      nationalId: 'ab 123456',
    });
    expect([done.status, done.location]).toEqual([303, `${DESK}?done=1`]);
    expect(await levelOf(fatima.personId)).toEqual({
      level: 2,
      method: 'counter',
      document: 'cnie',
      source: `person:${official.personId}`,
      institution_id: bodyId,
      expires_at: new Date('2031-11-21T10:00:00Z'),
    });
    const attributes = await db
      .selectFrom('attribute')
      .select(['kind', 'value', 'verified'])
      .where('person_id', '=', fatima.personId)
      .orderBy('kind')
      .execute();
    expect(attributes).toEqual([
      { kind: 'age-band', value: '35-49', verified: true },
      { kind: 'full-name', value: 'Fatima El Idrissi', verified: true },
      { kind: 'gender', value: 'woman', verified: true },
      { kind: 'residence', value: commune.code, verified: true },
    ]);
    const seen = await db.selectFrom('access_log').select(['what', 'official_id', 'institution_id']).execute();
    expect(seen).toEqual([
      { what: 'accounts.access.identity', official_id: official.personId, institution_id: bodyId },
    ]);
    expect((await lastLetterTo(db, FATIMA))?.subject).toBe('تم التحقق من هويتك');
    const own = await fatima.browser.get('/fr/me/identity');
    expect(own.text).toContain('Identité vérifiée');
    const { rows } = await pool.query(
      `select (select count(*)::int from national_id) as known, (select audit::text from audit where event = 'identity.verified') as deed`,
    );
    expect(rows[0].known).toBe(1);
    expect(rows[0].deed).not.toContain('123456');
    expect(rows[0].deed).not.toContain('Idrissi');
  });

  test('a code works once, for a quarter of an hour, and never for oneself', async () => {
    const fatima = await signIn(program, db, FATIMA);
    const first = await askCode(fatima);
    const second = await askCode(fatima);
    expect((await verify({ code: first })).status).toBe(422);
    expect((await verify({ code: second })).status).toBe(303);
    expect((await verify({ code: second })).status).toBe(422);
    const late = await askCode(fatima);
    program.clock.advance(16 * 60_000);
    expect((await verify({ code: late })).status).toBe(422);
    const own = await verify({ code: await askCode(official) });
    expect([own.status, own.text.includes('Vous ne pouvez pas vérifier votre propre identité')]).toEqual([422, true]);
    expect(await levelOf(official.personId)).toBeUndefined();
  });

  test('is for those who hold the power there: not for citizens, other officials, other bodies', async () => {
    const fatima = await signIn(program, db, FATIMA);
    expect((await fatima.browser.get(DESK)).status).toBe(403);
    expect((await openBrowser(program).get(DESK)).location).toMatch(/^\/fr\/laayoune-sakia-el-hamra\/sign-in\?/);
    const editor = await signInOfficial(program, db, { email: 'editor@region.ma', role: 'editor', institution: BODY });
    expect((await editor.browser.get(DESK)).status).toBe(403);
    const elsewhere = '/fr/rabat-sale-kenitra/desk/identity';
    expect((await official.browser.get(elsewhere)).status).toBe(403);
  });

  test('in production the number of the card is not asked for, and not taken, before the CNDP has authorised it', async () => {
    const production = testProgram(db, { config: { mode: 'production' } });
    const fatima = await signIn(production, db, FATIMA);
    const code = await askCode(fatima);
    const desk = await production.ask(DESK, { headers: { cookie: official.cookie } });
    expect(await desk.text()).not.toContain('name="nationalId"');
    const browser = openBrowser(production);
    browser.cookies.set('session', official.cookie.replace('session=', ''));
    const sent = await browser.submit(
      DESK,
      { ...card, residence: '', code, nationalId: 'AB123456' },
      { do: 'counter' },
    );
    expect(sent.status).toBe(403);
    expect((await pool.query('select 1 from national_id')).rows).toEqual([]);
    expect(await levelOf(fatima.personId)).toBeUndefined();
  });
});

describe('by post', () => {
  const LETTER = '/fr/me/identity/letter';
  const fields = () => ({ institution: bodyId, name: 'Fatima El Idrissi', address: '12, rue Smara\nLaâyoune 70000' });
  const print = async () => {
    const made = await official.browser.submit(DESK, {}, { do: 'letter' });
    const page = await official.browser.follow(made);
    expect(await faultsOfHtml(page.text)).toEqual([]);
    return { text: page.text, code: /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(page.text)?.[0] ?? '' };
  };

  test('a letter is asked for, printed once by an official, and its code gives level 2 and brings back', async () => {
    const fatima = await signIn(program, db, FATIMA);
    expect(await faultsOfHtml((await fatima.browser.get(LETTER)).text)).toEqual([]);
    const asked = await fatima.browser.submit(`${LETTER}?to=/fr/me/devices`, fields());
    expect(asked.location).toBe('/fr/me/identity?to=%2Ffr%2Fme%2Fdevices');
    const { rows } = await pool.query(
      `select identity_letter::text as row, encode(sealed, 'escape') as sealed from identity_letter`,
    );
    expect(JSON.stringify(rows)).not.toContain('Smara');
    const { text, code } = await print();
    expect(text).toContain('12, rue Smara');
    expect((await official.browser.get(DESK)).text).toContain('Aucune lettre à imprimer');
    expect(await db.selectFrom('access_log').select('what').execute()).toEqual([
      { what: 'accounts.access.postal-address' },
    ]);
    program.clock.advance(5 * DAY);
    const again = await signIn(program, db, FATIMA);
    const wrong = await again.browser.submit('/fr/me/identity', { code: '0000-0000' }, { do: 'letter' });
    expect([wrong.status, wrong.text.includes('Il reste 4 essais')]).toEqual([422, true]);
    const before = again.browser.cookies.get('session');
    const done = await again.browser.submit(
      '/fr/me/identity?to=/fr/me/devices',
      { code: code.toLowerCase() },
      { do: 'letter' },
    );
    expect([done.status, done.location]).toEqual([303, '/fr/me/devices']);
    expect(again.browser.cookies.get('session')).not.toBe(before);
    expect(await levelOf(fatima.personId)).toMatchObject({ method: 'letter', institution_id: bodyId });
    expect((await pool.query('select 1 from identity_letter')).rows).toEqual([]);
  });

  test('five wrong codes, and the letter is worth nothing', async () => {
    const fatima = await signIn(program, db, FATIMA);
    await fatima.browser.submit(LETTER, fields());
    const { code } = await print();
    for (let tries = 0; tries < 5; tries++)
      await fatima.browser.submit('/fr/me/identity', { code: '0000-0000' }, { do: 'letter' });
    const right = await fatima.browser.submit('/fr/me/identity', { code }, { do: 'letter' });
    expect([right.status, right.text.includes('trop d’essais')]).toEqual([422, true]);
    expect(await levelOf(fatima.personId)).toBeUndefined();
  });

  test('a letter of one body is not printed by another, and not seen after five minutes', async () => {
    const fatima = await signIn(program, db, FATIMA);
    await fatima.browser.submit(LETTER, fields());
    const other = await signInOfficial(program, db, {
      email: 'officer@rabat.ma',
      role: 'information-officer',
      institution: 'rabat-sale-kenitra',
    });
    const { id } = await db.selectFrom('identity_letter').select('id').executeTakeFirstOrThrow();
    const page = await other.browser.get('/fr/rabat-sale-kenitra/desk/identity');
    const token = /name="form-token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const sent = await other.browser.post('/fr/rabat-sale-kenitra/desk/identity', {
      do: 'letter',
      id,
      'form-token': token,
    });
    expect(sent.status).toBe(404);
    await print();
    program.clock.advance(6 * 60_000);
    expect((await official.browser.get(`${DESK}/letter`)).text).not.toContain('Smara');
  });
});

describe('what one says of oneself', () => {
  const ABOUT = '/fr/me/about';
  const said = async () =>
    db.selectFrom('attribute').select(['kind', 'value', 'verified', 'expires_at']).orderBy('kind').execute();

  test('is declared, changed, taken back; what was verified stays so until something else is said', async () => {
    const fatima = await signIn(program, db, FATIMA);
    const page = await fatima.browser.get(`${ABOUT}?province=11.321`);
    expect([page.status, await faultsOfHtml(page.text)]).toEqual([200, []]);
    const say = (kind: string, value: string) => {
      const token = /name="form-token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      return fatima.browser.post(ABOUT, { kind, [kind]: value, 'form-token': token });
    };
    expect((await say('gender', 'woman')).status).toBe(303);
    expect((await say('age-band', '25-34')).status).toBe(303);
    expect((await say('residence', '11.321')).status).toBe(303);
    expect((await say('age-band', '200')).status).toBe(422);
    expect((await say('voter', 'yes')).status).toBe(422);
    expect(await said()).toEqual([
      { kind: 'age-band', value: '25-34', verified: false, expires_at: null },
      { kind: 'gender', value: 'woman', verified: false, expires_at: null },
      { kind: 'residence', value: '11.321', verified: false, expires_at: null },
    ]);
    await verify({ code: await askCode(fatima), residence: '', ageBand: '35-49' });
    await say('gender', 'woman');
    await say('age-band', '18-24');
    await say('residence', '');
    expect((await said()).map(({ kind, value, verified }) => [kind, value, verified])).toEqual([
      ['age-band', '18-24', false],
      ['full-name', 'Fatima El Idrissi', true],
      ['gender', 'woman', true],
    ]);
  });
});
