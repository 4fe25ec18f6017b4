import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { aPerson } from '../../test/setup/actors.ts';
import { testDatabase } from '../../test/setup/database.ts';
import { type AuditEntry, appendAudit, auditHeads, PLATFORM_OWNER, sealAudit, verifyAudit } from './audit.ts';
import { migrate } from './db/migrate.ts';
import { silentLog } from './log.ts';
import { platformMigrations } from './migrations.ts';
import { system } from './tenant.ts';

const { pool, db } = await testDatabase({ empty: true });
await migrate(pool, platformMigrations, silentLog());

const ONE = '019a0000-0000-7000-8000-000000000001';
const TWO = '019a0000-0000-7000-8000-000000000002';

const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  institutionId: ONE,
  at: new Date('2026-11-21T10:00:00.123Z'),
  actor: system('test'),
  action: 'petitions.sign-petition',
  event: 'petition.signed',
  subject: 'P-1',
  detail: { of: 'نص', amount: 12.5, list: [1, null, 'x'] },
  ...over,
});

const append = (entries: AuditEntry[]) => db.transaction().execute((tx) => appendAudit(tx, entries));
const faults = async () => {
  const found: string[] = [];
  for await (const fault of verifyAudit(db)) found.push(fault.replaceAll(/ \([0-9a-f-]{36}\)/g, ''));
  return found;
};
const rows = async (institutionId = ONE) =>
  (
    await sql<{ id: string; position: number | null; hash: string | null }>`
    select id, position, hash from audit where institution_id = ${institutionId} order by position`.execute(db)
  ).rows;

beforeEach(() => pool.query('truncate audit, audit_chain'));

