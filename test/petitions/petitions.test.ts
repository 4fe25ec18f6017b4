import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Conflict, InvalidInput, NotFound, NotSignedIn, Overtaken, TooMany } from '#platform/errors.ts';
import { type Actor, NOBODY } from '#platform/tenant.ts';
import { markLateDeadlines } from '../../src/core/deadlines/actions/mark-late-deadlines.ts';
import { setPeriod } from '../../src/core/deadlines/actions/set-period.ts';
import { acceptCollaboration } from '../../src/modules/petitions/actions/accept-collaboration.ts';
import { appealRefusal } from '../../src/modules/petitions/actions/appeal-refusal.ts';
import { closePetition } from '../../src/modules/petitions/actions/close-petition.ts';
import { createPetition } from '../../src/modules/petitions/actions/create-petition.ts';
import { decideRefusalAppeal } from '../../src/modules/petitions/actions/decide-refusal-appeal.ts';
import { editPetition } from '../../src/modules/petitions/actions/edit-petition.ts';
import { endCollaboration } from '../../src/modules/petitions/actions/end-collaboration.ts';
import { inviteCollaborator } from '../../src/modules/petitions/actions/invite-collaborator.ts';
import { openPetition } from '../../src/modules/petitions/actions/open-petition.ts';
import { refusePetition } from '../../src/modules/petitions/actions/refuse-petition.ts';
import { setSignatoryLevel } from '../../src/modules/petitions/actions/set-signatory-level.ts';
import { signPetition } from '../../src/modules/petitions/actions/sign-petition.ts';
import { startSignature } from '../../src/modules/petitions/actions/start-signature.ts';
import { submitPetition } from '../../src/modules/petitions/actions/submit-petition.ts';
import { takePetition } from '../../src/modules/petitions/actions/take-petition.ts';
import { withdrawPetition } from '../../src/modules/petitions/actions/withdraw-petition.ts';
import { withdrawSignature } from '../../src/modules/petitions/actions/withdraw-signature.ts';
import { petitionDesk } from '../../src/modules/petitions/desk.ts';
import { countSigningDays, tellReached, writeToSignatories } from '../../src/modules/petitions/jobs.ts';
import { versionsOf } from '../../src/modules/petitions/queries/collaborators.ts';
import { receiptOf } from '../../src/modules/petitions/signing.ts';
import { aPerson } from '../setup/actors.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { loadBodies, signInOfficial } from '../setup/officials.ts';
import { AMINA, LAAYOUNE, PETITION_WORDS, type PetitionScene, petitionScene, runJob } from '../setup/petitions.ts';
import { TEST_DAY, testProgram } from '../setup/program.ts';
import { lastLetterTo, signIn } from '../setup/sign-in.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const REASONS = { ar: 'لا يدخل الموضوع في اختصاصات مجلس الجهة كما حددها القانون التنظيمي.' };
const AGAIN = { ar: 'يدخل الموضوع في الاختصاصات المشتركة بين الدولة والجهة، فتفتح العريضة.' };
const SITE = '/fr/laayoune-sakia-el-hamra';

let scene: PetitionScene;
let first: Actor;
let second: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  scene = await petitionScene(program, db);
  first = await scene.anOfficial('petitions.examine', 'deadlines.set-periods');
  second = await scene.anOfficial('petitions.examine');
});

beforeEach(() => {
  clock.set(TEST_DAY);
});

async function drafted(author: Actor): Promise<string> {
  const input = { ...PETITION_WORDS, institution: scene.body.slug };
  return (await scene.perform(createPetition, author, input)).reference;
}

async function submitted(author: Actor): Promise<string> {
  const petition = await drafted(author);
  await scene.perform(submitPetition, author, { petition });
  return petition;
}

async function refused(author: Actor): Promise<string> {
  const petition = await submitted(author);
  await scene.perform(refusePetition, first, { petition, ground: 'competence', reasons: REASONS });
  return petition;
}

const period = (rule: string, value: number | null) =>
  scene.perform(setPeriod, first, { rule, period: value === null ? null : { value, unit: 'days' } });

const lettersTo = async (address: string) =>
  (await db.selectFrom('letter').select('subject').where('recipient', '=', address).execute()).map(
    (one) => one.subject,
  );

