import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contactFingerprint, mailboxOf } from '#core/accounts/index.ts';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { across } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed, NotFound, NotSignedIn } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import type { Job } from '#platform/module.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, signIn } from '../../../../test/setup/sign-in.ts';
import { offers } from '../../../app.ts';
import { endPetitions } from '../jobs.ts';
import { countsOf, petitionByReference } from '../queries/petitions.ts';
import { receiptOf, signerOf } from '../signing.ts';
import { reconcileCounters, verifyCounters } from '../verify.ts';
import { closePetition } from './close-petition.ts';
import { createPetition } from './create-petition.ts';
import { editPetition } from './edit-petition.ts';
import { openPetition } from './open-petition.ts';
import { refusePetition } from './refuse-petition.ts';
import { type Signed, signPetition } from './sign-petition.ts';
import { startSignature } from './start-signature.ts';
import { submitPetition } from './submit-petition.ts';
import { withdrawPetition } from './withdraw-petition.ts';
import { withdrawSignature } from './withdraw-signature.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;

const LAAYOUNE = '11.321';
const TARFAYA = '11.537';
const WORDS = {
  lang: 'ar',
  title: 'عريضة من أجل ولوجيات في المرافق العمومية',
  demand: 'نلتمس إدراج نقطة في جدول أعمال المجلس تتعلق بتهيئة ممرات للأشخاص في وضعية إعاقة.',
  reasons: 'إن الحق في الولوج إلى الخدمات يهم كبار السن والأمهات المرافقات لأطفال صغار أيضا.',
  representative: 'فاطمة الزهراء',
  months: 3,
};
const AMINA = { name: 'أمينة', tie: 'residence', territory: LAAYOUNE, publish: false, declares: true };

let region: Tenant;
let official: Actor;
let citizen: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  region = asTenant(body);
  official = aPerson({
    id: await emptyAccount(db, clock.now()),
    secondFactor: true,
    powers: [{ name: 'petitions.examine', institutionId: region.id }],
  });
});

beforeEach(async () => {
  clock.set(TEST_DAY);
  citizen = aPerson({ id: await emptyAccount(db, clock.now()) });
});

const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], actor: Actor, input: object) =>
  actions.perform(action, { actor, tenant: region, input });

async function submitted(words: object = {}): Promise<string> {
  const given = { ...WORDS, ...words, institution: region.slug };
  const { reference } = await perform(createPetition, citizen, given);
  await perform(submitPetition, citizen, { petition: reference });
  return reference;
}

async function opened(): Promise<string> {
  const reference = await submitted();
  await perform(openPetition, official, { petition: reference });
  return reference;
}

const found = async (reference: string) => {
  const petition = await petitionByReference(db, reference);
  if (!petition) throw new Error(`${reference} is not there`);
  return petition;
};
const counts = async (reference: string) => countsOf(db, await found(reference));
const wrongs = async () => {
  const sentences: string[] = [];
  for await (const sentence of verifyCounters.run(db, around)) sentences.push(sentence);
  return sentences;
};

const runJob = (job: Job) => job.run(undefined, { db, clock, actions, around, offers, log: silentLog() });

/** Signs without an account, as far as the letter. */
async function begun(petition: string, contact: string, signatory: object = {}) {
  const input = { ...AMINA, ...signatory, petition, contact, lang: 'ar', network: contact };
  const { signing } = await perform(startSignature, NOBODY, input);
  const { text = '', code = '' } = (await lastLetterTo(db, contact.toLowerCase())) ?? {};
  const link = /https?:\/\/\S+\/confirm\?token=([\w-]+)/.exec(text);
  return { signing, code, token: link?.[1] ?? '', link: link?.[0] ?? '' };
}

const sign = (petition: string, given: object, actor = NOBODY as Actor): Promise<Signed> =>
  perform(signPetition, actor, { petition, lang: 'ar', network: 'n', ...given });

async function signed(petition: string, contact: string, signatory: object = {}) {
  const { signing, code } = await begun(petition, contact, signatory);
  const answer = await sign(petition, { signing, code });
  if (answer.outcome !== 'signed') throw new Error(`not signed: ${answer.outcome}`);
  return answer;
}

