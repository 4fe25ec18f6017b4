import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { silentLog } from '#platform/log.ts';
import { CHUNK_LEAVES } from '#platform/merkle.ts';
import { newReference } from '#platform/reference.ts';
import { NOBODY } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadBodies } from '../../../../test/setup/officials.ts';
import { temporaryFolder } from '../../../../test/setup/processes.ts';
import { TEST_DAY, testProgram } from '../../../../test/setup/program.ts';
import { offers } from '../../../app.ts';
import { publishRoots } from '../jobs.ts';
import { petitionByReference } from '../queries/petitions.ts';
import { isRootDue, proofOf, rootsOf } from '../roots.ts';
import { type Ready, writeSignatures } from '../sign.ts';
import { receiptOf } from '../signing.ts';
import { verifyRoots } from '../verify-roots.ts';
import { publishPetitionRoot } from './publish-petition-root.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
const { actions, around, clock } = program;
const SYSTEM = { kind: 'system', name: 'test' } as const;
let institutionId: string;

beforeAll(async () => {
  await loadBodies(program, db);
  institutionId = (await institutionBySlug(db, 'laayoune-sakia-el-hamra'))?.id ?? '';
});
beforeEach(() => clock.set(TEST_DAY));

async function opened(): Promise<{ id: string; reference: string }> {
  const petition = { id: newId(), reference: newReference('PET', 2026) };
  await pool.query(
    `insert into petition (institution_id, id, reference, level, state, lang, title, demand, reasons, representative_name,
       months, required, created_at, opened_on, closes_on)
     values ($1, $2, $3, 'region', 'open', 'ar', 'عريضة', 'نلتمس', 'لأن', 'فاطمة', 3, 300, now(), '2026-11-20', '2027-02-20')`,
    [institutionId, petition.id, petition.reference],
  );
  return petition;
}

let people = 0;

async function signatures(id: string, count: number): Promise<string[]> {
  const asked = Array.from(
    { length: count },
    (): Ready => ({
      petition: { institutionId, id },
      who: { contact: createHash('sha256').update(String(people++)).digest() },
      contribution: null,
      signatory: { name: 'أمينة', tie: 'residence', territory: '11.321', publish: false },
      channel: 'online',
      lang: 'ar',
    }),
  );
  const now = clock.now();
  const written = await db.transaction().execute((tx) => writeSignatures({ db: tx, around, now }, asked));
  return written.map((one) => one?.id ?? '');
}

const publish = (petition: string) =>
  actions.perform(publishPetitionRoot, { actor: SYSTEM, tenant: null, input: { petition } });
const runJob = () => publishRoots.run(undefined, { db, clock, actions, around, offers, log: silentLog() });
const receipt = (signature: string) => receiptOf(around.keys, signature);
async function wrongs(): Promise<string[]> {
  const sentences: string[] = [];
  for await (const sentence of verifyRoots.run(db, around)) sentences.push(sentence);
  return sentences;
}
const found = async (reference: string) => {
  const petition = await petitionByReference(db, reference);
  if (!petition) throw new Error(`${reference} is not there`);
  return petition;
};

describe('a root', () => {
  test('is published once a day by the system alone, counts what counts, and stands in the log', async () => {
    const { id, reference } = await opened();
    await signatures(id, 5);
    const asNobody = { actor: NOBODY, tenant: null, input: { petition: reference } };
    await expect(actions.perform(publishPetitionRoot, asNobody)).rejects.toThrow(NotFound);
    await Promise.all([runJob(), runJob()]);
    await runJob();
    const roots = await rootsOf(db, await found(reference));
    expect(roots).toMatchObject([{ number: 1, signatures: 5 }]);
    const { rows } = await pool.query(
      `select detail from audit where event = 'petition.root-published' and subject = $1`,
      [`petition:${reference}`],
    );
    expect(rows).toEqual([{ detail: { number: 1, signatures: 5, root: roots[0]?.root.toString('hex') } }]);
    clock.set('2026-11-22T00:10:00Z');
    await signatures(id, 1);
    await runJob();
    expect(await rootsOf(db, await found(reference))).toMatchObject([{ number: 2, signatures: 6 }, { number: 1 }]);
    expect(await wrongs()).toEqual([]);
  });

  test('is not published over counters that do not agree with the signatures', async () => {
    const { id, reference } = await opened();
    await signatures(id, 3);
    await pool.query('update petition_count set signatures = 4 where petition_id = $1', [id]);
    await expect(publish(reference)).rejects.toThrow('no root');
    await pool.query('update petition_count set signatures = 3 where petition_id = $1', [id]);
    expect(await publish(reference)).toMatchObject({ number: 1, signatures: 3 });
  });

  test('is due daily, at the end, and when the last confirmation is in', () => {
    const closedAt = new Date('2026-11-22T00:00:00Z');
    const due = (state: 'open' | 'closed' | 'withdrawn', last: string | null, now: string) =>
      isRootDue(
        { state, closedAt: state === 'closed' ? closedAt : null, talliedAt: null },
        last ? new Date(last) : null,
        new Date(now),
      );
    expect(due('open', null, '2026-11-21T10:00:00Z')).toBe(true);
    expect(due('open', '2026-11-21T00:01:00Z', '2026-11-21T23:59:00Z')).toBe(false);
    expect(due('open', '2026-11-21T23:59:00Z', '2026-11-22T00:00:00Z')).toBe(true);
    expect(due('closed', '2026-11-21T10:00:00Z', '2026-11-22T00:10:00Z')).toBe(true);
    expect(due('closed', '2026-11-22T00:10:00Z', '2026-11-22T23:00:00Z')).toBe(false);
    expect(due('closed', '2026-11-22T00:10:00Z', '2026-11-23T00:10:00Z')).toBe(true);
    expect(due('closed', '2026-11-23T00:10:00Z', '2026-11-30T00:10:00Z')).toBe(false);
    expect(due('withdrawn', null, '2026-11-22T00:10:00Z')).toBe(false);
  });
});