const onDesk = async (actor: Actor) =>
  actor.kind === 'person' ? (await petitionDesk.items(db, actor, '2026-11-21', 50)).map((item) => item.title.ar) : [];

describe('an appeal against a refusal to open', () => {
  test('is the author’s, once, and decided by somebody else, with reasons that everybody reads', async () => {
    const author = await scene.aCitizen();
    const petition = await refused(author);
    const words = 'الموضوع من الاختصاصات المشتركة.';
    await expect(scene.perform(appealRefusal, await scene.aCitizen(), { petition, words })).rejects.toThrow(NotFound);
    await expect(scene.perform(appealRefusal, author, { petition, words: ' ' })).rejects.toThrow(InvalidInput);
    await scene.perform(appealRefusal, author, { petition, words });
    await expect(scene.perform(appealRefusal, author, { petition, words })).rejects.toThrow(Conflict);
    expect(await onDesk(second)).toContain(PETITION_WORDS.title);
    expect(await onDesk(first)).not.toContain(PETITION_WORDS.title);
    const decision = { petition, outcome: 'confirmed', reasons: REASONS };
    await expect(scene.perform(decideRefusalAppeal, first, decision)).rejects.toThrow(NotFound);
    await expect(scene.perform(decideRefusalAppeal, second, { ...decision, reasons: { ar: 'لا' } })).rejects.toThrow(
      InvalidInput,
    );
    await scene.perform(decideRefusalAppeal, second, decision);
    await expect(scene.perform(decideRefusalAppeal, second, decision)).rejects.toThrow(Conflict);
    await expect(scene.perform(appealRefusal, author, { petition, words })).rejects.toThrow(Conflict);
    const page = await openBrowser(program).get(`${SITE}/petitions/${petition}`);
    expect(page.text).toContain('L’objet ne relève pas des compétences du conseil');
    expect(page.text).toContain('Refus confirmé');
    expect(page.text).not.toContain(words);
    expect((await scene.found(petition)).state).toBe('refused');
  });

  test('opens the petition, and the page keeps what was decided first', async () => {
    const author = await scene.aCitizen();
    const petition = await refused(author);
    await scene.perform(appealRefusal, author, { petition, words: 'الموضوع من الاختصاصات المشتركة.' });
    await scene.perform(decideRefusalAppeal, second, { petition, outcome: 'opened', reasons: AGAIN });
    expect(await scene.found(petition)).toMatchObject({ state: 'open', required: 300, refusalGround: null });
    const page = await openBrowser(program).get(`${SITE}/petitions/${petition}`);
    expect(page.text).toContain(REASONS.ar);
    expect(page.text).toContain(AGAIN.ar);
    expect(page.text).toContain('Ouverte à la signature après recours');
    expect(page.text).toContain('/sign"');
  });

  test('has the time that the body gives, and no end where it gives none', async () => {
    const author = await scene.aCitizen();
    const words = 'الموضوع من الاختصاصات المشتركة.';
    const endless = await refused(author);
    await period('petition.opening.appeal', 10);
    const [late, timely] = [await refused(author), await refused(author)];
    // What the body enters afterwards shortens nobody's time.
    await period('petition.opening.appeal', 1);
    clock.set('2026-11-30T09:00:00Z');
    await scene.perform(appealRefusal, author, { petition: timely, words });
    clock.set('2026-12-02T09:00:00Z');
    await expect(scene.perform(appealRefusal, author, { petition: late, words })).rejects.toThrow(
      'petitions.refusal.appeal-too-late',
    );
    await scene.perform(appealRefusal, author, { petition: endless, words });
    await period('petition.opening.appeal', null);
  });
});

