import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Conflict, InvalidInput, NotFound, NotSignedIn, Overtaken, TooMany } from '#platform/errors.ts';
import { type Actor, NOBODY } from '#platform/tenant.ts';
import { markLateDeadlines } from '../../src/core/deadlines/actions/mark-late-deadlines.ts';
import { setPeriod } from '../../src/core/deadlines/actions/set-period.ts';
import { acceptCollaboration } from '../../src/modules/petitions/actions/accept-collaboration.ts';
import { appealRefusal } from '../../src/modules/petitions/actions/appeal-refusal.ts';
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
import { petitionDesk } from '../../src/modules/petitions/desk.ts';
import { versionsOf } from '../../src/modules/petitions/queries/collaborators.ts';
import { aPerson } from '../setup/actors.ts';
import { openBrowser } from '../setup/browser.ts';
import { testDatabase } from '../setup/database.ts';
import { loadBodies } from '../setup/officials.ts';
import { LAAYOUNE, PETITION_WORDS, type PetitionScene, petitionScene } from '../setup/petitions.ts';
import { TEST_DAY, testProgram } from '../setup/program.ts';
import { lastLetterTo, signIn } from '../setup/sign-in.ts';

const { db } = await testDatabase();
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
    const petition = await refused(author);
    await period('petition.opening.appeal', 10);
    clock.set('2026-12-02T09:00:00Z');
    const words = 'الموضوع من الاختصاصات المشتركة.';
    await expect(scene.perform(appealRefusal, author, { petition, words })).rejects.toThrow(
      'petitions.refusal.appeal-too-late',
    );
    await period('petition.opening.appeal', null);
    await scene.perform(appealRefusal, author, { petition, words });
  });
});

describe('examining', () => {
  test('one official at a time, and a colleague takes it over only by saying so', async () => {
    const petition = await submitted(await scene.aCitizen());
    await scene.perform(takePetition, first, { petition });
    await expect(scene.perform(openPetition, second, { petition })).rejects.toThrow('petitions.refusal.taken');
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
    expect((await helper.browser.get(`/fr/me/petitions`)).text).toContain(invitation);
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
