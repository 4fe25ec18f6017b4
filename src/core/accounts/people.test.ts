import { beforeEach, describe, expect, test } from 'vitest';
import type { ActionContext } from '#platform/action.ts';
import { readConfig } from '#platform/config.ts';
import { NotAllowed } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { surroundingsOf } from '#platform/surroundings.ts';
import { NOBODY } from '#platform/tenant.ts';
import { aPerson } from '../../../test/setup/actors.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { TEST_DAY, testProgram } from '../../../test/setup/program.ts';
import { lastLetterTo, signIn } from '../../../test/setup/sign-in.ts';
import { catalog } from '../../app.ts';
import { accessesOf } from './access-log.ts';
import { ageBandOf, attributesOf, giveLevelTwo, requireAssurance, setAttributeOf } from './assurance.ts';
import {
  askContributionCode,
  attachContributionsTo,
  confirmContribution,
  confirmContributions,
  looseContributionsOf,
  personOfContribution,
} from './contribution.ts';
import { displayNames, shownName } from './names.ts';
import {
  parseNationalId,
  personOfNationalId,
  readNationalId,
  recordNationalId,
  rotateNationalIdKey,
} from './national-id.ts';
import { createPerson, personForContact } from './people.ts';
import { accountData } from './personal-data.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { clock } = program;
const SECRET = 'a secret for tests, longer than 32 signs';
const around = (mode: 'trial' | 'production' = 'trial') =>
  surroundingsOf({ ...readConfig({ JAMAA_MODE: 'trial' }).config, secret: SECRET, mode }, catalog);
const context = (given: Partial<ActionContext> = {}): ActionContext => ({
  db: db as never,
  actor: NOBODY,
  tenant: null,
  now: clock.now(),
  today: clock.today(),
  around: around(),
  offers: undefined as never,
  queue: async () => {},
  touch: () => {},
  ...given,
});
const BODY = newId();
beforeEach(() =>
  pool.query('truncate person, challenge, code_failure, letter, contribution, national_id_key, text_message cascade'),
);
const aNewPerson = (name?: string) => createPerson(db as never, { name, lang: 'fr', now: clock.now() });

describe('two people who confirm the same address in the same moment', () => {
  test('get one account', async () => {
    const contact = { kind: 'email', address: 'fatima@example.ma' } as const;
    const made = await Promise.all(
      Array.from({ length: 6 }, () =>
        db
          .transaction()
          .execute((tx) => personForContact(context({ db: tx }), { contact, lang: 'ar', confirmed: true })),
      ),
    );
    expect(new Set(made.map((one) => one.personId)).size).toBe(1);
    expect(made.filter((one) => one.isNew)).toHaveLength(1);
    expect(await db.selectFrom('person').select('id').execute()).toHaveLength(1);
    expect(await db.selectFrom('assurance').select('level').execute()).toEqual([{ level: 1 }]);
  });
});

describe('names', () => {
  test('are those people gave; former members and strangers have none', async () => {
    const [one, two, three] = [await aNewPerson('Fatima'), await aNewPerson(), await aNewPerson('Gone')];
    await pool.query('update person set pseudonym = $2 where id = $1', [one, 'F.Z.']);
    await db.transaction().execute((tx) => accountData.close(tx, three, clock.now()));
    const stranger = newId();
    const names = await displayNames(db, [one, two, three, stranger, one]);
    expect(names.get(one)).toEqual({ name: 'Fatima', pseudonym: 'F.Z.', former: false });
    expect([two, three, stranger].map((id) => names.get(id)?.former)).toEqual([false, true, true]);
    expect(shownName(names.get(one), { pseudonyms: true })).toBe('F.Z.');
    expect(shownName(names.get(one), { pseudonyms: false })).toBe('Fatima');
    expect([two, three].map((id) => shownName(names.get(id), { pseudonyms: true }))).toEqual([undefined, undefined]);
    expect(await displayNames(db, [])).toEqual(new Map());
  });
});