describe('examining', () => {
  test('one official at a time, and a colleague takes it over only by saying so', async () => {
    const petition = await submitted(await scene.aCitizen());
    await scene.perform(takePetition, first, { petition });
    // The form of whoever typed reasons meanwhile is shown again with them.
    await expect(scene.perform(openPetition, second, { petition })).rejects.toThrow(
      new Overtaken('petitions.refusal.taken'),
    );
    await scene.perform(takePetition, second, { petition });
    await expect(scene.perform(openPetition, first, { petition })).rejects.toThrow('petitions.refusal.taken');
    clock.advance(61 * 60_000);
    await scene.perform(openPetition, first, { petition });
  });

  test('nobody opens their own petition', async () => {
    const petition = await submitted(first);
    await expect(scene.perform(openPetition, first, { petition })).rejects.toThrow(NotFound);
    await scene.perform(openPetition, second, { petition });
  });

  test('nobody decides about a petition that they wrote with its representative', async () => {
    const author = await scene.aCitizen();
    const petition = await drafted(author);
    const helper = await scene.perform(inviteCollaborator, author, {
      petition,
      contact: 'official-writer@example.ma',
      name: 'خديجة',
    });
    const { personId } = await signIn(program, db, 'official-writer@example.ma');
    const powers = [{ name: 'petitions.examine', institutionId: scene.body.id }];
    const writer = aPerson({ id: personId, secondFactor: true, powers });
    await scene.perform(acceptCollaboration, writer, { collaboration: helper.id });
    await scene.perform(endCollaboration, writer, { collaboration: helper.id });
    await scene.perform(submitPetition, author, { petition });
    const refusal = { petition, ground: 'competence', reasons: REASONS };
    await expect(scene.perform(openPetition, writer, { petition })).rejects.toThrow(NotFound);
    await expect(scene.perform(refusePetition, writer, refusal)).rejects.toThrow(NotFound);
    await scene.perform(refusePetition, first, refusal);
    await scene.perform(appealRefusal, author, { petition, words: 'الموضوع من الاختصاصات المشتركة.' });
    const decision = { petition, outcome: 'opened', reasons: AGAIN };
    await expect(scene.perform(decideRefusalAppeal, writer, decision)).rejects.toThrow(NotFound);
    const { title } = await scene.found(petition);
    await pool.query(`update petition set title = 'لا تراها كاتبتها' where reference = $1`, [petition]);
    expect(title).toBe(PETITION_WORDS.title);
    expect(await onDesk(writer)).not.toContain('لا تراها كاتبتها');
    expect(await onDesk(second)).toContain('لا تراها كاتبتها');
  });

  test('that takes longer than the body promised is told to the author, once', async () => {
    await period('petition.opening.decision', 5);
    const { personId } = await signIn(program, db, 'waiting@example.ma');
    const petition = await submitted(aPerson({ id: personId }));
    await period('petition.opening.decision', null);
    const desk = second.kind === 'person' ? await petitionDesk.items(db, second, '2026-11-21', 50) : [];
    expect(desk.find(({ path }) => path.endsWith(petition))?.due).toBe('2026-11-26');
    clock.set('2026-11-30T09:00:00Z');
    const mark = () =>
      actions.perform(markLateDeadlines, { actor: { kind: 'system', name: 'test' }, tenant: null, input: {} });
    await mark();
    const told = await lastLetterTo(db, 'waiting@example.ma');
    expect(told?.subject).toContain(petition);
    await mark();
    const letters = await db
      .selectFrom('letter')
      .select('id')
      .where('subject', '=', told?.subject ?? '')
      .execute();
    expect(letters).toHaveLength(1);
  });
});

