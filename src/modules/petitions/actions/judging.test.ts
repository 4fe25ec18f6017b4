import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Actor } from '#platform/tenant.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { LAAYOUNE, type PetitionScene, petitionScene, TARFAYA } from '../../../../test/setup/petitions.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import type { Criterion } from '../judging.ts';
import { alikeGroups, meantBy, spansOf } from '../queries/judging.ts';
import { countsOf } from '../queries/petitions.ts';
import { tallyOf } from '../queries/tally.ts';
import { isRootDue, proofOf, rootsOf } from '../roots.ts';
import { receiptOf } from '../signing.ts';
import { verifyCounters } from '../verify.ts';
import { closePetition } from './close-petition.ts';
import { invalidateSignatures } from './invalidate-signatures.ts';
import { publishPetitionRoot } from './publish-petition-root.ts';
import { recordSignature } from './record-signature.ts';
import { restoreSignatures } from './restore-signatures.ts';
import { signPetition } from './sign-petition.ts';
import { withdrawSignature } from './withdraw-signature.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { around, clock } = program;
const SYSTEM: Actor = { kind: 'system', name: 'test' };
const REASONS = 'تكرر الاسم ومحل السكن في ورقتين، وأكد صاحبهما أنه وقع مرة واحدة.';

let scene: PetitionScene;
let judge: Actor;
let clerk: Actor;

beforeAll(async () => {
  await loadBodies(program, db);
  scene = await petitionScene(program, db);
  judge = await scene.anOfficial('petitions.judge');
  clerk = await scene.anOfficial('petitions.collect');
});
beforeEach(() => clock.set(TEST_DAY));

const signatory = { name: 'أمينة', tie: 'residence', territory: LAAYOUNE, declares: true };

async function signed(petition: string, words: object = {}): Promise<string> {
  const input = { petition, lang: 'ar', network: 'n', signatory: { ...signatory, ...words } };
  const done = await scene.perform(signPetition, await scene.aCitizen(), input);
  return done.outcome === 'signed' ? done.signature : '';
}

async function atCounter(petition: string, words: object = {}): Promise<string> {
  const done = await scene.perform(recordSignature, clerk, {
    ...signatory,
    ...words,
    petition,
    entry: newId(),
    lang: 'ar',
  });
  return done.outcome === 'signed' ? done.signature : '';
}

const invalidate = (petition: string, criterion: Criterion, expected: number, actor = judge) =>
  scene.perform(invalidateSignatures, actor, { petition, criterion, expected, ground: 'twice', reasons: REASONS });
const restore = (petition: string, invalidation: string) =>
  scene.perform(restoreSignatures, judge, { petition, invalidation, reasons: 'تبين أنهما شخصان مختلفان.' });
const total = async (petition: string) => (await countsOf(db, await scene.found(petition))).total;

describe('signatures that may be one person’s', () => {
  test('are found across channels, however the name is written, and not across residences', async () => {
    const petition = await scene.opened();
    await signed(petition, { name: 'آمنة  الإدريسي' });
    clock.advance(1_000);
    const later = await atCounter(petition, { name: 'الادريسي امنه' });
    await signed(petition, { name: 'آمنة الإدريسي', territory: TARFAYA });
    const found = await scene.found(petition);
    const { groups, more } = await alikeGroups(db, around.keys, found, 10);
    expect(more).toBe(1);
    expect(groups.map(({ signatures }) => signatures.map(({ channel }) => channel))).toEqual([['online', 'counter']]);
    expect(await meantBy(db, found, { kind: 'alike' })).toEqual([
      { id: later, territory: LAAYOUNE, channel: 'counter' },
    ]);
  });

  test('stop counting only as they were shown, with a ground and reasons, and count again', async () => {
    const petition = await scene.opened();
    const ids = [await signed(petition), await signed(petition), await signed(petition, { name: 'سعيد' })];
    await expect(invalidate(petition, { kind: 'alike' }, 2)).rejects.toThrow(Conflict);
    const short = { petition, criterion: { kind: 'alike' }, expected: 1, ground: 'ugly', reasons: 'لا' };
    await expect(scene.perform(invalidateSignatures, judge, short)).rejects.toThrow(InvalidInput);
    await expect(invalidate(petition, { kind: 'alike' }, 1, clerk)).rejects.toThrow(NotFound);
    const { invalidation, signatures } = await invalidate(petition, { kind: 'alike' }, 1);
    expect([signatures, await total(petition)]).toEqual([1, 2]);
    await expect(invalidate(petition, { kind: 'alike' }, 0)).rejects.toThrow(Conflict);
    // Signing again is answered as ever, and changes nothing.
    expect(await total(petition)).toBe(2);
    expect(await restore(petition, invalidation)).toEqual({ signatures: 1 });
    await expect(restore(petition, invalidation)).rejects.toThrow(Conflict);
    expect(await total(petition)).toBe(ids.length);
  });

  test('in a burst are counted by spans of ten minutes', async () => {
    const petition = await scene.opened();
    clock.set('2026-11-21T10:03:00Z');
    await signed(petition);
    await signed(petition, { name: 'سعيد' });
    clock.set('2026-11-21T10:10:00Z');
    await signed(petition, { name: 'كريم' });
    const found = await scene.found(petition);
    expect(await spansOf(db, found)).toEqual([
      { at: new Date('2026-11-21T10:00:00Z'), signatures: 2 },
      { at: new Date('2026-11-21T10:10:00Z'), signatures: 1 },
    ]);
    const span = { kind: 'burst', from: '2026-11-21T10:00:00Z', to: '2026-11-21T10:10:00Z' } as const;
    expect(await meantBy(db, found, span)).toHaveLength(2);
  });
});