describe('before it is opened', () => {
  test('a petition is its representative’s alone, and can be changed', async () => {
    const { reference } = await perform(createPetition, citizen, { ...WORDS, institution: region.slug });
    const stranger = aPerson({ id: await emptyAccount(db, clock.now()) });
    await expect(perform(editPetition, stranger, { ...WORDS, version: 1, petition: reference })).rejects.toThrow(
      NotFound,
    );
    await expect(perform(openPetition, official, { petition: reference })).rejects.toThrow(Conflict);
    await perform(editPetition, citizen, {
      ...WORDS,
      version: 1,
      title: 'عنوان آخر',
      petition: reference.toLowerCase(),
    });
    expect(await found(reference)).toMatchObject({ title: 'عنوان آخر', state: 'draft', required: null });
    await perform(submitPetition, citizen, { petition: reference });
    await expect(perform(editPetition, citizen, { ...WORDS, version: 1, petition: reference })).rejects.toThrow(
      Conflict,
    );
    expect(await perform(withdrawPetition, citizen, { petition: reference })).toEqual({ state: 'draft' });
  });

  test('says what is missing, and keeps nothing', async () => {
    const empty = perform(createPetition, citizen, { institution: region.slug, title: ' ', months: 7 });
    await expect(empty).rejects.toThrow(InvalidInput);
    const faults = await empty.catch((error: InvalidInput) => error.faults.map(({ pointer }) => pointer));
    expect(faults).toEqual(['/lang', '/title', '/demand', '/reasons', '/representative', '/months']);
  });

  test('is not for a body without a council of its own, nor for somebody who is not signed in', async () => {
    const ministry = { ...WORDS, institution: 'ministry-of-justice' };
    await expect(perform(createPetition, citizen, ministry)).rejects.toThrow(NotFound);
    const nobody = perform(createPetition, NOBODY, { ...WORDS, institution: region.slug });
    await expect(nobody).rejects.toThrow(NotSignedIn);
  });

  test('five at a time', async () => {
    for (let index = 0; index < 5; index++) await submitted();
    await expect(submitted()).rejects.toMatchObject({ status: 429 });
  });

  test('is opened by the council’s office with what the law asks for on that day', async () => {
    const reference = await submitted();
    const elsewhere = aPerson({
      powers: [{ name: 'petitions.examine', institutionId: 'another' }],
      secondFactor: true,
    });
    await expect(perform(openPetition, elsewhere, { petition: reference })).rejects.toThrow(NotFound);
    await perform(openPetition, official, { petition: reference });
    expect(await found(reference)).toMatchObject({
      state: 'open',
      population: 451_028,
      required: 300,
      perProvinceMinimum: 15,
      openedOn: '2026-11-21',
      closesOn: '2027-02-21',
    });
  });

  test('or refused, for a listed ground and with reasons', async () => {
    const reference = await submitted();
    const refusal = { petition: reference, ground: 'competence', reasons: { ar: 'قصير' } };
    await expect(perform(refusePetition, official, refusal)).rejects.toThrow(InvalidInput);
    await expect(perform(refusePetition, official, { ...refusal, ground: 'politics' })).rejects.toThrow(InvalidInput);
    const reasons = { ar: 'لا يدخل الموضوع في اختصاصات مجلس الجهة المحددة في القانون التنظيمي.' };
    await perform(refusePetition, official, { ...refusal, reasons });
    expect(await found(reference)).toMatchObject({
      state: 'refused',
      refusalGround: 'competence',
      refusalReasons: reasons,
    });
    await expect(perform(openPetition, official, { petition: reference })).rejects.toThrow(Conflict);
  });
});

