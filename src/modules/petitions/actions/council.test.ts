import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { timelineOf } from '#core/cases/index.ts';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import { runJobsOnce } from '#platform/jobs/worker.ts';
import { silentLog } from '#platform/log.ts';
import type { Job } from '#platform/module.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { lastLetterTo, signIn } from '../../../../test/setup/sign-in.ts';
import { offers } from '../../../app.ts';
import { modules } from '../../../modules.ts';
import { closedPetition, everyCheck, PETITION_WORDS } from '../examples.ts';
import { checksOf, councilOf, fileOf } from '../queries/council.ts';
import { petitionByReference } from '../queries/petitions.ts';
import { acceptPetition } from './accept-petition.ts';
import { answerPetition } from './answer-petition.ts';
import { filePetition } from './file-petition.ts';
import { finishPetition } from './finish-petition.ts';
import { recordChecks } from './record-checks.ts';
import { referPetition } from './refer-petition.ts';
import { rejectPetition } from './reject-petition.ts';
import { reopenPetition } from './reopen-petition.ts';
import { reportFollowUp } from './report-follow-up.ts';
import { schedulePetition } from './schedule-petition.ts';
import { takeSample } from './take-sample.ts';
import { transferPetition } from './transfer-petition.ts';
import { withdrawPetition } from './withdraw-petition.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;

const ANSWER = { ar: 'قرر المجلس تخصيص اعتماد لتهيئة الولوجيات.', fr: 'Le conseil affecte un crédit aux accès.' };

const actionNamed = (name: string) =>
  modules.flatMap((module) => module.actions ?? []).find((action) => action.name === name);
const loadInstitutions = actionNamed('institutions.load-institutions');
const follow = actionNamed('notifications.follow-subject');
const markLateJob = modules
  .flatMap((module) => module.jobs ?? [])
  .find(({ name }) => name === 'deadlines.mark-late-deadlines');

let region: Tenant;
let commune: Tenant;
let representative: Actor;

const body = async (slug: string) => {
  const found = await institutionBySlug(db, slug);
  if (!found) throw new Error(`${slug} is not there`);
  return asTenant(found);
};

beforeAll(async () => {
  await loadBodies(program, db);
  const name = { ar: 'جماعة', fr: 'Commune', en: 'Commune' };
  if (!loadInstitutions) throw new Error('nothing loads bodies');
  await actions.perform(loadInstitutions, {
    actor: { kind: 'system', name: 'test' },
    tenant: null,
    input: { institutions: [{ slug: 'commune-laayoune', kind: 'commune', name, territory: '11.321.01.03' }] },
  });
  [region, commune] = [await body('laayoune-sakia-el-hamra'), await body('commune-laayoune')];
});

beforeEach(async () => {
  clock.set(TEST_DAY);
  representative = aPerson({ id: await emptyAccount(db, clock.now()) });
});

const officialOf = async (tenant: Tenant, power = 'petitions.examine') =>
  aPerson({
    id: await emptyAccount(db, clock.now()),
    secondFactor: true,
    powers: [{ name: power, institutionId: tenant.id }],
  });

async function closed(tenant: Tenant): Promise<{ petition: string; office: Actor }> {
  const office = await officialOf(tenant);
  return { petition: await closedPetition({ actions, representative, office, tenant }), office };
}

async function filed(tenant: Tenant) {
  const { petition, office } = await closed(tenant);
  await actions.perform(filePetition, { actor: representative, tenant, input: { petition } });
  const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], input: object = {}, who = office) =>
    actions.perform(action, { actor: who, tenant, input: { petition, ...input } });
  return { petition, office, perform };
}

const found = async (reference: string) => {
  const petition = await petitionByReference(db, reference);
  const council = petition && (await councilOf(db, petition));
  const caseFile = await fileOf(db, council);
  if (!petition || !council || !caseFile) throw new Error(`${reference} is not filed`);
  return { petition, council, caseFile };
};

const runJob = (job: Job | undefined) => job?.run(undefined, { db, clock, actions, around, offers, log: silentLog() });

