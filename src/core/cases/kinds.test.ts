import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { rule } from '#platform/access.ts';
import { type ActionContext, actionRunner, defineAction } from '#platform/action.ts';
import type { CaseKind } from '#platform/case-kind.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import { collectOffers, defineModule } from '#platform/module.ts';
import { parseReference } from '#platform/reference.ts';
import type { Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../test/setup/actors.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../test/setup/officials.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { lastLetterTo, lastMessageTo } from '../../../test/setup/sign-in.ts';
import { modules } from '../../modules.ts';
import { replyToCase } from './actions/reply-to-case.ts';
import { transferCase } from './actions/transfer-case.ts';
import { writeMessage } from './actions/write-message.ts';
import { found } from './case.ts';
import { eraseCaseWords } from './erase-case-words.ts';
import { type CaseStep, moveCase } from './move.ts';
import { type NewCase, openCase } from './open.ts';
import { type CaseFile, caseById, caseByReference, timelineOf } from './queries.ts';
import { secretOf } from './secret.ts';

/** A kind as another capability would declare it: with an extension, a pause, a transfer, a party without an account. */
const asked: CaseKind = {
  kind: 'asked',
  prefix: 'DI',
  label: 'cases.own.title',
  transitions: [
    { from: null, verb: 'ask', who: 'party', to: 'received', clock: 'starts', readers: 'parties' },
    { from: 'received', verb: 'extend', who: 'office', to: 'received', clock: 'extends' },
    { from: 'received', verb: 'hold', who: 'office', to: 'waiting', clock: 'suspends' },
    { from: 'waiting', verb: 'give', who: 'party', to: 'received', clock: 'resumes' },
    { from: 'received', verb: 'answer', who: 'office', to: 'answered', clock: 'meets', decides: true },
    {
      from: 'answered',
      verb: 'complain',
      who: 'party',
      to: 'received',
      clock: 'starts',
      rule: 'information-request.head-decision',
    },
  ],
  ends: ['answered'],
  states: {},
  steps: {},
  grounds: {},
  outcomes: {},
  facts: {},
  remedies: [],
  power: 'petitions.examine',
  lead: 'petitions.examine',
  remindDays: 3,
  transfer: 'clock-starts-anew',
  processing: 'petitions.signatures',
  graceDays: 30,
  keep: { years: 1, source: 'a test' },
  tags: () => [],
};
const goesOn: CaseKind = { ...asked, kind: 'goes-on', transfer: 'clock-goes-on' };

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, around } = program;
const runner = actionRunner({
  db,
  clock,
  log: silentLog(),
  queueJob: async () => {},
  announce: async () => {},
  around,
  offers: collectOffers([...modules, defineModule({ name: 'asking', uses: [], caseKinds: [asked, goesOn] })]),
});

let [region, other]: Tenant[] = [];
const anything = rule('anything', () => true);

/** Runs something as an action would. */
const inAction = <R>(work: (context: ActionContext) => Promise<R>): Promise<R> =>
  runner.perform(
    defineAction<object, undefined, R>({
      name: 'test.do-it',
      input: z.object({}),
      access: anything,
      event: 'test.done',
      run: (context) => work(context),
    }),
    { actor: { kind: 'system', name: 'test' }, tenant: null, input: {} },
  );

beforeAll(async () => {
  await loadBodies(program, db);
  const bodies = await Promise.all(
    ['laayoune-sakia-el-hamra', 'dakhla-oued-ed-dahab'].map((slug) => institutionBySlug(db, slug)),
  );
  [region, other] = bodies.map((body) => {
    if (!body) throw new Error('a body is not there');
    return asTenant(body);
  });
});

const open = (given: Partial<NewCase> = {}, kind = asked) =>
  inAction((context) =>
    openCase(context, kind, {
      institutionId: region?.id ?? '',
      verb: 'ask',
      who: 'party',
      about: 'x',
      title: { fr: 'Demande de documents' },
      lang: 'fr',
      channel: 'online',
      party: { kind: 'person', name: 'Salma', personId: null, contact: { kind: 'email', address: 'salma@example.ma' } },
      receivedOn: '2026-11-23',
      rule: 'information-request.reply',
      ...given,
    }),
  );