describe('the number of an identity card', () => {
  test.each([
    ['ab 123456', 'AB123456'],
    ['BK-0012345', 'BK12345'],
    ['٠', undefined],
    ['J٤٥٦٧٨٩', 'J456789'],
    ['ABC123', undefined],
    ['AB', undefined],
  ])('%s is %s', (typed, number) => expect(parseNationalId(typed)).toBe(number));

  test('is unique and never in clear; only a law makes it readable, and each reading is told to its owner', async () => {
    const [one, two] = [await aNewPerson(), await aNewPerson()];
    const record = (personId: string, keepNumber = false) =>
      recordNationalId(context(), { personId, number: 'AB123456', institutionId: BODY, keepNumber });
    expect(await record(one)).toEqual({ outcome: 'recorded' });
    expect(await record(two)).toEqual({ outcome: 'taken', personId: one });
    const official = aPerson({ id: await aNewPerson('Official') });
    const read = () =>
      readNationalId(context({ actor: official }), { personId: one, institutionId: BODY, reason: 'petition P-1' });
    expect(await read()).toBeUndefined();
    expect(await accessesOf(db, one)).toEqual([]);
    await record(one, true);
    expect(await read()).toBe('AB123456');
    expect(await accessesOf(db, one)).toMatchObject([
      { official_id: official.id, institution_id: BODY, what: 'accounts.access.national-id', reason: 'petition P-1' },
    ]);
    const { rows } = await pool.query(
      `select national_id::text as row, encode(sealed, 'escape') as sealed from national_id`,
    );
    expect(JSON.stringify(rows)).not.toContain('AB123456');
    const other = readNationalId(context({ actor: official }), { personId: one, institutionId: newId(), reason: '' });
    expect(await other).toBeUndefined();
  });

  test('is collected nowhere without the authorisation of the CNDP', async () => {
    const personId = await aNewPerson();
    const closed = context({ around: around('production') });
    const recorded = recordNationalId(closed, { personId, number: 'AB123456', institutionId: BODY });
    await expect(recorded).rejects.toThrow(NotAllowed);
    expect(await db.selectFrom('national_id').select('person_id').execute()).toEqual([]);
  });

  test('is found under every version of its key; what is sealed is written anew when the key changes', async () => {
    const [kept, hashed] = [await aNewPerson(), await aNewPerson()];
    const record = (personId: string, number: string, keepNumber = false) =>
      recordNationalId(context(), { personId, number, institutionId: BODY, keepNumber });
    await record(kept, 'AB123456', true);
    await record(hashed, 'J456789');
    const before = await pool.query('select fingerprint from national_id where person_id = $1', [kept]);
    const { keys } = around();
    const rotated = await db.transaction().execute((tx) => rotateNationalIdKey(tx, keys, clock.now()));
    expect(rotated).toEqual({ version: 2, rewritten: 1, waiting: 1 });
    const after = await pool.query('select fingerprint, key_version from national_id where person_id = $1', [kept]);
    expect(after.rows[0].key_version).toBe(2);
    expect(after.rows[0].fingerprint.equals(before.rows[0].fingerprint)).toBe(false);
    expect(await personOfNationalId(db, keys, 'AB123456')).toBe(kept);
    expect(await personOfNationalId(db, keys, 'J456789')).toBe(hashed);
    const third = await aNewPerson();
    expect(await record(third, 'J456789')).toEqual({ outcome: 'taken', personId: hashed });
    await record(hashed, 'J456789');
    const versions = await pool.query('select distinct key_version from national_id');
    expect(versions.rows).toEqual([{ key_version: 2 }]);
    const read = readNationalId(context({ actor: aPerson({ id: third }) }), {
      personId: kept,
      institutionId: BODY,
      reason: 'x',
    });
    expect(await read).toBe('AB123456');
  });
});

