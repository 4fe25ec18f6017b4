import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type Actor, NOBODY } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { LAAYOUNE, type PetitionScene, petitionScene, TARFAYA } from '../../../../test/setup/petitions.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { countsOf } from '../queries/petitions.ts';
import { findSheet, sheetsOf } from '../queries/sheets.ts';
import { tallyOf } from '../queries/tally.ts';
import { verifyCounters } from '../verify.ts';
import { closePetition } from './close-petition.ts';
import { issueSheets } from './issue-sheets.ts';
import { mergeSheet } from './merge-sheet.ts';
import { recordSheet } from './record-sheet.ts';
import { recordSignature } from './record-signature.ts';

const { db } = await testDatabase();
const program = testProgram(db);

let scene: PetitionScene;
let first: Actor;
let second: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  scene = await petitionScene(program, db);
  first = await scene.anOfficial('petitions.collect');
  second = await scene.anOfficial('petitions.collect');
});
beforeEach(() => program.clock.set(TEST_DAY));

const AMINA = { line: 1, name: 'أمينة بنت محمد', territory: LAAYOUNE, address: 'حي السلام', copy: true };
const SAID = { line: 2, name: 'سعيد', territory: TARFAYA, copy: true };
const TORN = { line: 3, rejected: 'unreadable' };

const read = (petition: string, official: Actor, lines: object[], sheet = 1) =>
  scene.perform(recordSheet, official, { petition, sheet, lines });
const counts = async (petition: string) => countsOf(db, await scene.found(petition));
const wrongs = async () => {
  const said: string[] = [];
  for await (const sentence of verifyCounters.run(db, program.around)) said.push(sentence);
  return said;
};

async function withSheet() {
  const representative = await scene.aCitizen();
  const petition = await scene.opened(representative);
  await scene.perform(issueSheets, representative, { petition, sheets: '2' });
  return { petition, representative };
}

describe('paper sheets', () => {
  test('are numbered one after the other, by the representative or an official', async () => {
    const { petition } = await withSheet();
    const more = await scene.perform(issueSheets, first, { petition, sheets: 3 });
    expect(more).toMatchObject({ from: 3, to: 5 });
    const stranger = scene.perform(issueSheets, await scene.aCitizen(), { petition, sheets: 1 });
    await expect(stranger).rejects.toThrow(NotFound);
    await expect(scene.perform(issueSheets, first, { petition, sheets: 51 })).rejects.toThrow(InvalidInput);
    expect(await sheetsOf(db, await scene.found(petition))).toHaveLength(5);
  });

  test('count when two officials read the same', async () => {
    const { petition } = await withSheet();
    expect(await read(petition, first, [AMINA, SAID, TORN])).toMatchObject({ outcome: 'read-once' });
    // Alone, whoever read may read again, and it stays the first reading.
    expect(await read(petition, first, [AMINA, SAID, TORN])).toMatchObject({ outcome: 'read-once' });
    expect((await counts(petition)).total).toBe(0);
    const counted = await read(petition, second, [TORN, SAID, AMINA].map((one) => ({ ...one })).reverse());
    expect(counted).toEqual({ outcome: 'counted', accepted: 2, rejected: 1 });
    const { total, byProvince, byChannel } = await counts(petition);
    expect([total, byProvince.get(LAAYOUNE), byProvince.get(TARFAYA), byChannel.get('paper')]).toEqual([2, 1, 1, 2]);
    await expect(read(petition, second, [AMINA])).rejects.toThrow(Conflict);
    expect(await sheetsOf(db, await scene.found(petition))).toMatchObject([
      { number: 1, state: 'counted', accepted: 2, rejected: 1 },
      { number: 2, state: 'issued' },
    ]);
    const { institutionId, id } = await scene.found(petition);
    const kept = within(db, institutionId).selectFrom('petition_sheet_reading').select('number');
    expect(await kept.where('petition_id', '=', id).execute()).toEqual([]);
    expect(await wrongs()).toEqual([]);
  });

  test('wait for a choice where the readings differ', async () => {
    const { petition } = await withSheet();
    await read(petition, first, [AMINA, SAID]);
    expect(await read(petition, second, [AMINA, { ...SAID, name: 'سعد' }, TORN])).toMatchObject({
      outcome: 'differing',
    });
    const merge = (choices: object[]) => scene.perform(mergeSheet, first, { petition, sheet: 1, choices });
    const half = merge([{ line: 2, reading: 'first' }]);
    await expect(half).rejects.toMatchObject({ faults: [{ pointer: '/line-3', values: { line: 3 } }] });
    const done = await merge([
      { line: 2, reading: 'first' },
      { line: 3, reading: 'second' },
    ]);
    expect(done).toEqual({ accepted: 2, rejected: 1 });
    await expect(merge([])).rejects.toThrow(Conflict);
    expect((await counts(petition)).total).toBe(2);
  });

  test('that were signed in time count after the last day too, and what is not filled in is told line by line', async () => {
    const { petition, representative } = await withSheet();
    await scene.perform(closePetition, representative, { petition });
    const faulty = read(petition, first, [
      { ...AMINA, territory: null },
      { line: 2, name: '1', territory: LAAYOUNE },
    ]);
    await expect(faulty).rejects.toMatchObject({
      faults: [{ pointer: '/line-1/territory' }, { pointer: '/line-2/name' }],
    });
    await read(petition, first, [AMINA]);
    expect(await read(petition, second, [AMINA])).toMatchObject({ outcome: 'counted', accepted: 1 });
    await expect(read(petition, first, [AMINA], 9)).rejects.toThrow(NotFound);
    expect(await findSheet(db, await scene.found(petition), 9)).toBeUndefined();
  });

  test('are nobody’s to read but an official’s of that council', async () => {
    const { petition } = await withSheet();
    await expect(read(petition, await scene.aCitizen(), [AMINA])).rejects.toThrow(NotFound);
    await expect(read(petition, await scene.anOfficial('petitions.examine'), [AMINA])).rejects.toThrow(NotFound);
  });
});

describe('at the counter', () => {
  const given = { name: 'سعيد', tie: 'residence', territory: TARFAYA, declares: true, copy: true, lang: 'ar' };

  test('an official records a signature, and the same form twice is one', async () => {
    const petition = await scene.opened();
    const entry = newId();
    const once = await scene.perform(recordSignature, first, { ...given, petition, entry });
    const twice = await scene.perform(recordSignature, first, { ...given, petition, entry });
    expect([once, twice]).toMatchObject([{ again: false }, { again: true }]);
    const tally = await tallyOf(db, await scene.found(petition));
    expect(tally).toMatchObject({ total: 1, channels: { online: 0, counter: 1, paper: 0 } });
    expect(tally.rows.find(({ code }) => code === TARFAYA)).toMatchObject({ total: 1, channels: { counter: 1 } });
  });

  test('nobody else, and not what the law does not ask for', async () => {
    const petition = await scene.opened();
    const record = (actor: Actor, words: object = {}) =>
      scene.perform(recordSignature, actor, { ...given, ...words, petition, entry: newId() });
    await expect(record(NOBODY)).rejects.toThrow(NotFound);
    await expect(record(first, { territory: '99' })).rejects.toThrow(InvalidInput);
    await expect(record(first, { name: ' ' })).rejects.toThrow(InvalidInput);
    expect((await counts(petition)).total).toBe(0);
  });
});
