import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { territory } from '#core/territory/module.ts';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { migrate } from '#platform/db/migrate.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import { platformMigrations } from '#platform/migrations.ts';
import { NOBODY, system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { institutionImport } from '../import.ts';
import list from '../institutions.json' with { type: 'json' };
import { institutions } from '../module.ts';
import { institutionBySlug, institutionsNamed, membersOf } from '../queries.ts';
import { loadInstitutions } from './load-institutions.ts';

const { db, pool } = await testDatabase();
const touched: string[] = [];
const clock = handClock('2026-11-21T10:00:00Z');
const actions = actionRunner({
  db,
  clock,
  log: silentLog(),
  queueJob: async () => {},
  announce: async (_db, tags) => void touched.push(...tags),
});
const said: string[] = [];
const command = {
  db,
  clock,
  actions,
  say: (line: string) => void said.push(line),
  note: () => {},
  signal: new AbortController().signal,
};
const migrations = [...platformMigrations, ...(territory.migrations ?? []), ...(institutions.migrations ?? [])];
await migrate(pool, migrations, silentLog());
for (const seed of territory.seeds ?? []) await seed.run(command);

const load = async (input: unknown) =>
  actions.perform(loadInstitutions, { actor: system('test'), tenant: null, input });
const faultsOf = async (input: unknown) => {
  const refusal = await load(input).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(InvalidInput);
  return (refusal as InvalidInput).faults.map((fault) => `${fault.pointer} ${fault.key}`);
};
const fingerprint = async () => {
  const { rows } = await pool.query(`
    select (select md5(string_agg(i::text, chr(10) order by slug)) from institution i) as bodies,
      (select md5(string_agg(m::text, chr(10) order by position)) from institution_member m) as members,
      (select md5(string_agg(a::text, chr(10) order by alias_key)) from institution_alias a) as names`);
  return rows[0];
};
const commune = {
  slug: 'commune-laayoune',
  kind: 'commune',
  name: { ar: 'جماعة العيون', fr: 'Commune de Laâyoune', en: 'Commune of Laâyoune' },
  territory: '11.321.01.03',
};

test('the list gives the portal, twelve councils, the consortium, the eleven named bodies and five ministries above them', async () => {
  touched.length = 0;
  const loaded = await load(list);
  expect(loaded).toMatchObject({ institutions: 30, changed: [] });
  expect(loaded.added).toHaveLength(30);
  expect(touched).toEqual(['institutions']);
  const { rows } = await pool.query('select kind, count(*)::int as n from institution group by 1');
  expect(Object.fromEntries(rows.map((row) => [row.kind, row.n]))).toEqual({
    'national-portal': 1,
    consortium: 1,
    region: 12,
    ministry: 8,
    department: 6,
    'constitutional-body': 1,
    'public-establishment': 1,
  });
  const { rows: orphans } = await pool.query(
    `select slug from institution where kind = 'department' and parent_id is null`,
  );
  expect(orphans).toEqual([]);
});

test('loading again changes nothing and drops no cached page', async () => {
  const before = await fingerprint();
  touched.length = 0;
  expect(await load(list)).toEqual({ institutions: 30, added: [], changed: [] });
  expect(await fingerprint()).toEqual(before);
  expect(touched).toEqual([]);
});

test('each body is found by the search', async () => {
  const { rows } = await pool.query(`select count(*)::int as n from search_document where kind = 'institution'`);
  expect(rows[0].n).toBe(30);
});

test('a new name is written and the old one goes on finding the body; what the list leaves out is kept', async () => {
  const renamed = {
    slug: 'ministry-of-health',
    kind: 'ministry',
    name: {
      ar: 'وزارة الصحة والحماية الاجتماعية',
      fr: 'Ministère de la Santé et de la Protection sociale',
      en: 'Ministry of Health and Social Protection',
    },
    host: 'Sante.Example.MA',
  };
  const before = await institutionBySlug(db, 'ministry-of-health');
  expect(await load({ institutions: [renamed] })).toEqual({
    institutions: 1,
    added: [],
    changed: ['ministry-of-health'],
  });
  const after = await institutionBySlug(db, 'ministry-of-health');
  expect(after).toMatchObject({
    id: before?.id,
    accent: before?.accent,
    emblem: before?.emblem,
    host: 'sante.example.ma',
  });
  const named = await institutionsNamed(db, ['ministry of HEALTH', 'Ministry of Health and Social Protection']);
  expect([...named.values()].map((body) => body.slug)).toEqual(['ministry-of-health', 'ministry-of-health']);
  await load({ institutions: [{ ...renamed, host: undefined }] });
  expect((await institutionBySlug(db, 'ministry-of-health'))?.host).toBe('sante.example.ma');
});

test('members of a consortium are written in their order', async () => {
  const consortium = list.institutions.find((body) => body.kind === 'consortium') as { members: string[] };
  const loaded = await load({ institutions: [{ ...consortium, members: [...consortium.members].reverse() }] });
  expect(loaded.changed).toEqual(['consortium-of-four-regions']);
  const { id } = (await institutionBySlug(db, 'consortium-of-four-regions')) as { id: string };
  expect((await membersOf(db, id)).map((member) => member.slug)).toEqual([...consortium.members].reverse());
  expect((await load({ institutions: [consortium] })).changed).toEqual(['consortium-of-four-regions']);
});

test('a wrong list is refused with the place of every fault, and nothing is written', async () => {
  const before = await fingerprint();
  const base = { ...commune, slug: 'some-body' };
  expect(await faultsOf({ institutions: [{ ...base, slug: 'petitions' }] })).toEqual([
    '/institutions/0/slug institutions.load.slug',
  ]);
  expect(await faultsOf({ institutions: [{ ...base, territory: '11' }] })).toEqual([
    '/institutions/0/territory institutions.load.territory',
  ]);
  expect(await faultsOf({ institutions: [{ ...base, territory: undefined }] })).toEqual([
    '/institutions/0/territory institutions.load.territory',
  ]);
  expect(
    await faultsOf({ institutions: [{ ...base, kind: 'department', territory: undefined, parent: 'nobody-knows' }] }),
  ).toEqual(['/institutions/0/parent institutions.load.parent']);
  expect(await faultsOf({ institutions: [base, base] })).toEqual(['/institutions/1/slug institutions.load.same-slug']);
  expect(
    await faultsOf({
      institutions: [{ ...base, kind: 'consortium', territory: undefined, members: ['oriental', 'nobody'] }],
    }),
  ).toEqual(['/institutions/0/members/1 institutions.load.members']);
  expect(await faultsOf({ institutions: [{ ...base, name: { ...base.name, en: 'MINISTRY  of Justice' } }] })).toEqual([
    '/institutions/0/name institutions.load.same-name',
  ]);
  expect(await faultsOf({ institutions: [{ ...base, name: { ar: 'س', fr: 'x' } }] })).toHaveLength(1);
  expect(await faultsOf({ institutions: [{ ...base, host: 'not a host' }] })).toHaveLength(1);
  expect(await fingerprint()).toEqual(before);
});

test('only the program itself may load: to others the action does not exist', async () => {
  const attempt = async () => actions.perform(loadInstitutions, { actor: NOBODY, tenant: null, input: list });
  await expect(attempt()).rejects.toBeInstanceOf(NotFound);
});

test('the command line adds a body from a file and says what it did, or says what is wrong with the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'institutions-'));
  try {
    const file = join(folder, 'bodies.json');
    const importing = async (text: string) => {
      await writeFile(file, text);
      said.length = 0;
      return institutionImport.run([file], command).then(
        () => said,
        (error: Error) => [error.name, ...error.message.split('\n')],
      );
    };
    expect(await importing(JSON.stringify({ institutions: [commune] }))).toEqual([
      'added    commune-laayoune',
      '1 added, 0 changed, 0 as they were',
    ]);
    expect(await importing(JSON.stringify({ institutions: [commune] }))).toEqual([
      '0 added, 0 changed, 1 as they were',
    ]);
    expect(await importing(JSON.stringify({ institutions: [{ ...commune, slug: 'search' }] }))).toEqual([
      'PlainRefusal',
      'Nothing was written, because the list has faults:',
      'institutions[0].slug: This word is reserved or does not suit the address of a body',
    ]);
    expect((await importing('{'))[1]).toContain('is not JSON');
    await rm(file);
    await expect(institutionImport.run([file], command)).rejects.toThrow('cannot be read');
    await expect(institutionImport.run([], command)).rejects.toThrow('Which file?');
  } finally {
    await rm(folder, { recursive: true });
  }
});
