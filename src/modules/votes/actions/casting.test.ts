import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { Conflict, InvalidInput, NotAllowed, NotFound, NotSignedIn } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { offers } from '../../../app.ts';
import { POWERS } from '../access.ts';
import { newSheet } from '../code.ts';
import { countVotes } from '../jobs.ts';
import { voteData } from '../personal-data.ts';
import { everyBallot } from '../queries/ballots.ts';
import { ballotsOf, paceOf, rollOf, rootsOf } from '../queries/figures.ts';
import { votesByReference } from '../queries/votes.ts';
import { verifyTotals, verifyVoteRoots } from '../verify.ts';
import { cancelVote } from './cancel-vote.ts';
import { castBallot } from './cast-ballot.ts';
import { changeBallot } from './change-ballot.ts';
import { createVote } from './create-vote.ts';
import { editVote } from './edit-vote.ts';
import { enrolVoter } from './enrol-voter.ts';
import { invalidateBallot } from './invalidate-ballot.ts';
import { publishVote } from './publish-vote.ts';
import { recordPaper } from './record-paper.ts';
import { withdrawBallot } from './withdraw-ballot.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;
// A process of its own beside the first: batches of both meet in the database alone.
const other = testProgram(db);

const TERMS = {
  title: { ar: 'أي مشروع أولا؟' },
  explanation: { ar: 'يختار السكان المشروع الذي يبدأ به المجلس.' },
  method: 'choose',
  most: 2,
  winners: 1,
  secret: true,
  changeable: true,
  results: 'end',
  level: 1,
  tieRule: 'lot',
  opensAt: '2026-11-21T09:00:00Z',
  closesAt: '2026-11-25T18:00:00Z',
  options: [{ text: { ar: 'طريق' } }, { text: { ar: 'مدرسة' } }, { text: { ar: 'مستوصف' }, cost: '250000' }],
};
const AFTER = '2026-11-25T18:00:00Z';

let region: Tenant;
let manager: Actor;
let clerks: [Actor, Actor];

beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  region = asTenant(body);
  const official = async (name: string) =>
    aPerson({
      id: await emptyAccount(db, clock.now()),
      secondFactor: true,
      powers: [{ name, institutionId: region.id }],
    });
  manager = await official(POWERS.manage);
  clerks = [await official(POWERS.poll), await official(POWERS.poll)];
});
beforeEach(() => {
  clock.set(TEST_DAY);
  other.clock.set(TEST_DAY);
});

const perform = <I, T, R>(action: Parameters<typeof actions.perform<I, T, R>>[0], actor: Actor, input: object) =>
  actions.perform(action, { actor, tenant: region, input });

async function drafted(terms: object = {}): Promise<string> {
  const input = { ...TERMS, ...terms, institution: region.slug };
  return (await perform(createVote, manager, input)).reference;
}

async function opened(terms: object = {}): Promise<string> {
  const vote = await drafted(terms);
  await perform(publishVote, manager, { vote });
  return vote;
}

const someone = async (given: object = {}) => aPerson({ id: await emptyAccount(db, clock.now()), ...given });
const cast = (vote: string, actor: Actor, picked: string[], sheet = newSheet(), name = '') =>
  perform(castBallot, actor, { vote, sheet, choice: { picked }, name });
const found = async (reference: string) => {
  const vote = (await votesByReference(db, [reference])).get(reference);
  if (!vote) throw new Error(`${reference} is not there`);
  return vote;
};
const runJob = () => countVotes.run(undefined, { db, clock, actions, around, offers, log: silentLog() });
async function closed(reference: string) {
  clock.set(AFTER);
  await Promise.all([runJob(), runJob()]);
  return found(reference);
}
async function ballotsIn(reference: string) {
  const all = [];
  for await (const some of everyBallot(db, await found(reference))) all.push(...some);
  return all;
}
async function wrongs(): Promise<string[]> {
  const sentences: string[] = [];
  for (const verification of [verifyTotals, verifyVoteRoots])
    for await (const sentence of verification.run(db, around)) sentences.push(sentence);
  return sentences;
}
const urn = async (reference: string) =>
  (await pool.query(`select u.* from vote_urn u join vote v on v.id = u.vote_id where v.reference = $1`, [reference]))
    .rows;