describe('signing', () => {
  test('without an account, by the code of the letter', async () => {
    const petition = await opened();
    const { signing, code } = await begun(petition, 'amina@example.ma');
    expect(await counts(petition)).toMatchObject({ total: 0 });
    const wrong = code === '111111' ? '222222' : '111111';
    expect(await sign(petition, { signing, code: wrong })).toEqual({ outcome: 'wrong', left: 4 });
    const done = await sign(petition, { signing, code });
    expect(done).toMatchObject({ outcome: 'signed', reference: petition, again: false });
    const { total, byProvince, byChannel } = await counts(petition);
    expect([total, byProvince.get(LAAYOUNE), byChannel.get('online')]).toEqual([1, 1, 1]);
    expect(await found(petition)).toMatchObject({ signatures: 1 });
  });

  test('by the link, whose repeated button is harmless', async () => {
    const petition = await opened();
    const { token, link } = await begun(petition, 'brahim@example.ma');
    expect(link).toContain(`/ar/laayoune-sakia-el-hamra/petitions/${petition}/confirm?token=`);
    const first = await sign(petition, { token });
    expect(first).toMatchObject({ outcome: 'signed', again: false });
    expect(await sign(petition, { token })).toEqual({ ...first, again: true });
    expect(await sign(petition, { token: 'guess' })).toEqual({ outcome: 'spent' });
    expect(await counts(petition)).toMatchObject({ total: 1 });
  });

  test('a link confirms its own petition only', async () => {
    const [one, other] = [await opened(), await opened()];
    const { token } = await begun(one, 'hassan@example.ma');
    expect(await sign(other, { token })).toEqual({ outcome: 'spent' });
    expect(await counts(other)).toMatchObject({ total: 0 });
  });

  test('the same address twice is one signature and the same receipt', async () => {
    const petition = await opened();
    const first = await signed(petition, 'khadija@example.ma');
    const second = await signed(petition, 'KHADIJA@example.ma', { territory: TARFAYA });
    expect(second).toEqual({ ...first, again: true });
    const { total, byProvince } = await counts(petition);
    expect([total, byProvince.get(TARFAYA)]).toEqual([1, undefined]);
  });

  test('a person with an account has one signature, whichever way it comes', async () => {
    const petition = await opened();
    const { personId } = await signIn(program, db, 'said@example.ma');
    const person = aPerson({ id: personId });
    const first = await sign(petition, { signatory: AMINA }, person);
    expect(first).toMatchObject({ outcome: 'signed', again: false });
    expect(await signed(petition, 'said@example.ma')).toEqual({ ...first, again: true });
    const other = await opened();
    const before = await signed(other, 'said@example.ma');
    expect(await sign(other, { signatory: AMINA }, person)).toEqual({ ...before, again: true });
    await expect(sign(other, { signatory: AMINA })).rejects.toThrow(NotSignedIn);
  });

  test('the variants of one mailbox are one signer: with an account, without, and by what was signed before', async () => {
    const petition = await opened();
    const { personId } = await signIn(program, db, 'dotted.name@gmail.com');
    const first = await sign(petition, { signatory: AMINA }, aPerson({ id: personId }));
    const again = { ...first, again: true };
    for (const variant of ['dottedname+1@gmail.com', 'd.ottedname@googlemail.com'])
      expect(await signed(petition, variant)).toEqual(again);
    const one = await signed(petition, 'plain+a@example.ma');
    expect(await signed(petition, 'plain+b@example.ma')).toEqual({ ...one, again: true });
    expect(await signed(petition, 'other@example.ma')).toMatchObject({ again: false });
    const twin = await signIn(program, db, 'dottedname@gmail.com');
    expect(await sign(petition, { signatory: AMINA }, aPerson({ id: twin.personId }))).toEqual(again);
    // As it stood before mailboxes counted: under the address itself.
    const other = await opened();
    const old = await signed(other, 'old.one@gmail.com');
    const { id } = await found(other);
    const contact = contactFingerprint(around.keys, 'old.one@gmail.com');
    if (!contact || old.outcome !== 'signed') throw new Error('nothing was signed');
    await pool.query('update petition_signature set signer = $1 where id = $2', [
      signerOf(around.keys, id, { contact }),
      old.signature,
    ]);
    expect(await signed(other, 'old.one@gmail.com')).toEqual({ ...old, again: true });
  });

  test('the database says of a mailbox what the program says', async () => {
    const addresses = [
      'a.b+c@gmail.com',
      'a+b+c@me.com',
      'a.b@pm.me',
      '+a@gmail.com',
      'a.b+c@example.ma',
      'a-b@mac.com',
    ];
    const { personId } = await signIn(program, db, 'mailboxes@example.ma');
    await pool.query(
      `insert into contact (id, person_id, kind, fingerprint, address, main, confirmed_at)
        select gen_random_uuid(), $1, 'email', sha256(address::bytea), address, false, null from unnest($2::text[]) address`,
      [personId, addresses],
    );
    const { rows } = await pool.query<{ address: string; mailbox: string }>(
      'select address, mailbox from contact where address = any($1)',
      [addresses],
    );
    expect(rows).toHaveLength(addresses.length);
    for (const { address, mailbox } of rows) expect(mailbox).toBe(mailboxOf(address));
  });

  test('who signed two petitions cannot be read from the database', async () => {
    const [one, other] = [await opened(), await opened()];
    await signed(one, 'canary-signer@example.ma', { name: 'CANARY Signer' });
    await signed(other, 'canary-signer@example.ma', { name: 'CANARY Signer' });
    const { rows } = await pool.query('select signer, petition_signature::text as row from petition_signature');
    expect(new Set(rows.map((row) => row.signer.toString('hex'))).size).toBe(rows.length);
    expect(JSON.stringify(rows.map((row) => row.row))).not.toContain('CANARY');
    const audit = await pool.query(`select audit::text as row from audit where action like 'petitions.sign%'`);
    expect(audit.rows).toEqual([]);
  });

  test('a name stands in the open only where its owner asked for it', async () => {
    const petition = await opened();
    const { signature } = await signed(petition, 'public@example.ma', { name: 'ليلى العلوي', publish: true });
    const row = await across(db)
      .selectFrom('petition_signature')
      .select('public_name')
      .where('id', '=', signature)
      .executeTakeFirst();
    expect(row).toEqual({ public_name: 'ليلى العلوي' });
  });

  test.each([
    ['lives in no province of the region', { territory: '01.511' }],
    ['does not say where they live', { territory: '' }],
    ['works there and lives in a province of it', { tie: 'activity' }],
  ])('is refused to somebody who %s', async (_who, signatory) => {
    const petition = await opened();
    const faults = await begun(petition, 'who@example.ma', signatory).catch((error: InvalidInput) => error.faults);
    expect(faults).toEqual([{ pointer: '/territory', key: 'petitions.fault.territory' }]);
  });

  test('counts who lives elsewhere and works there in the total alone', async () => {
    const petition = await opened();
    await signed(petition, 'worker@example.ma', { tie: 'activity', territory: '' });
    const { total, byProvince } = await counts(petition);
    expect([total, byProvince.size]).toEqual([1, 0]);
  });

  test('nothing is collected while the body has closed the processing', async () => {
    const petition = await opened();
    const row = { institution_id: region.id, kind: 'petitions.signatures', regime: 'declaration' };
    await pool.query(
      `insert into processing_register (institution_id, kind, regime, cndp_reference, sample, opened_at, closed_at)
        values ($1, $2, $3, 'X', false, now(), now())`,
      Object.values(row),
    );
    await expect(begun(petition, 'late@example.ma')).rejects.toThrow(NotAllowed);
    await pool.query('delete from processing_register where institution_id = $1', [region.id]);
  });
});