describe('taking part once without an account', () => {
  const SURVEY = 'survey:S1';
  const ask = (contact: string, subject = SURVEY) =>
    askContributionCode(context(), { contact, subject, lang: 'ar', network: 'n' });
  const confirm = (challenge: string, code: string, subject = SURVEY) =>
    confirmContribution(context(), { id: challenge, code, subject, network: 'n' });
  const FATIMA = 'fatima@example.ma';

  test('is confirmed by a code, for that thing only, once per address', async () => {
    const { challenge } = await ask(FATIMA);
    const letter = await lastLetterTo(db, FATIMA);
    expect(letter?.link).toBe('');
    const wrong = letter?.code === '111111' ? '222222' : '111111';
    expect(await confirm(challenge, wrong)).toEqual({ outcome: 'wrong', left: 4 });
    const done = await confirm(challenge, letter?.code ?? '');
    expect(done.outcome).toBe('right');
    expect(await confirm(challenge, letter?.code ?? '')).toEqual(done);
    expect(await confirm(challenge, wrong)).toMatchObject({ outcome: 'wrong' });
    const again = await ask('FATIMA@example.ma');
    const second = await confirm(again.challenge, (await lastLetterTo(db, FATIMA))?.code ?? '');
    expect(second).toEqual({ ...done, challenge: again.challenge });
    const other = await ask(FATIMA);
    expect(await confirm(other.challenge, (await lastLetterTo(db, FATIMA))?.code ?? '', 'survey:S2')).toEqual({
      outcome: 'spent',
    });
    expect(await db.selectFrom('person').select('id').execute()).toEqual([]);
    const { rows } = await pool.query('select contribution::text as row from contribution');
    expect(JSON.stringify(rows)).not.toContain('fatima');
  });

  test('is confirmed by the link of the letter too, as long as the capability says', async () => {
    const until = new Date(program.clock.now().getTime() + 7 * 24 * 3_600_000);
    const link = (token: string) => `https://example.ma/ar/surveys/S1/confirm?token=${token}`;
    await askContributionCode(context(), { contact: FATIMA, subject: SURVEY, lang: 'ar', network: 'n', until, link });
    const token = /confirm\?token=([\w-]+)/.exec((await lastLetterTo(db, FATIMA))?.text ?? '')?.[1] ?? '';
    const press = () => confirmContribution(context(), { token, subject: SURVEY, network: 'n' });
    program.clock.advance(6 * 24 * 3_600_000);
    const done = await press();
    expect(done.outcome).toBe('right');
    expect(await press()).toEqual(done);
    program.clock.advance(2 * 24 * 3_600_000);
    expect(await press()).toEqual({ outcome: 'spent' });
    program.clock.set(TEST_DAY);
  });

  test('is taken for many at once, each with its own answer, and guesses are still counted one by one', async () => {
    const people = ['amina@example.ma', 'brahim@example.ma', 'hassan@example.ma'];
    const asked: { id: string; code: string }[] = [];
    for (const contact of people) {
      const { challenge: id } = await ask(contact);
      asked.push({ id, code: (await lastLetterTo(db, contact))?.code ?? '' });
    }
    const [amina, brahim, hassan] = asked.map((one) => ({ ...one, subject: SURVEY, network: 'n' }));
    if (!amina || !brahim || !hassan) throw new Error('three were asked');
    const wrong = { ...brahim, code: brahim.code === '111111' ? '222222' : '111111' };
    const answers = await confirmContributions(context(), [
      amina,
      ...Array.from({ length: 6 }, () => wrong),
      { ...hassan, subject: 'survey:S2' },
      amina,
    ]);
    expect(answers.map((one) => ('outcome' in one ? one.outcome : one))).toEqual([
      'right',
      'wrong',
      'wrong',
      'wrong',
      'wrong',
      'spent',
      'spent',
      'spent',
      'right',
    ]);
    expect(answers.at(-1)).toEqual(answers[0]);
    expect(await confirm(brahim.id, brahim.code)).toEqual({ outcome: 'spent' });
    const { rows } = await pool.query('select count(*) as n from contribution');
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('does not sign in: its code is no use anywhere else', async () => {
    const { challenge } = await ask(FATIMA);
    const code = (await lastLetterTo(db, FATIMA))?.code ?? '';
    expect((await program.ask(`/ar/sign-in/code?c=${challenge}`)).status).toBe(404);
    expect(await confirm(challenge, code)).toMatchObject({ outcome: 'right' });
  });

  test('is attached to the account that its address opens later, when its owner says so', async () => {
    const { challenge } = await ask(FATIMA);
    const done = await confirm(challenge, (await lastLetterTo(db, FATIMA))?.code ?? '');
    const contribution = done.outcome === 'right' ? done.contribution : '';
    const stranger = await signIn(program, db, 'other@example.ma');
    const { personId } = await signIn(program, db, FATIMA);
    expect(await looseContributionsOf(db, stranger.personId)).toEqual([]);
    expect(await looseContributionsOf(db, personId)).toMatchObject([{ id: contribution, subject: SURVEY }]);
    expect(await personOfContribution(db, contribution)).toBeUndefined();
    expect(await attachContributionsTo(db as never, stranger.personId)).toEqual([]);
    expect(await attachContributionsTo(db as never, personId)).toEqual([contribution]);
    expect(await personOfContribution(db, contribution)).toBe(personId);
    expect(await attachContributionsTo(db as never, personId)).toEqual([]);
  });
});

describe('a verified identity', () => {
  test('is level 2 from its day to its end, and its owner is told', async () => {
    const { personId, cookie } = await signIn(program, db, 'fatima@example.ma');
    await giveLevelTwo(context(), {
      personId,
      method: 'counter',
      source: 'person:x',
      institutionId: BODY,
      document: 'cnie',
    });
    const row = await db.selectFrom('assurance').selectAll().where('level', '=', 2).executeTakeFirstOrThrow();
    expect([row.at, row.expires_at]).toEqual([clock.now(), new Date('2031-11-21T10:00:00Z')]);
    expect((await lastLetterTo(db, 'fatima@example.ma'))?.subject).toBe('تم التحقق من هويتك');
    expect(cookie).not.toBe('');
  });

  test('and verified attributes are asked for with words that lead there', async () => {
    const personId = await aNewPerson();
    const actor = aPerson({ id: personId, level: 2 });
    const now = clock.now();
    const need = { level: 2, attributes: ['residence'] } as const;
    const declared = {
      personId,
      kind: 'residence',
      value: '04.421.01.01',
      verified: false,
      source: 'self',
      now,
    } as const;
    await setAttributeOf(db as never, declared);
    await expect(requireAssurance(db, actor, need, now)).rejects.toMatchObject({ status: 401, need });
    await setAttributeOf(db as never, { ...declared, verified: true });
    expect(await requireAssurance(db, actor, need, now)).toEqual(new Map([['residence', '04.421.01.01']]));
    await expect(requireAssurance(db, aPerson({ id: personId }), need, now)).rejects.toMatchObject({ status: 401 });
    await expect(requireAssurance(db, NOBODY, need, now)).rejects.toMatchObject({ status: 401 });
    const later = new Date('2028-11-22T10:00:00Z');
    expect(await attributesOf(db, personId, later)).toEqual([]);
    await expect(requireAssurance(db, actor, need, later)).rejects.toMatchObject({ status: 401 });
  });

  test.each([
    ['2011-11-22', 'under-18'],
    ['2008-11-22', 'under-18'],
    ['2008-11-21', '18-24'],
    ['2001-11-22', '18-24'],
    ['2001-11-21', '25-34'],
    ['1961-11-21', '65-and-over'],
    ['2008-02-29', '18-24'],
  ])('born on %s is %s', (born, band) => expect(ageBandOf(born, '2026-11-21')).toBe(band));
});

test('closing an account leaves an empty row, and says what stays', async () => {
  const { personId, browser } = await signIn(program, db, 'canary@example.ma');
  await browser.submit('/fr/me/profile', { name: 'CANARY-NAME', pseudonym: 'CANARY-P', lang: 'fr' });
  await giveLevelTwo(context(), { personId, method: 'oidc', source: 'https://id.example' });
  const exported = JSON.stringify(await accountData.export(db, personId));
  expect(exported).toContain('canary@example.ma');
  expect(exported).toContain('CANARY-NAME');
  const kept = await db.transaction().execute((tx) => accountData.close(tx, personId, clock.now()));
  expect(kept).toMatchObject([{ what: 'accounts.personal-data.audit', until: '2027-11-21' }]);
  await pool.query('truncate letter');
  const tables = await pool.query(`select table_name from information_schema.tables where table_schema = 'public'`);
  for (const { table_name } of tables.rows) {
    const { rows } = await pool.query(
      `select count(*)::int as n from "${table_name}" t where t::text ilike '%canary%'`,
    );
    expect([table_name, rows[0].n]).toEqual([table_name, 0]);
  }
  expect((await browser.get('/fr/me')).status).toBe(303);
  const again = await signIn(program, db, 'canary@example.ma');
  expect(again.personId).not.toBe(personId);
});