describe('filing', () => {
  test('gives a receipt at once and begins the period of the law: two months in a region, three in a commune', async () => {
    const inRegion = await found((await filed(region)).petition);
    expect(inRegion.petition.state).toBe('filed');
    expect(inRegion.caseFile).toMatchObject({ receivedOn: '2026-11-21', dueOn: '2027-01-21', channel: 'online' });
    const inCommune = await found((await filed(commune)).petition);
    // 21 February 2027 is a Sunday.
    expect(inCommune.caseFile.dueOn).toBe('2027-02-22');
  });

  test('at the counter an official registers the day on which the file came', async () => {
    const { petition, office } = await closed(region);
    clock.set('2026-11-25T09:00:00Z');
    const at = (receivedOn: string) =>
      actions.perform(filePetition, { actor: office, tenant: region, input: { petition, receivedOn } });
    await expect(at('2026-11-20')).rejects.toThrow(InvalidInput);
    await expect(at('2026-11-26')).rejects.toThrow(InvalidInput);
    const { receipt } = await at('2026-11-23');
    expect(receipt).toContain(petition);
    expect((await found(petition)).caseFile).toMatchObject({ receivedOn: '2026-11-23', channel: 'counter' });
    await expect(at('2026-11-23')).rejects.toThrow(Conflict);
  });

  test('is nobody else’s, and no open petition’s', async () => {
    const { petition } = await closed(region);
    const stranger = aPerson({ id: await emptyAccount(db, clock.now()) });
    for (const actor of [NOBODY, stranger, await officialOf(commune)])
      await expect(actions.perform(filePetition, { actor, tenant: null, input: { petition } })).rejects.toThrow(
        NotFound,
      );
  });

  test('the letter of the receipt has reference and secret, and no more than the title', async () => {
    const { personId } = await signIn(program, db, 'wakil@example.ma');
    representative = aPerson({ id: personId });
    const { petition } = await filed(region);
    const letter = await lastLetterTo(db, 'wakil@example.ma');
    expect(letter?.subject).toContain(petition);
    expect(letter?.text).toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/);
    expect(letter?.text).not.toContain(PETITION_WORDS.reasons);
  });
});

describe('the bureau', () => {
  test('accepts only what was checked condition by condition and is met', async () => {
    const { petition, perform } = await filed(region);
    await expect(perform(acceptPetition)).rejects.toThrow(Conflict);
    await perform(recordChecks, { checks: everyCheck('region', 'citizens', ['spread']) });
    await expect(perform(acceptPetition)).rejects.toThrow(Conflict);
    await perform(recordChecks, { checks: [{ condition: 'spread', met: true, evidence: 'عينة من 40 توقيعا' }] });
    await perform(acceptPetition);
    const { council, caseFile } = await found(petition);
    expect(council).toMatchObject({ acceptedOn: '2026-11-21', sessionDueOn: '2027-03-01' });
    expect(caseFile).toMatchObject({ state: 'accepted', dueOn: null, outcome: 'accept' });
  });

  test('asks for nothing but the law’s conditions, each with its evidence', async () => {
    const { petition, perform } = await filed(region);
    const check = (condition: string, evidence: string) =>
      perform(recordChecks, { checks: [{ condition, met: true, evidence }] });
    await expect(check('electoral', 'اللائحة')).rejects.toThrow(Conflict);
    await expect(check('tie', ' ')).rejects.toThrow(InvalidInput);
    expect(await checksOf(db, (await found(petition)).petition)).toEqual([]);
  });

  test('refuses with reasons, for a condition that was found not to be met, and the day is kept', async () => {
    const { petition, perform } = await filed(region);
    const reasons = { ar: 'عدد التوقيعات الصحيحة أقل من العدد المطلوب.', fr: 'Trop peu de signatures valables.' };
    await expect(perform(rejectPetition, { ground: 'signatures', reasons })).rejects.toThrow(InvalidInput);
    await perform(recordChecks, { checks: everyCheck('region', 'citizens', ['signatures']) });
    await expect(perform(rejectPetition, { ground: 'tie', reasons })).rejects.toThrow(InvalidInput);
    await expect(perform(rejectPetition, { ground: 'signatures', reasons: { ar: 'لا' } })).rejects.toThrow(
      InvalidInput,
    );
    clock.set('2027-01-05T09:00:00Z');
    await perform(rejectPetition, { ground: 'signatures', reasons });
    const { council, caseFile } = await found(petition);
    expect(council).toMatchObject({ rejectedOn: '2027-01-05', rejectedGround: 'signatures' });
    expect(caseFile).toMatchObject({ decidedOn: '2027-01-05', decidedDueOn: '2027-01-21', ground: 'signatures' });
    await expect(perform(acceptPetition)).rejects.toThrow(Conflict);
    await perform(reopenPetition, { reasons: { ar: 'ألغت المحكمة الإدارية قرار الرفض.' } });
    expect((await found(petition)).caseFile).toMatchObject({ state: 'filed', dueOn: '2027-03-05', overAt: null });
  });

  test('that says nothing in time is late, for everybody to see', async () => {
    const { petition } = await filed(region);
    clock.set('2027-01-22T08:00:00Z');
    await runJob(markLateJob);
    const { caseFile } = await found(petition);
    const events = await timelineOf(db, caseFile, 'public');
    expect(events.map(({ verb }) => verb)).toEqual(['file', 'lapse']);
  });
});