const move = (caseFile: CaseFile, step: CaseStep) => inAction((context) => moveCase(context, caseFile, step));
const now = async ({ reference }: CaseFile) => {
  const found = await caseByReference({ db, tenant: null }, reference);
  if (!found) throw new Error(`${reference} is no case`);
  return found;
};
const officialOf = async (tenant: Tenant | undefined) =>
  aPerson({
    id: await emptyAccount(db, clock.now()),
    secondFactor: true,
    powers: [{ name: 'petitions.examine', institutionId: tenant?.id ?? '' }],
  });

describe('a case that has no reference yet', () => {
  test('gets one that can be read on the telephone, and its receipt goes to the address that was given', async () => {
    const caseFile = await open();
    expect(parseReference(caseFile.reference)).toMatchObject({ kind: 'DI', year: 2026 });
    const letter = await lastLetterTo(db, 'salma@example.ma');
    expect(letter?.text).toContain(secretOf(around.keys, caseFile.reference));
    // Twenty working days.
    expect(caseFile.dueOn).toBe('2026-12-21');
    expect(caseFile.contact?.toString()).not.toContain('salma');
  });

  test('or to the telephone, as a short message', async () => {
    const contact = { kind: 'phone', address: '+212612345678' } as const;
    const caseFile = await open({ party: { kind: 'person', name: 'Salma', personId: null, contact } });
    const message = await lastMessageTo(db, '+212612345678');
    expect(message).toContain(caseFile.reference);
    expect(message).toContain(secretOf(around.keys, caseFile.reference));
  });
});

describe('what the table of a kind does to the clock', () => {
  test('extends it, once, and a decision in the longer period is in time', async () => {
    const caseFile = await open();
    await move(caseFile, { verb: 'extend', who: 'office', on: '2026-12-01', reason: 'Beaucoup de pièces.' });
    const longer = await now(caseFile);
    expect(longer.extended).toBe(true);
    expect(longer.dueOn && longer.dueOn > '2026-12-21').toBe(true);
    await expect(move(longer, { verb: 'extend', who: 'office', on: '2026-12-02', reason: 'Encore.' })).rejects.toThrow(
      Conflict,
    );
    await move(longer, { verb: 'answer', who: 'office', on: '2026-12-28', outcome: 'given' });
    const decided = await now(caseFile);
    expect(decided).toMatchObject({
      dueOn: null,
      decidedOn: '2026-12-28',
      decidedDueOn: longer.dueOn,
      outcome: 'given',
    });
    expect(decided.overAt).not.toBeNull();
    await move(decided, { verb: 'complain', who: 'party', on: '2026-12-29' });
    expect((await now(caseFile)).overAt).toBeNull();
  });

  test('stops and goes on, where the rule of the law knows the ground', async () => {
    const refused = await open();
    const hold = { verb: 'hold', who: 'office', on: '2026-11-25', reason: 'Pièce à vérifier.' } as const;
    await expect(move(refused, { ...hold, pause: 'originals' })).rejects.toThrow(Conflict);
    expect((await now(refused)).state).toBe('received');
    const caseFile = await open({ rule: 'procedure.decision' });
    await move(caseFile, { ...hold, pause: 'originals' });
    expect(await now(caseFile)).toMatchObject({ state: 'waiting', dueOn: null });
    await move(await now(caseFile), { verb: 'give', who: 'party', on: '2026-11-30' });
    const resumed = await now(caseFile);
    expect(resumed.state).toBe('received');
    expect([caseFile.dueOn, resumed.dueOn]).toEqual(['2027-01-25', '2027-01-28']);
  });

  test('nothing, where two people do a step at the same moment: the second is refused', async () => {
    const caseFile = await open();
    await move(caseFile, { verb: 'answer', who: 'office', on: '2026-11-24' });
    await expect(move(caseFile, { verb: 'answer', who: 'office', on: '2026-11-24' })).rejects.toThrow(Conflict);
  });
});