test('rows are sealed into one chain for each institution, and stand the check', async () => {
  await append([entry(), entry({ institutionId: TWO }), entry({ subject: undefined, detail: undefined })]);
  await append([entry({ institutionId: undefined, actor: { kind: 'nobody' } })]);
  expect(await faults()).toEqual([]);
  expect(await sealAudit(db)).toBe(4);
  expect((await rows()).map((row) => row.position)).toEqual([1, 2]);
  await append([entry({ actor: aPerson({ id: TWO }) })]);
  expect(await faults()).toEqual([]);
  expect(await sealAudit(db)).toBe(1);
  expect(await sealAudit(db)).toBe(0);
  const sealed = await rows();
  expect(sealed.map((row) => row.position)).toEqual([1, 2, 3]);
  expect(new Set(sealed.map((row) => row.hash)).size).toBe(3);
  expect(await auditHeads(db)).toEqual([
    { institution_id: PLATFORM_OWNER, position: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    { institution_id: ONE, position: 3, hash: sealed[2]?.hash },
    { institution_id: TWO, position: 1, hash: expect.any(String) },
  ]);
  expect(await faults()).toEqual([]);
});

test('more rows than are sealed at once', async () => {
  await append(Array.from({ length: 2_300 }, () => entry()));
  expect(await sealAudit(db)).toBe(2_300);
  expect(await faults()).toEqual([]);
  expect((await auditHeads(db))[0]?.position).toBe(2_300);
});

describe('somebody who changes the log in the database is found out', () => {
  beforeEach(async () => {
    await append(Array.from({ length: 6 }, (_, index) => entry({ subject: `P-${index}` })));
    await append([entry({ institutionId: TWO })]);
    await sealAudit(db);
  });

  test.each([
    ['actor', `actor = 'person:somebody-else'`],
    ['moment, by a millionth of a second', `at = at + interval '1 microsecond'`],
    ['action', `action = 'x'`],
    ['event', `event = 'x'`],
    ['subject', `subject = 'P-9'`],
    ['absent subject', 'subject = null'],
    ['detail', `detail = detail || '{"amount": 13}'`],
    ['detail, in a digit that JavaScript would not see', `detail = '{"amount": 12345678901234567891}'`],
    ['institution', `institution_id = '${PLATFORM_OWNER}'`],
  ])('the %s', async (_what, change) => {
    await pool.query(`update audit set ${change} where institution_id = $1 and position = 3`, [ONE]);
    const found = await faults();
    expect(found.length).toBeGreaterThan(0);
    expect(found.join()).toMatch(/row 3 (was changed|is missing)/);
    expect(found.filter((fault) => fault.includes(TWO))).toEqual([]);
  });

  test('a row taken out', async () => {
    await pool.query('delete from audit where institution_id = $1 and position = 3', [ONE]);
    expect(await faults()).toEqual([`Audit of institution ${ONE}: row 3 is missing.`]);
  });

  test('the first rows, and the last ones', async () => {
    await pool.query('delete from audit where institution_id = $1 and position in (1, 2, 6)', [ONE]);
    expect(await faults()).toEqual([
      `Audit of institution ${ONE}: rows 1 to 2 are missing.`,
      `Audit of institution ${ONE}: row 6 is missing.`,
    ]);
  });

  test('a whole log', async () => {
    await pool.query('delete from audit where institution_id = $1', [TWO]);
    expect(await faults()).toEqual([`Audit of institution ${TWO}: row 1 is missing.`]);
  });

  test('a row taken out and the others moved up', async () => {
    await pool.query('delete from audit where institution_id = $1 and position = 3', [ONE]);
    for (const position of [4, 5, 6]) {
      await pool.query('update audit set position = $2 where institution_id = $1 and position = $3', [
        ONE,
        position - 1,
        position,
      ]);
    }
    expect(await faults()).toContain(`Audit of institution ${ONE}: row 6 is missing.`);
    expect(await faults()).toContain(`Audit of institution ${ONE}: row 4 is out of order; it was sealed as row 5.`);
  });

  test('two rows exchanged', async () => {
    await pool.query(`update audit set position = position + 100 where institution_id = $1 and position in (2, 4)`, [
      ONE,
    ]);
    await pool.query(
      `update audit set position = case position when 102 then 4 else 2 end where institution_id = $1 and position > 100`,
      [ONE],
    );
    const found = await faults();
    expect(found).toContain(`Audit of institution ${ONE}: row 2 is out of order; it was sealed as row 4.`);
    expect(found).toContain(`Audit of institution ${ONE}: row 4 is out of order; it was sealed as row 2.`);
  });

  test('a row changed and sealed again by hand: the next one tells', async () => {
    await pool.query(
      `update audit set subject = 'P-9', hash = repeat('a', 64) where institution_id = $1 and position = 3`,
      [ONE],
    );
    const found = await faults();
    expect(found.join()).toMatch(/row 3 was changed/);
    expect(found.join()).toMatch(/row 4 was changed, or the row before it was replaced/);
  });

  test('a row added at the end without the sealing job', async () => {
    const [last] = (await rows()).slice(-1);
    await append([entry({ subject: 'forged' })]);
    await pool.query(`update audit set position = 7, hash = $2 where institution_id = $1 and position is null`, [
      ONE,
      last?.hash,
    ]);
    expect((await faults()).join()).toMatch(/row 7 was changed/);
  });

  test('the head of the chain', async () => {
    await pool.query(`update audit_chain set hash = repeat('b', 64) where institution_id = $1`, [ONE]);
    expect((await faults()).join()).toMatch(/does not end with the hash of its head/);
    await pool.query('delete from audit_chain where institution_id = $1', [ONE]);
    expect(await faults()).toEqual([`Audit of institution ${ONE}: the head of the chain is missing.`]);
  });
});

test('a row that is half sealed cannot exist', async () => {
  await append([entry()]);
  await expect(pool.query('update audit set position = 1')).rejects.toThrow(/audit_sealed/);
});

test('writers do not wait for one another, nor for the sealing', async () => {
  await append([entry()]);
  expect(await sealAudit(db)).toBe(1);
  const sealer = await db.startTransaction().execute();
  const first = await db.startTransaction().execute();
  const second = await db.startTransaction().execute();
  // Each of these would hang for ever if it waited for a transaction that is still open.
  await sql`select * from audit_chain for update`.execute(sealer);
  await appendAudit(first, [entry()]);
  await appendAudit(second, [entry()]);
  await second.commit().execute();
  await sealer.rollback().execute();
  expect(await sealAudit(db)).toBe(1);
  await first.commit().execute();
  expect(await sealAudit(db)).toBe(1);
  expect(await faults()).toEqual([]);
});

test('a chain that another sealer holds is left to it', async () => {
  await append([entry()]);
  await sealAudit(db);
  await append([entry()]);
  const other = await db.startTransaction().execute();
  await sql`select * from audit_chain for update`.execute(other);
  expect(await sealAudit(db)).toBe(0);
  await other.rollback().execute();
  expect(await sealAudit(db)).toBe(1);
});

test('several sealers and writers at once leave whole chains', async () => {
  const writing = Array.from({ length: 12 }, async (_, writer) => {
    for (let round = 0; round < 5; round++)
      await append([entry({ institutionId: writer % 2 ? ONE : TWO }), entry({ institutionId: ONE })]);
  });
  const sealing = Array.from({ length: 3 }, async () => {
    for (let round = 0; round < 10; round++) await sealAudit(db);
  });
  await Promise.all([...writing, ...sealing]);
  await sealAudit(db);
  expect(await faults()).toEqual([]);
  expect((await auditHeads(db)).map((head) => head.position)).toEqual([90, 30]);
});