describe('the council', () => {
  test('studies, deliberates, answers and follows up: each step public', async () => {
    const { petition, perform } = await filed(region);
    await perform(recordChecks, { checks: everyCheck('region', 'citizens') });
    await expect(perform(schedulePetition, { sessionOn: '2027-03-01', words: { ar: 'نقطة' } })).rejects.toThrow(
      Conflict,
    );
    await perform(acceptPetition);
    await perform(referPetition, { committee: { ar: 'لجنة التنمية البشرية', fr: 'Développement humain' } });
    await expect(perform(schedulePetition, { sessionOn: '2026-11-01', words: { ar: 'نقطة' } })).rejects.toThrow(
      InvalidInput,
    );
    await perform(schedulePetition, { sessionOn: '2027-03-01', item: '7', words: { ar: 'الولوجيات' } });
    const answer = {
      outcome: 'adopted',
      on: '2027-03-01',
      deliberation: '12/2027',
      votes: { for: 30, against: 2 },
      reasons: ANSWER,
    };
    await expect(perform(answerPetition, answer)).rejects.toThrow(InvalidInput);
    clock.set('2027-03-02T09:00:00Z');
    await perform(answerPetition, answer);
    await perform(reportFollowUp, { words: { ar: 'انطلقت أشغال تهيئة الممرات في مقر المجلس.' } });
    await perform(finishPetition, { words: { ar: 'انتهت الأشغال في كل المرافق المذكورة.' } });
    const { council, caseFile, petition: after } = await found(petition);
    expect(after.state).toBe('finished');
    expect(council).toMatchObject({
      sessionOn: '2027-03-01',
      agendaItem: 7,
      outcome: 'adopted',
      answeredOn: '2027-03-01',
    });
    expect(caseFile.overAt).toEqual(clock.now());
    const events = await timelineOf(db, caseFile, 'public');
    expect(events.map(({ verb }) => verb)).toEqual([
      'file',
      'accept',
      'refer',
      'schedule',
      'answer',
      'report',
      'finish',
    ]);
    expect(events.find(({ verb }) => verb === 'answer')?.facts).toMatchObject({
      'votes-for': 30,
      'votes-against': 2,
      'votes-abstained': 0,
    });
  });

  test('is another’s business to nobody: officials of another body find nothing', async () => {
    const { perform } = await filed(region);
    const other = await officialOf(commune);
    await expect(perform(acceptPetition, {}, other)).rejects.toThrow(NotFound);
  });

  test('a petition that is taken back waits for nothing any more', async () => {
    const { petition, perform } = await filed(region);
    await perform(withdrawPetition, {}, representative);
    const { caseFile, petition: after } = await found(petition);
    expect(after.state).toBe('withdrawn');
    expect(caseFile).toMatchObject({ state: 'withdrawn', dueOn: null });
    expect(caseFile.overAt).not.toBeNull();
  });
});