describe('a case that is over', () => {
  test('hears its party for some days more, and then rests', async () => {
    const caseFile = await open();
    const { reference } = caseFile;
    await move(caseFile, { verb: 'answer', who: 'office', on: '2026-11-23' });
    const reply = () =>
      runner.perform(replyToCase, {
        actor: { kind: 'nobody' },
        tenant: null,
        input: { case: reference, secret: secretOf(around.keys, reference), lang: 'fr', words: 'Merci.' },
      });
    const over = (await now(caseFile)).overAt;
    const day = (n: number) => new Date((over?.getTime() ?? 0) + n * 86_400_000).toISOString();
    clock.set(day(30));
    await reply();
    clock.set(day(31));
    await expect(reply()).rejects.toThrow(Conflict);
    clock.set('2026-11-23T10:00:00Z');
  });
});

describe('a case that goes to another body', () => {
  const reason = { ar: 'الوثائق لدى الهيئة الأخرى', fr: 'Les documents sont là-bas' };

  const transfer = async (caseFile: CaseFile, to = 'dakhla-oued-ed-dahab') =>
    runner.perform(transferCase, {
      actor: await officialOf(region),
      tenant: region ?? null,
      input: { case: caseFile.reference, to, reason },
    });

  test('keeps its reference, its secret and its history, without the notes of the first body', async () => {
    const caseFile = await open();
    const here = await officialOf(region);
    const said = (readers: 'parties' | 'officials', words: string) =>
      runner.perform(writeMessage, {
        actor: here,
        tenant: null,
        input: { case: caseFile.reference, lang: 'fr', words, readers },
      });
    await said('parties', 'Nous cherchons.');
    await said('officials', 'Note pour nous.');
    await transfer(caseFile);
    const there = await now(caseFile);
    expect(there.institutionId).toBe(other?.id);
    expect(there.reference).toBe(caseFile.reference);
    const words = (await timelineOf(db, there, 'officials')).map(
      ({ verb, fromOther }) => `${verb}${fromOther ? '*' : ''}`,
    );
    expect(words).toEqual(['ask*', 'message*', 'transfer*', 'receive-transfer']);
    await expect(said('parties', 'Encore moi.')).rejects.toThrow(NotFound);
    await runner.perform(replyToCase, {
      actor: { kind: 'nobody' },
      tenant: null,
      input: {
        case: caseFile.reference,
        secret: secretOf(around.keys, caseFile.reference),
        lang: 'fr',
        words: 'Merci.',
      },
    });
    expect((await lastLetterTo(db, 'salma@example.ma'))?.subject).toContain(caseFile.reference);
  });

  test('its clock begins there anew, or goes on, as its kind says', async () => {
    clock.set('2026-12-01T10:00:00Z');
    const [anew, on] = [await open(), await open({}, goesOn)];
    await transfer(anew);
    await transfer(on);
    expect((await now(on)).dueOn).toBe('2026-12-21');
    const moved = (await now(anew)).dueOn;
    expect(moved && moved > '2026-12-21').toBe(true);
    const left = await db
      .selectFrom('deadline' as never)
      .select('state' as never)
      .where('subject_id' as never, '=', on.id as never)
      .execute();
    expect(left).toEqual([{ state: 'cancelled' }]);
    clock.set('2026-11-23T10:00:00Z');
  });

  test('goes to no body that is not there, nor to its own', async () => {
    const caseFile = await open();
    for (const to of ['nowhere', 'laayoune-sakia-el-hamra'])
      await expect(transfer(caseFile, to)).rejects.toThrow(InvalidInput);
    expect((await now(caseFile)).institutionId).toBe(region?.id);
  });

  test('what a decision removes says nothing any more, at both bodies', async () => {
    const caseFile = await open();
    const { reference } = caseFile;
    const message = { case: reference, lang: 'fr', words: 'Entre nous.', readers: 'parties' } as const;
    await runner.perform(writeMessage, { actor: await officialOf(region), tenant: null, input: message });
    await transfer(caseFile);
    await db.transaction().execute((tx) => eraseCaseWords(tx, reference));
    const there = await now(caseFile);
    const here = found(await caseById(db, caseFile.institutionId, caseFile.id));
    for (const one of [here, there])
      expect(one).toMatchObject({ title: { fr: reference }, partyName: '', erased: true });
    const words = async (reader: 'public' | 'parties') => (await timelineOf(db, there, reader)).map((one) => one.words);
    expect((await words('public')).every((one) => Object.keys(one).length === 0)).toBe(true);
    expect(await words('parties')).toContainEqual({ fr: 'Entre nous.' });
  });
});
