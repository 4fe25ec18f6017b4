import { beforeAll, expect, test } from 'vitest';
import { receiveReply } from '#core/cases/index.ts';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { silentLog } from '#platform/log.ts';
import type { Tenant } from '#platform/tenant.ts';
import { offers } from '../../src/app.ts';
import { replyAddress } from '../../src/core/cases/address.ts';
import { caseByReference, timelineOf } from '../../src/core/cases/queries.ts';
import { filedPetition } from '../../src/modules/petitions/examples.ts';
import { aPerson } from '../setup/actors.ts';
import { testDatabase } from '../setup/database.ts';
import { loadBodies } from '../setup/officials.ts';
import { testProgram } from '../setup/program.ts';
import { lastLetterTo, signIn } from '../setup/sign-in.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { actions, clock } = program;
const around = { ...program.around, settings: { ...program.around.settings, repliesAt: 'jamaa.example' } };
const context = { db, actions, clock, around, offers, log: silentLog() };

let tenant: Tenant;
let representative: ReturnType<typeof aPerson>;
let office: ReturnType<typeof aPerson>;
beforeAll(async () => {
  await loadBodies(program, db);
  const body = await institutionBySlug(db, 'laayoune-sakia-el-hamra');
  if (!body) throw new Error('the council is not there');
  tenant = asTenant(body);
  representative = aPerson({ id: (await signIn(program, db, 'wakila@example.ma')).personId });
  const { personId } = await signIn(program, db, 'office@example.ma');
  office = aPerson({
    id: personId,
    secondFactor: true,
    powers: [{ name: 'petitions.examine', institutionId: tenant.id }],
  });
});

const filed = () => filedPetition({ actions, representative, office, tenant });
const said = async (reference: string) => {
  const found = await caseByReference({ db, tenant: null }, reference);
  const events = found ? await timelineOf(db, found, 'parties') : [];
  return events.filter(({ verb }) => verb === 'reply').map(({ words }) => Object.values(words)[0]);
};
const mail = { words: 'أرفق الوثيقة.', files: [], automatic: false };
let letters = 0;
/** A letter as a mailbox gives it: each has an id of its own. */
const aMail = () => ({ ...mail, id: `<${++letters}@example.ma>` });

test('an answer to a letter of a case stands in the case, each further document as a message of its own', async () => {
  const reference = await filed();
  const to = [replyAddress(around.keys, reference, 'jamaa.example')];
  const file = (name: string) => ({ name, bytes: Buffer.from(`words of ${name}`) });
  expect(await receiveReply(context, { ...aMail(), to, files: [file('a.txt'), file('b.txt')] })).toBe('taken');
  expect(await said(reference)).toEqual(['أرفق الوثيقة.', 'b.txt']);
});

test('a letter that is read twice stands there once, also when the first time ended in the middle', async () => {
  const reference = await filed();
  const file = (name: string) => ({ name, bytes: Buffer.from(`words of ${name}`) });
  const letter = { ...aMail(), to: [replyAddress(around.keys, reference, 'jamaa.example')], files: [file('a.txt')] };
  expect(await receiveReply(context, letter)).toBe('taken');
  // The rest of it came only the second time.
  const whole = { ...letter, files: [...letter.files, file('b.txt')] };
  for (let times = 0; times < 2; times += 1) expect(await receiveReply(context, whole)).toBe('taken');
  expect(await said(reference)).toEqual(['أرفق الوثيقة.', 'b.txt']);
  expect(await receiveReply(context, { ...letter, ...aMail(), to: letter.to })).toBe('taken');
  expect(await said(reference)).toEqual(['أرفق الوثيقة.', 'b.txt', 'أرفق الوثيقة.']);
});

test('only the address of that case lets in, in any case of letters; machines say nothing', async () => {
  const [reference, other] = [await filed(), await filed()];
  const right = replyAddress(around.keys, reference, 'jamaa.example');
  const wrong = right.replace(reference.toLowerCase(), other.toLowerCase());
  expect(await receiveReply(context, { ...aMail(), to: [wrong, 'jamaa@jamaa.example'] })).toBe('elsewhere');
  expect(await receiveReply(context, { ...aMail(), to: [right], automatic: true })).toBe('taken');
  expect([await said(reference), await said(other)]).toEqual([[], []]);
  expect(await receiveReply(context, { ...aMail(), to: [right.toUpperCase()] })).toBe('taken');
  expect(await said(reference)).toEqual(['أرفق الوثيقة.']);
});

test('what cannot be taken is left to people: nothing written, too long, too many documents', async () => {
  const reference = await filed();
  const to = [replyAddress(around.keys, reference, 'jamaa.example')];
  const many = Array.from({ length: 6 }, (_one, at) => ({ name: `${at}.txt`, bytes: Buffer.from('x') }));
  for (const given of [{ words: '' }, { words: 'x'.repeat(100_000) }, { files: many }])
    expect(await receiveReply(context, { ...aMail(), ...given, to })).toBe('refused');
  expect(await said(reference)).toEqual([]);
});

test('letters of a case say where to answer, where answers are read', async () => {
  await filed();
  const headers = async () => {
    const letter = await lastLetterTo(db, 'wakila@example.ma');
    const row = await db.selectFrom('letter').select('headers').orderBy('id', 'desc').executeTakeFirstOrThrow();
    return [letter !== undefined, row.headers['Reply-To']];
  };
  // This program has no mailbox: an address that nobody reads would lose what people write.
  expect(await headers()).toEqual([true, undefined]);
});