describe('a petition that belongs to another council', () => {
  const reason = { ar: 'الموضوع من اختصاص الجماعة', fr: 'Cela relève de la commune' };
  const hand = (petition: string, who: Actor, to: Tenant, tenant: Tenant) =>
    actions.perform(transferPetition, { actor: who, tenant, input: { petition, to: to.slug, reason } });

  test('goes there with its log and a new period by the law of that council, and whoever follows it goes on following', async () => {
    const { petition, office, perform } = await filed(region);
    await perform(recordChecks, { checks: everyCheck('region', 'citizens') });
    const follower = await signIn(program, db, 'follower@example.ma');
    if (!follow) throw new Error('nobody can follow');
    const input = { on: `petition:${petition}` };
    await actions.perform(follow, { actor: aPerson({ id: follower.personId }), tenant: null, input });
    clock.set('2026-12-01T10:00:00Z');
    await hand(petition, office, commune, region);
    const there = await found(petition);
    expect(there.caseFile).toMatchObject({ institutionId: commune.id, state: 'filed', receivedOn: '2026-11-21' });
    // Three months in a commune, from the day on which it came there.
    expect(there.caseFile.dueOn).toBe('2027-03-01');
    expect(await checksOf(db, there.petition)).toEqual([]);
    expect((await timelineOf(db, there.caseFile, 'public')).map(({ verb }) => verb)).toEqual([
      'file',
      'transfer',
      'receive-transfer',
    ]);
    const jobs = modules.flatMap((module) => module.jobs ?? []).filter(({ name }) => name.startsWith('notifications.'));
    clock.advance(86_400_000);
    await runJobsOnce({ pool, jobs, context: { db, clock, actions, around, offers }, log: silentLog() });
    expect((await lastLetterTo(db, 'follower@example.ma'))?.text).toContain('أُحيلت عريضة على المجلس المختص');

    // The first council has it in its lists and nothing to do with it any more.
    await expect(perform(recordChecks, { checks: [] })).rejects.toThrow(NotFound);
    for (const slug of [region.slug, commune.slug]) {
      const list = await program.text(`/fr/${slug}/petitions`);
      expect(list).toContain(petition);
      expect(list).toContain('Transmise : de');
      expect(await program.text(`/fr/${slug}/petitions/${petition}`)).toContain('Cela relève de la commune');
    }
    expect(await program.json(`/api/v1/petitions/${petition}`)).toMatchObject({
      council: { liesWith: commune.slug, liesSince: '2026-12-01', refusalDueOn: '2027-03-01' },
    });

    // The numbers of the first law stay as they were asked; beside them stand those of the law that is gone by now.
    const shown = await program.text(`/fr/${commune.slug}/petitions/${petition}`);
    for (const words of ['Le dossier est maintenant chez', '200 signatures']) expect(shown).toContain(words);

    // Power over its signatures goes along: with it, only what a sample needs is missing.
    const sample = { petition, register: 'population', size: 1 };
    const judge = async (tenant: Tenant) =>
      actions.perform(takeSample, { actor: await officialOf(tenant, 'petitions.judge'), tenant, input: sample });
    await expect(judge(commune)).rejects.toThrow(Conflict);
    await expect(judge(region)).rejects.toThrow(NotFound);

    // The bureau of the commune goes by the law of communes, to the answer of its council.
    const mayor = await officialOf(commune);
    const deal = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], given: object = {}) =>
      actions.perform(action, { actor: mayor, tenant: commune, input: { petition, ...given } });
    await expect(deal(acceptPetition)).rejects.toThrow(Conflict);
    await deal(recordChecks, { checks: everyCheck('commune', 'citizens') });
    await deal(acceptPetition);
    expect((await found(petition)).council.sessionDueOn).toBe('2027-02-01');
    await deal(schedulePetition, { sessionOn: '2027-02-02', words: { fr: 'Les accès', ar: 'الولوجيات' } });
    expect(await program.text(`/fr/${commune.slug}/petitions/sessions.ics`)).toContain(`petition-${petition}@jamaa`);
    expect(await program.text(`/fr/${region.slug}/petitions/sessions.ics`)).not.toContain(petition);
    clock.set('2027-02-02T10:00:00Z');
    await deal(answerPetition, { outcome: 'adopted', on: '2027-02-02', reasons: ANSWER, votes: {} });
    expect(await found(petition)).toMatchObject({ petition: { state: 'answered' }, council: { outcome: 'adopted' } });
    expect(await program.text(`/fr/${region.slug}/petitions/${petition}`)).toContain(ANSWER.fr);
  });

  test('may come back, and its period begins anew there', async () => {
    const { petition, office } = await filed(region);
    await hand(petition, office, commune, region);
    await hand(petition, await officialOf(commune), region, commune);
    const back = await found(petition);
    expect(back.council).toMatchObject({ liesWith: null, liesWithCase: null });
    expect(back.caseFile).toMatchObject({ institutionId: region.id, state: 'filed', dueOn: '2027-01-21' });
    await actions.perform(recordChecks, { actor: office, tenant: region, input: { petition, checks: [] } });
  });

  test('goes to no body without a council, not to its own, and not once the bureau has decided', async () => {
    const { petition, office, perform } = await filed(region);
    for (const slug of ['ministry-of-justice', region.slug, 'nowhere'])
      await expect(hand(petition, office, { ...region, slug }, region)).rejects.toThrow(InvalidInput);
    await expect(hand(petition, await officialOf(commune), commune, region)).rejects.toThrow(NotFound);
    await perform(recordChecks, { checks: everyCheck('region', 'citizens') });
    await perform(acceptPetition);
    await expect(hand(petition, office, commune, region)).rejects.toThrow(Conflict);
  });
});
