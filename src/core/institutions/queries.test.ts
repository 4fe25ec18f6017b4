import { expect, test } from 'vitest';
import { territory } from '#core/territory/module.ts';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { migrate } from '#platform/db/migrate.ts';
import { silentLog } from '#platform/log.ts';
import { platformMigrations } from '#platform/migrations.ts';
import { readShipped } from '#platform/shipped-files.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { asTenant } from './institution.ts';
import { institutions } from './module.ts';
import {
  allInstitutions,
  childrenOf,
  consortiaOf,
  institutionByHost,
  institutionBySlug,
  institutionsById,
  institutionsNamed,
  listInstitutions,
  membersOf,
  nationalPortal,
  regionalCouncil,
} from './queries.ts';
import { tenantResolver } from './resolver.ts';
import { institutionSearch } from './search.ts';

const { db, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const actions = actionRunner({ db, clock, log: silentLog(), queueJob: async () => {}, announce: async () => {} });
await migrate(
  pool,
  [...platformMigrations, ...(territory.migrations ?? []), ...(institutions.migrations ?? [])],
  silentLog(),
);
const command = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };
for (const seed of [...(territory.seeds ?? []), ...(institutions.seeds ?? [])]) await seed.run(command);

const slugs = (bodies: readonly { slug: string }[]) => bodies.map((body) => body.slug);
const known = async (slug: string) => {
  const institution = await institutionBySlug(db, slug);
  if (!institution) throw new Error(`no ${slug}`);
  return institution;
};
const FOUR = ['oriental', 'souss-massa', 'laayoune-sakia-el-hamra', 'draa-tafilalet'];

type Plans = {
  plans: { id: string; jurisdiction: { code: string } }[];
  commitments: { planId?: string; plan?: string; responsibleInstitutions: string[] }[];
};
const plans = readShipped('action-plans.json') as Plans;

test('every responsible institution of the plans finds its body, the national ones eleven', async () => {
  const national = new Set<string>();
  for (const [index, commitment] of plans.commitments.entries()) {
    const found = await institutionsNamed(
      db,
      commitment.responsibleInstitutions,
      index < 22 ? 'MA' : index < 24 ? '11' : '05',
    );
    expect([...found.keys()]).toEqual([...new Set(commitment.responsibleInstitutions)]);
    if (index < 22) for (const body of found.values()) national.add(body.slug);
  }
  expect([...national].sort()).toEqual([
    'budget-department',
    'department-of-administrative-reform',
    'department-of-environment',
    'department-of-national-education',
    'department-of-relations-with-parliament',
    'digital-development-agency',
    'directorate-general-of-territorial-collectivities',
    'inpplc',
    'ministry-of-health',
    'ministry-of-justice',
    'ministry-of-solidarity',
  ]);
});

test('"the regional council" is the council of the plan’s own region, and nobody without a region', async () => {
  const own = await institutionsNamed(db, ['The regional council'], '05');
  expect(own.get('The regional council')?.slug).toBe('beni-mellal-khenifra');
  expect((await institutionsNamed(db, ['The regional council'], 'MA')).size).toBe(0);
  expect((await institutionsNamed(db, ['The regional council'])).size).toBe(0);
});

test('bodies involved are found too, in any language; unknown names are absent', async () => {
  const found = await institutionsNamed(db, [
    'Ministry of Interior',
    'Laayoune Sakia El Hamra regional council',
    'Ministry of Solidarity',
    'مجلس جهة العيون الساقية الحمراء',
    'Conseil régional de Souss-Massa',
    'Civil society',
  ]);
  expect(slugs([...found.values()])).toEqual([
    'ministry-of-interior',
    'laayoune-sakia-el-hamra',
    'ministry-of-solidarity',
    'laayoune-sakia-el-hamra',
    'souss-massa',
  ]);
  expect((await institutionsNamed(db, [])).size).toBe(0);
});

test('each region has its council', async () => {
  const { rows } = await pool.query(`select code from territory where level = 'region' order by 1`);
  expect(rows).toHaveLength(12);
  for (const { code } of rows) expect((await regionalCouncil(db, code))?.territory).toBe(code);
  expect(await regionalCouncil(db, 'MA')).toBeUndefined();
  expect((await nationalPortal(db)).slug).toBe('morocco');
});

test('the consortium and its members know each other', async () => {
  const consortium = await known('consortium-of-four-regions');
  expect(slugs(await membersOf(db, consortium.id))).toEqual(FOUR);
  for (const slug of FOUR) expect(slugs(await consortiaOf(db, (await known(slug)).id))).toEqual([consortium.slug]);
  expect(await consortiaOf(db, (await known('fes-meknes')).id)).toEqual([]);
});