describe('a draft that several people write', () => {
  test('exists for those who said yes, keeps every version, and loses nobody’s words', async () => {
    const author = await signIn(program, db, 'author@example.ma');
    const me = aPerson({ id: author.personId });
    const petition = await drafted(me);
    const asked = { petition, contact: 'helper@example.ma', name: 'سلمى', lang: 'fr' };
    await expect(scene.perform(inviteCollaborator, me, { ...asked, contact: '0600000000' })).rejects.toThrow(
      InvalidInput,
    );
    const { id } = await scene.perform(inviteCollaborator, me, asked);
    await expect(scene.perform(inviteCollaborator, me, asked)).rejects.toThrow(Conflict);
    const letter = await lastLetterTo(db, 'helper@example.ma');
    expect(letter?.text).toContain(`/me/petitions/invitations/${id}`);
    const helper = await signIn(program, db, 'helper@example.ma');
    const invitation = `/fr/me/petitions/invitations/${id}`;
    expect((await author.browser.get(invitation)).status).toBe(404);
    expect((await openBrowser(program).get(invitation)).status).toBe(303);
    expect((await helper.browser.get(`${SITE}/petitions/${petition}/manage`)).status).toBe(404);
    const own = await helper.browser.get('/fr/rabat-sale-kenitra/me/petitions');
    // On the site of another body the link leads to where the draft is.
    expect(own.text).toContain(`${SITE}/me/petitions/invitations/${id}`);
    const accepted = await helper.browser.submit(invitation, {}, { do: 'accept' });
    expect(accepted.status).toBe(303);
    expect((await lastLetterTo(db, 'author@example.ma'))?.text).toContain('سلمى');

    const edit = `${SITE}/petitions/${petition}/edit`;
    const form = await helper.browser.get(edit);
    expect(form.text).not.toContain('name="months"');
    const text = { lang: 'ar', title: 'عنوان سلمى', demand: PETITION_WORDS.demand, reasons: PETITION_WORDS.reasons };
    expect((await helper.browser.submit(edit, { ...text, version: '1' })).status).toBe(303);
    const late = { ...text, title: 'عنوان الوكيلة', representative: 'فاطمة', months: '6', version: '1' };
    const overtaken = await author.browser.submit(edit, late);
    expect(overtaken.status).toBe(409);
    expect(overtaken.text).toContain('عنوان سلمى');
    expect(overtaken.text).toContain('value="عنوان الوكيلة"');
    expect(overtaken.text).toContain('name="version" value="2"');
    expect((await author.browser.submit(edit, { ...late, version: '2' })).status).toBe(303);
    expect(await scene.found(petition)).toMatchObject({ title: 'عنوان الوكيلة', months: 6, version: 3 });
    expect(
      (await versionsOf(db, await scene.found(petition))).map(({ version, savedBy }) => [version, savedBy]),
    ).toEqual([
      [3, author.personId],
      [2, helper.personId],
      [1, author.personId],
    ]);
    const versions = await helper.browser.get(`${SITE}/petitions/${petition}/versions`);
    expect(versions.text).toContain('سلمى');

    const them = aPerson({ id: helper.personId });
    await expect(scene.perform(editPetition, them, { ...text, petition, version: 2 })).rejects.toThrow(Overtaken);
    await expect(scene.perform(submitPetition, them, { petition })).rejects.toThrow(NotFound);
    const removed = await author.browser.submit(
      `${SITE}/petitions/${petition}/collaborators`,
      { collaboration: id },
      { do: 'end' },
    );
    expect(removed.status).toBe(303);
    expect((await lastLetterTo(db, 'helper@example.ma'))?.subject).toContain('Vous n’écrivez plus');
    expect((await helper.browser.get(edit)).status).toBe(404);
    await expect(scene.perform(acceptCollaboration, them, { collaboration: id })).rejects.toThrow(Conflict);
  });

  test('is found by the links of letters after signing in, and nobody learns whether there is one', async () => {
    const petition = await drafted(await scene.aCitizen());
    for (const reference of [petition, 'PET-2026-00000-0'])
      for (const page of ['manage', 'collaborators', 'file']) {
        const { status, location } = await openBrowser(program).get(`${SITE}/petitions/${reference}/${page}`);
        expect([status, location?.includes(encodeURIComponent(`/petitions/${reference}/${page}`))]).toEqual([
          303,
          true,
        ]);
      }
  });

  test('is sent as it was read, and not as somebody has changed it meanwhile', async () => {
    const author = await signIn(program, db, 'unread@example.ma');
    const me = aPerson({ id: author.personId });
    const petition = await drafted(me);
    const manage = `${SITE}/petitions/${petition}/manage`;
    await scene.perform(editPetition, me, { ...PETITION_WORDS, title: 'عنوان لم يقرأ', petition, version: 1 });
    const sent = await author.browser.submit(manage, { version: '1' }, { do: 'submit' });
    expect([sent.status, sent.text.includes('عنوان لم يقرأ')]).toEqual([409, true]);
    expect((await author.browser.submit(manage, {}, { do: 'submit' })).status).toBe(303);
    expect((await scene.found(petition)).state).toBe('submitted');
  });

  test('whoever writes it leaves, and a stranger ends nothing', async () => {
    const author = await scene.aCitizen();
    const petition = await drafted(author);
    const { id: collaboration } = await scene.perform(inviteCollaborator, author, {
      petition,
      contact: 'leaver@example.ma',
      name: 'يوسف',
    });
    const { personId } = await signIn(program, db, 'leaver@example.ma');
    const leaver = aPerson({ id: personId });
    await scene.perform(acceptCollaboration, leaver, { collaboration });
    await expect(scene.perform(endCollaboration, await scene.aCitizen(), { collaboration })).rejects.toThrow(NotFound);
    expect(await scene.perform(endCollaboration, leaver, { collaboration })).toEqual({ own: true });
    await expect(scene.perform(editPetition, leaver, { ...PETITION_WORDS, petition, version: 1 })).rejects.toThrow(
      NotFound,
    );
    // Asked again, they may come back.
    await scene.perform(inviteCollaborator, author, { petition, contact: 'leaver@example.ma', name: 'يوسف' });
  });

  test('letters to people who did not ask for them have a limit', async () => {
    const author = await scene.aCitizen();
    const petition = await drafted(author);
    const invite = (n: number) =>
      scene.perform(inviteCollaborator, author, { petition, contact: `p${n}@example.ma`, name: 'سعيد' });
    for (let n = 0; n < 10; n++) await invite(n);
    await expect(invite(10)).rejects.toThrow(TooMany);
  });
});