describe('a receipt', () => {
  test('proves its signature, on the page and without the platform, and nothing else', async () => {
    const { id, reference } = await opened();
    const ids = await signatures(id, CHUNK_LEAVES + 40);
    await publish(reference);
    const [later = ''] = await signatures(id, 1);
    const petition = await found(reference);
    for (const signature of [ids[0], ids[CHUNK_LEAVES - 1], ids[CHUNK_LEAVES], ids.at(-1)] as string[])
      expect(await proofOf(db, petition, { signature, receipt: receipt(signature) })).toMatchObject({
        count: ids.length,
      });
    const [mine = '', other = ''] = ids;
    expect(await proofOf(db, petition, { signature: mine, receipt: receipt(other) })).toBeUndefined();
    expect(await proofOf(db, petition, { signature: later, receipt: receipt(later) })).toBeUndefined();

    const site = `/ar/laayoune-sakia-el-hamra/petitions/${reference}`;
    const query = `s=${mine}&receipt=${receipt(mine).toLowerCase()}`;
    expect(await program.text(`${site}/check?${query}`)).toContain('توقيعك مشمول');
    expect(await program.text(`${site}/check?s=${mine}&receipt=${receipt(other)}`)).toContain('غير مشمول');
    expect((await program.ask(`${site}/proof.json?s=${mine}&receipt=wrong`)).status).toBe(404);
    const [root] = await rootsOf(db, petition);
    const hash = root?.root.toString('hex') ?? '';
    expect(await program.text(`${site}/roots`)).toContain(hash);

    const folder = await temporaryFolder();
    const verifier = join(folder, 'verify-receipt.mjs');
    await writeFile(verifier, await program.text('/verify-receipt.mjs'));
    const proof = await program.json(`${site}/proof.json?${query}`);
    const check = async (changes: object, ...words: string[]) => {
      await writeFile(join(folder, 'proof.json'), JSON.stringify({ ...proof, ...changes }));
      return spawnSync(process.execPath, [verifier, join(folder, 'proof.json'), ...words], { encoding: 'utf8' });
    };
    expect(await check({}, hash)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`PROVEN: signature ${mine}`),
    });
    for (const changes of [
      { receipt: receipt(other) },
      { signature: other },
      { petition: 'PET-2026-00000-0' },
      { index: 1 },
      { count: 9 },
      { root: '00'.repeat(32) },
      { path: [] },
    ])
      expect(await check(changes, hash)).toMatchObject({ status: 1, stderr: expect.stringContaining('NOT PROVEN') });
    expect((await check({}, '00'.repeat(32))).status).toBe(1);
  });

  test('whoever changes a root, a leaf or the log is found out', async () => {
    const { id, reference } = await opened();
    await signatures(id, 4);
    await publish(reference);
    expect(await wrongs()).toEqual([]);
    await pool.query(`update petition_leaves set leaves = substr(leaves, 33) where petition_id = $1`, [id]);
    expect(await wrongs()).toEqual([
      `Chunk 0 of root 1 of petition ${reference} was changed.`,
      `Root 1 of petition ${reference} is over 4 signatures, and 3 leaves are there.`,
    ]);
    await pool.query(`update petition_root set root = sha256(root) where petition_id = $1`, [id]);
    expect(await wrongs()).toContain(`Root 1 of petition ${reference} is not in the log as it was published.`);
    await pool.query(`delete from petition_root where petition_id = $1`, [id]);
  });
});