describe('many at once', () => {
  test('256 signatures that arrive together are each there once, and the counters are the rows', async () => {
    const petition = await opened();
    const people: { signing: string; code: string }[] = [];
    for (let index = 0; index < 256; index++) {
      const territory = index % 2 ? LAAYOUNE : TARFAYA;
      people.push(await begun(petition, `signer-${index}@example.ma`, { territory }));
    }
    // Every tenth presses the button twice, every thirtieth has another person's code.
    const calls = people.flatMap((one, index) => [
      sign(petition, index % 30 === 7 ? { ...one, code: people[index + 1]?.code } : one),
      ...(index % 10 === 0 ? [sign(petition, one)] : []),
    ]);
    const answers = await Promise.all(calls);
    const wrong = answers.filter((one) => one.outcome === 'wrong').length;
    const rows = await across(db)
      .selectFrom('petition_signature')
      .innerJoin('petition', 'petition.id', 'petition_signature.petition_id')
      .select('petition_signature.id')
      .where('petition.reference', '=', petition)
      .execute();
    const acknowledged = new Set(answers.flatMap((one) => (one.outcome === 'signed' ? [one.signature] : [])));
    expect(new Set(rows.map((row) => row.id))).toEqual(acknowledged);
    expect(rows.length).toBe(256 - wrong);
    expect(wrong).toBeGreaterThan(0);
    expect(await counts(petition)).toMatchObject({ total: rows.length });
    expect(await wrongs()).toEqual([]);
  });

  test('two processes that write the same signer at the same moment write one', async () => {
    const petition = await opened();
    const other = testProgram(db);
    const { signing, code, token } = await begun(petition, 'twice@example.ma');
    const by = (given: object) => ({
      actor: NOBODY,
      tenant: region,
      input: { petition, lang: 'ar', network: 'n', ...given },
    });
    const answers = await Promise.all([
      actions.perform(signPetition, by({ signing, code })),
      other.actions.perform(signPetition, by({ token })),
    ]);
    const ids = answers.map((one) => (one.outcome === 'signed' ? one.signature : one.outcome));
    expect(ids[0]).toBe(ids[1]);
    expect(await counts(petition)).toMatchObject({ total: 1 });
  });
});