test('a department stands under its ministry', async () => {
  const finance = await known('ministry-of-economy-and-finance');
  expect(slugs(await childrenOf(db, finance.id))).toEqual(['budget-department', 'department-of-administrative-reform']);
  expect((await known('budget-department')).parentId).toBe(finance.id);
  expect((await institutionsById(db, [finance.id])).get(finance.id)?.slug).toBe(finance.slug);
  expect((await institutionsById(db, [])).size).toBe(0);
});

test('a list is by kind and slug, paged without gaps, and filtered', async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listInstitutions(db, {}, { limit: 7, after });
    expect(page.total).toBe(30);
    seen.push(...slugs(page.items));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(slugs(await allInstitutions(db)));
  expect(seen.slice(0, 3)).toEqual(['morocco', 'consortium-of-four-regions', 'beni-mellal-khenifra']);

  const paging = { limit: 100 };
  expect((await listInstitutions(db, { kind: 'region' }, paging)).total).toBe(12);
  expect(slugs((await listInstitutions(db, { region: '11' }, paging)).items)).toEqual(['laayoune-sakia-el-hamra']);
  expect(slugs((await listInstitutions(db, { q: 'ECONOMIE' }, paging)).items)).toContain('budget-department');
  expect(slugs((await listInstitutions(db, { q: 'العدل' }, paging)).items)).toEqual(['ministry-of-justice']);
  expect((await listInstitutions(db, { q: '%' }, paging)).total).toBe(0);
  const under = (await known('ministry-of-interior')).id;
  const [first, second] = (await listInstitutions(db, { under }, paging)).items;
  expect([first?.slug, second?.parent]).toEqual(['ministry-of-interior', 'ministry-of-interior']);
});

test('the resolver finds by slug and by host, and asks the database once until it forgets or a minute has passed', async () => {
  let reads = 0;
  const counted = db.withPlugin({
    transformQuery: ({ node }) => {
      reads += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const resolver = tenantResolver(counted, clock);
  const laayoune = await known('laayoune-sakia-el-hamra');
  const [one, two] = await Promise.all([resolver.bySlug(laayoune.slug), resolver.bySlug('no-such-body')]);
  expect(one).toEqual(asTenant(laayoune));
  expect(two).toBeUndefined();
  expect(await resolver.byHost('region.example.ma')).toBeUndefined();
  expect(reads).toBe(1);

  await pool.query(`update institution set host = 'region.example.ma' where slug = $1`, [laayoune.slug]);
  expect(await resolver.byHost('region.example.ma')).toBeUndefined();
  resolver.forget();
  expect((await resolver.byHost('Region.Example.ma:443'))?.slug).toBe(laayoune.slug);
  expect((await institutionByHost(db, 'REGION.example.ma'))?.slug).toBe(laayoune.slug);
  expect(reads).toBe(2);

  await pool.query('update institution set host = null where slug = $1', [laayoune.slug]);
  clock.advance(59_000);
  expect(await resolver.byHost('region.example.ma')).toBeDefined();
  clock.advance(2_000);
  expect(await resolver.byHost('region.example.ma')).toBeUndefined();
  expect(reads).toBe(3);
});

test('what was read while the list changed is not remembered', async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let reads = 0;
  const slow = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      reads += 1;
      if (reads === 1) await gate;
      return result;
    },
  });
  const resolver = tenantResolver(slow, clock);
  const early = resolver.bySlug('morocco');
  resolver.forget();
  release();
  expect((await early)?.slug).toBe('morocco');
  await resolver.bySlug('morocco');
  expect(reads).toBe(2);
  await resolver.bySlug('morocco');
  expect(reads).toBe(2);
});

test('a failed read is told to who asked, and the next one tries again', async () => {
  let broken = true;
  const failing = db.withPlugin({
    transformQuery: ({ node }) => {
      if (broken) throw new Error('the database is away');
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const resolver = tenantResolver(failing, clock);
  await expect(resolver.bySlug('morocco')).rejects.toThrow('the database is away');
  broken = false;
  expect((await resolver.bySlug('morocco'))?.slug).toBe('morocco');
});

test('the search reads all bodies again, each with its own site', async () => {
  const documents = [];
  for await (const some of institutionSearch.documents(db)) documents.push(...some);
  expect(documents).toHaveLength(30);
  expect(documents.find((one) => one.id === 'oriental')).toMatchObject({ path: '/', tenantSlug: 'oriental' });
});