describe('a vote', () => {
  test('is its officials’ alone until it is published, and changes until it opens', async () => {
    const vote = await drafted({ opensAt: '2026-11-22T09:00:00Z' });
    const citizen = await someone();
    await expect(cast(vote, citizen, ['1'])).rejects.toThrow(NotFound);
    await expect(perform(publishVote, citizen, { vote })).rejects.toThrow(NotAllowed);
    await perform(publishVote, manager, { vote });
    const changed = { ...TERMS, vote, secret: false, opensAt: '2026-11-23T09:00:00Z' };
    await perform(editVote, manager, changed);
    expect(await found(vote)).toMatchObject({ secret: false, state: 'published' });
    await expect(cast(vote, citizen, ['1'])).rejects.toMatchObject({ key: 'votes.refusal.upcoming' });
    clock.set('2026-11-23T09:00:00Z');
    await expect(perform(editVote, manager, changed)).rejects.toThrow(Conflict);
    await cast(vote, citizen, ['1']);
    // Not even past the program does a vote with ballots become secret.
    await expect(pool.query('update vote set secret = true where reference = $1', [vote])).rejects.toThrow(/vote_urn/);
  });

  test('says what is missing', async () => {
    const faults = await perform(createVote, manager, {
      ...TERMS,
      institution: region.slug,
      title: {},
      winners: 3,
      closesAt: '2026-11-20T00:00:00Z',
    }).catch((error: InvalidInput) => error.faults.map(({ pointer }) => pointer));
    expect(faults).toContain('/title/ar');
    const later = await perform(createVote, manager, { ...TERMS, institution: region.slug, winners: 3 }).catch(
      (error: InvalidInput) => error.faults.map(({ key }) => key),
    );
    expect(later).toEqual(['votes.fault.winners']);
  });

  test('that is cancelled is not counted, and its ballots are gone', async () => {
    const vote = await opened();
    await cast(vote, await someone(), ['1']);
    await perform(cancelVote, manager, { vote, reasons: { ar: 'خطأ في الخيارات المعروضة' } });
    expect(await urn(vote)).toEqual([]);
    expect(await closed(vote)).toMatchObject({ state: 'cancelled', count: null });
    expect(await wrongs()).toEqual([]);
  });
});

describe('a ballot', () => {
  test('is cast once by a person; the same sheet again is the same ballot, another is refused and counted', async () => {
    const vote = await opened();
    const citizen = await someone();
    const sheet = newSheet();
    const first = await cast(vote, citizen, ['1', '3'], sheet);
    expect(first).toMatchObject({ reference: vote, again: false });
    expect(await cast(vote, citizen, ['1', '3'], sheet)).toEqual({ ...first, again: true });
    await expect(cast(vote, citizen, ['2'])).rejects.toMatchObject({ key: 'votes.refusal.already-voted' });
    const hours = await paceOf(db, await found(vote));
    expect(hours).toMatchObject([{ cast: 1, blocked: 1 }]);
    await expect(cast(vote, NOBODY, ['1'])).rejects.toThrow(NotSignedIn);
    await expect(cast(vote, await someone(), ['9'])).rejects.toThrow(InvalidInput);
  });

  test('of one person by many addresses and in several processes at once is one', async () => {
    const vote = await opened();
    const people = await Promise.all(Array.from({ length: 40 }, () => someone()));
    const attempts = people.flatMap((actor) =>
      [actions, other.actions, actions].map((runner, index) =>
        runner.perform(castBallot, {
          actor,
          tenant: region,
          input: { vote, sheet: newSheet(), choice: { picked: [String(index + 1)] } },
        }),
      ),
    );
    const answers = await Promise.allSettled(attempts);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(40);
    for (const one of answers) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Conflict);
    expect(await urn(vote)).toHaveLength(40);
    expect((await ballotsOf(db, await found(vote))).total).toBe(40);
    expect((await rollOf(db, await found(vote))).total).toBe(40);
    expect(await wrongs()).toEqual([]);
  });

  test('is refused where the address voted already with an account that is closed', async () => {
    const vote = await opened();
    const [first, second] = [await someone(), await someone()];
    const { id } = (
      await pool.query(
        `insert into contact (id, person_id, kind, fingerprint, address, main, confirmed_at)
         values (gen_random_uuid(), $1, 'email', '\\x01', 'x@example.ma', true, now()) returning id`,
        [first.id],
      )
    ).rows[0];
    await cast(vote, first, ['1']);
    await db.transaction().execute((tx) => voteData.close(tx, first.id, clock.now()));
    await pool.query('update contact set person_id = $1 where id = $2', [second.id, id]);
    await expect(cast(vote, second, ['1'])).rejects.toThrow(Conflict);
  });

  test('asks for the level and the residence that the vote declares', async () => {
    const vote = await opened({ level: 2, territory: '11.321' });
    await expect(cast(vote, await someone(), ['1'])).rejects.toMatchObject({ need: { level: 2 } });
    const citizen = await someone({ level: 2 });
    await expect(cast(vote, citizen, ['1'])).rejects.toMatchObject({ need: { attributes: ['residence'] } });
    const lives = (code: string) =>
      pool.query(
        `insert into attribute (person_id, kind, value, verified, source, at) values ($1, 'residence', $2, true, 'test', now())
         on conflict (person_id, kind) do update set value = excluded.value`,
        [citizen.id, code],
      );
    await lives('11.537.01.01');
    await expect(cast(vote, citizen, ['1'])).rejects.toMatchObject({ key: 'votes.refusal.elsewhere' });
    await lives('11.321.01.01');
    expect(await cast(vote, citizen, ['1'])).toMatchObject({ again: false });
  });

  test('is changed and taken back by its voter and its code together, until the closing', async () => {
    const vote = await opened();
    const [citizen, thief] = [await someone(), await someone()];
    const { code } = await cast(vote, citizen, ['1']);
    await cast(vote, thief, ['2']);
    const choice = { picked: ['3'] };
    await expect(perform(changeBallot, thief, { vote, code, choice })).rejects.toThrow(InvalidInput);
    await expect(perform(withdrawBallot, thief, { vote, code })).rejects.toThrow(InvalidInput);
    expect(await perform(changeBallot, citizen, { vote, code: code.toLowerCase(), choice })).toMatchObject({ code });
    await perform(withdrawBallot, citizen, { vote, code });
    expect(await rollOf(db, await found(vote))).toMatchObject({ total: 1 });
    const again = await cast(vote, citizen, ['1']);
    expect(again.code).not.toBe(code);
    expect(await wrongs()).toEqual([]);
    clock.set(AFTER);
    await expect(perform(withdrawBallot, citizen, { vote, code: again.code })).rejects.toThrow(Conflict);
    const final = await opened({ changeable: false, closesAt: '2026-12-25T18:00:00Z' });
    const given = await cast(final, citizen, ['1']);
    await expect(perform(withdrawBallot, citizen, { vote: final, code: given.code })).rejects.toThrow(Conflict);
  });
});