describe('a verified identity, where a body asks for it', () => {
  const signatory = { name: 'أمينة', tie: 'residence', territory: LAAYOUNE, publish: false, declares: true };

  test('is asked of petitions that open afterwards, said first, and refused clearly', async () => {
    const before = await scene.opened();
    await scene.perform(setSignatoryLevel, first, { assurance: '2' });
    const after = await scene.opened();
    await scene.perform(setSignatoryLevel, first, { assurance: '1' });
    const sign = (actor: Actor, petition: string) =>
      scene.perform(signPetition, actor, { petition, lang: 'ar', network: 'n', signatory });
    const citizen = await scene.aCitizen();
    expect(await sign(citizen, before)).toMatchObject({ outcome: 'signed' });
    await expect(sign(citizen, after)).rejects.toMatchObject({ status: 401, need: { level: 2 } });
    const known = aPerson({ id: citizen.kind === 'person' ? citizen.id : '', level: 2 });
    expect(await sign(known, after)).toMatchObject({ outcome: 'signed' });
    const begun = { ...signatory, petition: after, contact: 'x@example.ma', lang: 'ar', network: 'n' };
    await expect(scene.perform(startSignature, NOBODY, begun)).rejects.toThrow(NotSignedIn);
    const page = await openBrowser(program).get(`${SITE}/petitions/${after}/sign`);
    expect(page.text).toContain('Votre identité doit être vérifiée avant de signer');
    expect(page.text).not.toContain('name="contact"');
    const { browser } = await signIn(program, db, 'level-one@example.ma');
    expect((await browser.get(`${SITE}/petitions/${after}/sign`)).text).toContain(
      '/fr/laayoune-sakia-el-hamra/me/identity?',
    );
  });
});