describe('the end', () => {
  test('a signature that was begun in time counts for 24 hours more, and none is begun', async () => {
    const petition = await opened();
    const [inTime, tooLate] = [
      await begun(petition, 'in-time@example.ma'),
      await begun(petition, 'too-late@example.ma'),
    ];
    clock.set('2027-02-22T10:00:00Z');
    await runJob(endPetitions);
    expect(await found(petition)).toMatchObject({ state: 'closed', closedAt: new Date('2027-02-22T00:00:00Z') });
    await expect(begun(petition, 'nobody@example.ma')).rejects.toThrow(Conflict);
    expect(await sign(petition, { token: inTime.token })).toMatchObject({ outcome: 'signed' });
    clock.set('2027-02-23T00:00:01Z');
    expect(await sign(petition, { token: tooLate.token })).toEqual({ outcome: 'spent' });
    expect(await counts(petition)).toMatchObject({ total: 1 });
  });

  test('comes earlier when the representative says so, and nobody else', async () => {
    const petition = await opened();
    await expect(perform(closePetition, official, { petition })).rejects.toThrow(NotFound);
    await perform(closePetition, citizen, { petition });
    expect(await found(petition)).toMatchObject({ state: 'closed' });
    await expect(perform(closePetition, citizen, { petition })).rejects.toThrow(Conflict);
  });
});

describe('taking a signature back', () => {
  test('by its receipt: it leaves the count, its name is forgotten, and it can be given again', async () => {
    const petition = await opened();
    const { signature } = await signed(petition, 'changes-mind@example.ma', { publish: true });
    const receipt = receiptOf(around.keys, signature);
    const take = (given: object) => perform(withdrawSignature, NOBODY, { petition, signature, receipt, ...given });
    await expect(take({ receipt: `${receipt.slice(0, -1)}?` })).rejects.toThrow(NotFound);
    expect(await take({ receipt: receipt.toLowerCase().replaceAll('-', ' ') })).toEqual({ withdrawn: true });
    expect(await take({})).toEqual({ withdrawn: false });
    expect(await counts(petition)).toMatchObject({ total: 0 });
    const row = await across(db)
      .selectFrom('petition_signature')
      .select(['sealed', 'public_name', 'state'])
      .where('id', '=', signature)
      .executeTakeFirst();
    expect(row).toEqual({ sealed: null, public_name: null, state: 'withdrawn' });
    expect(await signed(petition, 'changes-mind@example.ma', { territory: TARFAYA })).toMatchObject({ signature });
    expect((await counts(petition)).byProvince.get(TARFAYA)).toBe(1);
    expect(await wrongs()).toEqual([]);
  });
});

describe('the counters', () => {
  test('are put right by the job, whoever spoilt them, and two jobs at once change nothing more', async () => {
    const petition = await opened();
    await signed(petition, 'one@example.ma');
    await pool.query('update petition_count set signatures = 40');
    expect((await wrongs()).length).toBeGreaterThan(0);
    const run = () => runJob(reconcileCounters);
    await Promise.all([run(), run()]);
    expect(await wrongs()).toEqual([]);
    expect(await counts(petition)).toMatchObject({ total: 1 });
  });
});