describe('a secret vote', () => {
  test('keeps nothing that leads from the roll to a ballot', async () => {
    const vote = await opened();
    const citizen = await someone();
    const { code } = await cast(vote, citizen, ['1']);
    const [ballot] = await urn(vote);
    expect(ballot.roll_id).toBeNull();
    expect(JSON.stringify(ballot)).not.toContain(code);
    const { rows } = await pool.query('select id from vote_roll where person_id = $1', [citizen.id]);
    const naming = pool.query('update vote_urn set roll_id = $1 where key = $2', [rows[0].id, ballot.key]);
    await expect(naming).rejects.toThrow(/check constraint/);
    const logged = await pool.query(`select * from audit where actor = $1`, [`person:${citizen.id}`]);
    expect(logged.rows).toEqual([]);
    await expect(
      perform(invalidateBallot, manager, { vote, place: rows[0].id, reason: 'صوت من غير حق' }),
    ).rejects.toMatchObject({ key: 'votes.refusal.secret' });
  });

  test('closes once, with its ballots in the order of their codes, a result and a root that are in the log', async () => {
    const vote = await opened();
    const codes: string[] = [];
    for (const picked of [['1'], ['1', '2'], ['3'], ['1']])
      codes.push((await cast(vote, await someone(), picked)).code);
    await runJob();
    expect(await rootsOf(db, await found(vote))).toMatchObject([{ number: 1, ballots: 4 }]);
    expect(await found(vote)).toMatchObject({ count: null });
    expect(await closed(vote)).toMatchObject({ state: 'closed', count: { ballots: 4 } });
    const ballots = await ballotsIn(vote);
    expect(ballots.map(({ code }) => code)).toEqual(codes.toSorted());
    expect(ballots.find(({ code }) => code === codes[1])).toMatchObject({
      choice: '1+2',
      channel: 'online',
      name: null,
    });
    expect(await urn(vote)).toEqual([]);
    expect(await rootsOf(db, await found(vote))).toMatchObject([{ number: 2, ballots: 4 }, { number: 1 }]);
    expect(await wrongs()).toEqual([]);
    await pool.query(`update vote_ballot set choice = '2' where code = $1`, [codes[0]]);
    expect((await wrongs()).map((sentence) => sentence.replace(vote, 'V'))).toEqual([
      'The ballots of vote V do not lead to its published root.',
      'The result of vote V is not what its ballots say.',
    ]);
    await pool.query(`update vote_ballot set choice = '1' where code = $1`, [codes[0]]);
  });

  test('moves its live count by five ballots or more', async () => {
    const vote = await opened({ results: 'live' });
    for (let n = 0; n < 4; n++) await cast(vote, await someone(), ['1']);
    await runJob();
    expect((await found(vote)).count).toBeNull();
    await cast(vote, await someone(), ['2']);
    await runJob();
    expect((await found(vote)).count).toMatchObject({ ballots: 5 });
    await cast(vote, await someone(), ['2']);
    clock.advance(15 * 60_000);
    await runJob();
    expect((await found(vote)).count).toMatchObject({ ballots: 5 });
    for (let n = 0; n < 4; n++) await cast(vote, await someone(), ['2']);
    await runJob();
    expect((await found(vote)).count).toMatchObject({ ballots: 10 });
    for (let n = 0; n < 5; n++) await cast(vote, await someone(), ['2']);
    await runJob();
    // Not yet a quarter of an hour after the last one.
    expect((await found(vote)).count).toMatchObject({ ballots: 10 });
  });
});