describe('while people sign', () => {
  test('signatures of each day are counted, drawn and told, without what was taken back', async () => {
    const petition = await scene.opened();
    const first = await scene.signed(petition, 'one@example.ma', false);
    await scene.signed(petition, 'two@example.ma', false);
    clock.set('2026-11-23T08:00:00Z');
    await scene.signed(petition, 'three@example.ma', false);
    await runJob(program, db, countSigningDays);
    const page = async () => (await openBrowser(program).get(`${SITE}/petitions/${petition}/rate`)).text;
    expect(await page()).toContain('<svg');
    const days = async () => (await openBrowser(program).get(`/api/v1/petitions/${petition}/days`)).text;
    expect(JSON.parse(await days())).toEqual({
      days: [
        { day: '2026-11-21', signatures: 2, total: 2 },
        { day: '2026-11-22', signatures: 0, total: 2 },
        { day: '2026-11-23', signatures: 1, total: 3 },
      ],
    });
    const receipt = receiptOf(program.around.keys, first);
    await scene.perform(withdrawSignature, NOBODY, { petition, signature: first, receipt });
    await runJob(program, db, countSigningDays);
    expect(JSON.parse(await days()).days[0]).toEqual({ day: '2026-11-21', signatures: 1, total: 1 });
  });

  test('what the law asks for is told once, whatever the count does afterwards', async () => {
    const author = await signIn(program, db, 'reaching@example.ma');
    const office = await signInOfficial(program, db, {
      email: 'dgs-reached@example.ma',
      role: 'president',
      institution: scene.body.slug,
    });
    const petition = await scene.opened(aPerson({ id: author.personId }));
    await pool.query('update petition set required = 2, per_province_minimum = 1 where reference = $1', [petition]);
    await scene.signed(petition, 'r1@example.ma', false);
    await scene.signed(petition, 'r2@example.ma', false);
    await runJob(program, db, tellReached);
    const told = async () => (await lettersTo('reaching@example.ma')).filter((one) => one.includes('بلغت'));
    // Two signatures in all, and none yet in the other provinces.
    expect(await told()).toHaveLength(0);
    await pool.query('update petition set per_province_minimum = 0 where reference = $1', [petition]);
    // The last signatures came in before anybody looked.
    await scene.perform(closePetition, aPerson({ id: author.personId }), { petition });
    await runJob(program, db, tellReached);
    await runJob(program, db, tellReached);
    expect(await told()).toHaveLength(1);
    expect((await lettersTo('dgs-reached@example.ma')).filter((one) => one.includes(petition))).toHaveLength(1);
    expect((await lastLetterTo(db, 'dgs-reached@example.ma'))?.text).toContain(`/desk/petitions/${petition}`);
    expect(office.personId).not.toBe('');
  });

  test('whoever asked for it hears what becomes of it, nobody twice, and stops it by one link', async () => {
    const author = await scene.aCitizen();
    const petition = await scene.opened(author);
    await scene.signed(petition, 'asks@example.ma', true);
    await scene.signed(petition, 'silent@example.ma', false);
    const gone = await scene.signed(petition, 'gone@example.ma', true);
    const begun = { ...AMINA, petition, contact: 'unconfirmed@example.ma', news: true, lang: 'fr', network: 'x' };
    await scene.perform(startSignature, NOBODY, begun);
    const receipt = receiptOf(program.around.keys, gone);
    await scene.perform(withdrawSignature, NOBODY, { petition, signature: gone, receipt });
    const { rows } = await pool.query<{ sealed: Buffer }>('select sealed from petition_news');
    for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain('example.ma');
    await scene.perform(withdrawPetition, author, { petition });
    await runJob(program, db, writeToSignatories);
    await pool.query('update petition_news_round set done_at = null');
    await runJob(program, db, writeToSignatories);
    const news = async (address: string) => (await lettersTo(address)).filter((one) => one.includes('Retirée'));
    expect(await news('asks@example.ma')).toHaveLength(1);
    for (const other of ['silent', 'gone', 'unconfirmed']) expect(await news(`${other}@example.ma`)).toHaveLength(0);
    const letter = await lastLetterTo(db, 'asks@example.ma');
    const stop = /https?:\/\/[^/]+(\/\S+\/news\?token=[\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
    const browser = openBrowser(program);
    expect((await browser.get(stop)).text).toContain('Arrêter les lettres');
    await browser.submit(stop, {});
    expect((await browser.get(stop)).text).toContain('Les lettres sont arrêtées');
    expect((await browser.get(stop.slice(0, -4))).status).toBe(404);
    const { rowCount } = await pool.query("select 1 from petition_news where lang = 'fr'");
    expect(rowCount).toBe(0);
  });

  test('only who confirms a signature asks for letters: nobody for another address, and also who had signed before', async () => {
    const author = await scene.aCitizen();
    const petition = await scene.opened(author);
    const { personId } = await signIn(program, db, 'had-signed@example.ma');
    const asAccount = { petition, lang: 'fr', network: 'a', signatory: AMINA };
    const own = await scene.perform(signPetition, aPerson({ id: personId }), asAccount);
    expect(await scene.signed(petition, 'had-signed@example.ma', true)).toBe('signature' in own && own.signature);
    await scene.signed(petition, 'victim@example.ma', false);
    const asked = { ...AMINA, petition, news: true, lang: 'fr', network: 'x' };
    await scene.perform(startSignature, NOBODY, { ...asked, contact: 'victim@example.ma' });
    const { signing } = await scene.perform(startSignature, NOBODY, { ...asked, contact: 'stops@example.ma' });
    const { code = '' } = (await lastLetterTo(db, 'stops@example.ma')) ?? {};
    const confirm = () =>
      scene.perform(signPetition, NOBODY, { petition, lang: 'fr', network: 'stops', signing, code });
    await confirm();
    const row = `select 1 from petition_news news join petition on petition.id = news.petition_id where reference = $1`;
    const asking = async () => (await pool.query(row, [petition])).rowCount;
    expect(await asking()).toBe(2);
    await pool.query('delete from petition_news where id = $1', [signing]);
    // The link is opened once more: letters that were stopped do not come back.
    await confirm();
    expect(await asking()).toBe(1);
    await scene.perform(withdrawPetition, author, { petition });
    await runJob(program, db, writeToSignatories);
    const told = async (address: string) => (await lettersTo(address)).some((one) => one.includes('Retirée'));
    expect(await told('had-signed@example.ma')).toBe(true);
    expect(await told('victim@example.ma')).toBe(false);
  });

  test('a signature is found by its name, by whoever may judge, and by nobody else', async () => {
    const petition = await scene.opened();
    const id = await scene.signed(petition, 'named@example.ma', false);
    const official = await signInOfficial(program, db, {
      email: 'judge@example.ma',
      role: 'director-general-of-services',
      institution: scene.body.slug,
    });
    const search = (name: string) => `${SITE}/desk/signatures/${petition}/checks?${new URLSearchParams({ name })}`;
    const found = await official.browser.get(search('امينه بنت احمد'));
    expect(found.text).toContain(id);
    expect((await official.browser.get(search(' Named@Example.ma'))).text).toContain(id);
    for (const other of ['سعيد', 'other@example.ma'])
      expect((await official.browser.get(search(other))).text).not.toContain(id);
    expect((await openBrowser(program).get(search('أمينة بنت أحمد'))).status).toBe(404);
  });

  test('petitions are listed by their state, as page and as data', async () => {
    const petition = await scene.opened();
    const visitor = openBrowser(program);
    const listed = async (query: string) => (await visitor.get(`${SITE}/petitions?${query}`)).text.includes(petition);
    expect([await listed('state=open'), await listed('state=answered'), await listed('state=nothing')]).toEqual([
      true,
      false,
      true,
    ]);
    const json = async (query: string) => (await visitor.get(`/api/v1/petitions?${query}`)).text.includes(petition);
    expect([await json('level=region'), await json('level=commune')]).toEqual([true, false]);
    // What is over is the archive; programs that know the United Kingdom's petitions find their links.
    const over = await scene.opened(first);
    await scene.perform(withdrawPetition, first, { petition: over });
    const archive = (await visitor.get(`${SITE}/petitions?state=archived`)).text;
    expect([archive.includes(over), archive.includes(petition)]).toEqual([true, false]);
    const pageOf = async (query: string) => JSON.parse((await visitor.get(`/petitions.json?${query}`)).text);
    const archived = await pageOf('state=archived');
    const self = expect.stringMatching(/\/petitions\.json\?state=archived$/);
    expect(archived.links).toEqual({ self, first: self, last: self, next: null, prev: null });
    expect(archived.data.map((each: { id: string }) => each.id)).toContain(over);
    expect(JSON.stringify(archived)).not.toContain(petition);
    const beyond = await pageOf('page=9');
    expect([beyond.data, beyond.links.next]).toEqual([[], null]);
    expect([beyond.links.self, beyond.links.prev]).toEqual([
      expect.stringContaining('page=9&state=all'),
      beyond.links.last,
    ]);
    const one = JSON.parse((await visitor.get(`/petitions/${petition}.json`)).text);
    expect(one.data.attributes.signatures_by_province).toEqual({});
  });

  test('what is there already is told while a title is typed', async () => {
    const petition = await scene.opened();
    const like = async (query: object) =>
      (await openBrowser(program).get(`${SITE}/petitions/similar.json?${new URLSearchParams({ ...query })}`)).text;
    const items = JSON.parse(await like({ q: PETITION_WORDS.title })).items as { id: string; note: string }[];
    expect(items.length).toBeGreaterThan(0);
    expect(items[0]?.note).toBe('Pétitions');
    expect(await like({ q: PETITION_WORDS.title, except: petition })).not.toContain(petition);
    expect(JSON.parse(await like({ q: 'xyzw' }))).toEqual({ items: [] });
  });
});