describe('a signature that was found not to count', () => {
  test('is in no root that follows, and its receipt says why', async () => {
    const representative = await scene.aCitizen();
    const petition = await scene.opened(representative);
    const [first, second] = [await signed(petition), await signed(petition)];
    await scene.perform(closePetition, representative, { petition });
    const publish = () =>
      program.actions.perform(publishPetitionRoot, { actor: SYSTEM, tenant: null, input: { petition } });
    clock.advance(60_000);
    expect(await publish()).toMatchObject({ signatures: 2 });
    clock.advance(25 * 3_600_000);
    expect(await publish()).toMatchObject({ signatures: 2 });
    clock.advance(60_000);
    expect(await publish()).toBeNull();
    await invalidate(petition, { kind: 'alike' }, 1);
    clock.advance(60_000);
    const found = await scene.found(petition);
    expect(isRootDue(found, (await rootsOf(db, found))[0]?.at ?? null, clock.now())).toBe(true);
    expect(await publish()).toMatchObject({ number: 3, signatures: 1 });
    expect(await publish()).toBeNull();
    const proof = (signature: string) => {
      const receipt = receiptOf(around.keys, signature);
      return proofOf(db, found, { signature, receipt });
    };
    expect(await proof(first)).toMatchObject({ count: 1, index: 0 });
    expect(await proof(second)).toBeUndefined();
    const query = new URLSearchParams({ s: second, receipt: receiptOf(around.keys, second) });
    const browser = openBrowser(program);
    for (const page of ['signature', 'check']) {
      const { text } = await browser.get(`/ar/${scene.body.slug}/petitions/${petition}/${page}?${query}`);
      expect(text).toContain('هذا التوقيع غير محسوب');
      expect(text).toContain(REASONS);
    }
    const guess = new URLSearchParams({ s: second, receipt: receiptOf(around.keys, first) });
    const { text } = await browser.get(`/ar/${scene.body.slug}/petitions/${petition}/check?${guess}`);
    expect(text).not.toContain(REASONS);
  });
});

test('whatever happens, totals by channel and by province add up to the total, and to the rows', async () => {
  const names = ['أمينة', 'سعيد', 'كريم'];
  const step = fc.record({
    deed: fc.constantFrom('online', 'counter', 'withdraw', 'invalidate', 'restore'),
    name: fc.constantFrom(...names),
    territory: fc.constantFrom(LAAYOUNE, TARFAYA, ''),
    which: fc.nat(30),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
      clock.set(TEST_DAY);
      const petition = await scene.opened();
      const ids: string[] = [];
      const findings: string[] = [];
      for (const { deed, name, territory, which } of steps) {
        clock.advance(1_000);
        const words = { name, territory, tie: territory === '' ? 'activity' : 'residence' };
        const id = ids[which % Math.max(1, ids.length)] ?? '';
        if (deed === 'online') ids.push(await signed(petition, words));
        else if (deed === 'counter') ids.push(await atCounter(petition, words));
        else if (deed === 'withdraw' && id) {
          const receipt = receiptOf(around.keys, id);
          await scene.perform(withdrawSignature, judge, { petition, signature: id, receipt });
        } else if (deed === 'invalidate') {
          const criterion: Criterion = which % 2 || !id ? { kind: 'alike' } : { kind: 'chosen', signatures: [id] };
          const meant = await meantBy(db, await scene.found(petition), criterion);
          if (meant.length > 0) findings.push((await invalidate(petition, criterion, meant.length)).invalidation);
        } else if (deed === 'restore') {
          const last = findings.pop();
          if (last) await restore(petition, last);
        }
      }
      const found = await scene.found(petition);
      const [tally, counts] = [await tallyOf(db, found), await countsOf(db, found)];
      const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, one) => all + one, 0);
      expect(sum(Object.values(tally.channels))).toBe(tally.total);
      expect(sum(tally.rows.map((row) => row.total))).toBe(tally.total);
      for (const row of tally.rows) expect(sum(Object.values(row.channels))).toBe(row.total);
      expect([counts.total, found.signatures]).toEqual([tally.total, tally.total]);
      for await (const wrong of verifyCounters.run(db, around)) throw new Error(wrong);
    }),
    { numRuns: 8 },
  );
});