describe('a public vote', () => {
  test('publishes the names that were given; a ballot is invalidated with a reason, and its voter stays on the roll', async () => {
    const vote = await opened({ secret: false });
    const [named, unnamed, wrong] = [await someone(), await someone(), await someone()];
    await cast(vote, named, ['1'], newSheet(), 'فاطمة\nمن المرسى');
    await cast(vote, unnamed, ['2']);
    await cast(vote, wrong, ['3']);
    const { rows } = await pool.query('select id from vote_roll where person_id = $1', [wrong.id]);
    const reason = 'حساب لا يملكه صاحبه';
    await perform(invalidateBallot, manager, { vote, place: rows[0].id, reason });
    await expect(cast(vote, wrong, ['3'])).rejects.toThrow(Conflict);
    await closed(vote);
    const names = (await ballotsIn(vote)).map(({ name, choice }) => `${choice} ${name}`);
    expect(names.toSorted()).toEqual(['1 فاطمة من المرسى', '2 null']);
    expect(await wrongs()).toEqual([]);
  });
});

describe('at the counter', () => {
  const enrol = (vote: string, nationalId: string, channel = 'paper') =>
    perform(enrolVoter, clerks[0], { vote, channel, nationalId });
  const enter = (vote: string, clerk: Actor, sheet: string, picked: string[]) =>
    perform(recordPaper, clerk, { vote, channel: 'paper', sheet, choice: { picked } });

  test('a voter is entered once, and papers by two officials who agree, never more than voters', async () => {
    const vote = await opened();
    expect(await enrol(vote, 'ab 123456')).toEqual({ outcome: 'entered' });
    expect(await enrol(vote, 'AB123456', 'counter')).toEqual({ outcome: 'already' });
    await expect(enrol(vote, '12')).rejects.toThrow(InvalidInput);
    expect(await enter(vote, clerks[0], 'A-1', ['1'])).toEqual({ outcome: 'first' });
    expect(await enter(vote, clerks[0], 'A-1', ['2'])).toEqual({ outcome: 'first' });
    expect(await enter(vote, clerks[1], 'A-1', ['1'])).toEqual({ outcome: 'different' });
    expect(await enter(vote, clerks[1], 'A-1', ['1'])).toEqual({ outcome: 'first' });
    expect(await enter(vote, clerks[0], 'A-1', ['1'])).toEqual({ outcome: 'counted' });
    await expect(enter(vote, clerks[0], 'A-1', ['1'])).rejects.toMatchObject({ key: 'votes.refusal.paper-entered' });
    await enter(vote, clerks[0], 'A-2', ['1']);
    await expect(enter(vote, clerks[1], 'A-2', ['1'])).rejects.toMatchObject({ key: 'votes.refusal.more-papers' });
    await cast(vote, await someone(), ['2']);
    expect(await ballotsOf(db, await found(vote))).toEqual({ total: 2, channels: { online: 1, counter: 0, paper: 1 } });
    expect(await wrongs()).toEqual([]);
    await closed(vote);
    expect((await ballotsIn(vote)).map(({ channel }) => channel).toSorted()).toEqual(['online', 'paper']);
    expect(await wrongs()).toEqual([]);
  });
});
