import { beforeAll, describe, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { silentLog } from '#platform/log.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { updateMilestoneStatus } from '../actions/update-milestone-status.ts';
import { loadRealPlans, realFile } from '../examples.ts';
import { statusFromFile } from '../file/read.ts';
import { commitmentSearch, planSearch } from '../search.ts';
import { commitmentSiteMap } from '../sitemap.ts';
import { addDays, lastDayOf, TIMELINESS, timelinessOf } from '../timeline.ts';
import { commitmentByReference, commitmentsByReference, countCommitments, listCommitments } from './commitments.ts';
import { commitmentFacets, termsOf } from './facets.ts';
import type { CommitmentFilters } from './filters.ts';
import { listMilestones, milestoneDates } from './milestones.ts';
import { dueSoon, institutionSummary, mosaic, overview, regionComparison, regionProgress } from './overview.ts';
import { planByReference, plansPartOf } from './plans.ts';

const { db } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const actions = actionRunner({ db, clock, log: silentLog(), queueJob: async () => {}, announce: async () => {} });
const file = realFile();

beforeAll(() =>
  loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal }),
);

const references = async (filters: CommitmentFilters, on = today) =>
  (await listCommitments(db, { filters, sort: 'reference', paging: { limit: 100 }, today: on })).items.map(
    (one) => one.reference,
  );
const idOf = async (slug: string) => (await institutionBySlug(db, slug))?.id ?? '';

describe('late, due soon, on time', () => {
  test.each(['2021-06-15', '2022-12-15', '2025-12-02', '2026-11-21', '2027-06-01', '2030-01-01'])(
    'the filter finds on %s what the rule says of the file',
    async (day) => {
      for (const word of TIMELINESS) {
        const expected = file.commitments
          .filter(({ milestones, period }) => {
            const open = milestones
              .map((one) => ({ status: statusFromFile(one.status), end: one.end, precision: one.datePrecision }))
              .map((one) => timelinessOf(one, day));
            const worst = (['late', 'due-soon', 'on-time'] as const).find((each) => open.includes(each));
            if (worst) return worst === word;
            return (open.length > 0 || period.end === null ? 'undated' : 'dated') === word;
          })
          .map((one) => one.id)
          .sort();
        expect(await references({ timeliness: word }, day), word).toEqual(expected);
        const listed = await listCommitments(db, { filters: { timeliness: word }, paging: { limit: 100 }, today: day });
        for (const one of listed.items) expect(one.timeliness).toBe(word);
      }
    },
  );

  test('the most urgent comes first, the undated last', async () => {
    const { items } = await listCommitments(db, { filters: {}, sort: 'urgent', paging: { limit: 100 }, today });
    const ends = items.map((one) => one.nextEnd ?? '9999');
    expect(ends).toEqual([...ends].sort());
    expect(items.at(-1)?.timeliness).toBe('undated');
  });

  test('what ends within thirty days is due soon', async () => {
    expect(await dueSoon(db, today)).toEqual([]);
    const found = await dueSoon(db, '2026-12-05', { institutionId: await idOf('laayoune-sakia-el-hamra') });
    expect(found.map((one) => [one.reference, one.nextEnd])).toEqual([['MALAA0003', '2026-12-31']]);
  });
});

describe('the choices of the filters', () => {
  test('are counted as the list would be', async () => {
    const facets = await commitmentFacets(db, {}, today);
    for (const filter of ['region', 'policyArea', 'sector', 'value', 'theme', 'status'] as const) {
      expect(facets[filter].length, filter).toBeGreaterThan(0);
      for (const { key, count } of facets[filter])
        expect(await countCommitments(db, { [filter]: key }, today), `${filter} ${key}`).toEqual({ total: count });
    }
    for (const { key, count } of facets.institution)
      expect(await countCommitments(db, { institutionId: await idOf(key) }, today)).toEqual({ total: count });
    expect(facets.region.map(({ key, count, label }) => [key, count, label?.fr])).toEqual([
      ['05', 1, 'Béni Mellal-Khénifra'],
      ['11', 2, 'Laâyoune-Sakia El Hamra'],
    ]);
    expect(facets.status).toEqual([{ key: 'not-reported', label: null, count: 25 }]);
  });

  test('leave their own filter aside, and keep the one that was chosen', async () => {
    const facets = await commitmentFacets(db, { region: '11', policyArea: 'open-data' }, today);
    expect(facets.region.map(({ key, count }) => [key, count])).toEqual([
      ['05', 1],
      ['11', 0],
    ]);
    expect(facets.policyArea.find((option) => option.key === 'open-data')?.count).toBe(0);
    expect(facets.policyArea.find((option) => option.key === 'inclusion')?.count).toBe(2);
    expect(facets.sector).toEqual([]);
  });

  test('have names in Arabic, French and English', async () => {
    for (const facet of ['area', 'sector', 'value', 'theme'] as const)
      for (const { label } of await termsOf(db, facet)) expect(Object.keys(label).sort()).toEqual(['ar', 'en', 'fr']);
  });
});

describe('a list', () => {
  test('can be searched in each language, by plural and by article', async () => {
    for (const q of ['الشفافية', 'شفافية', 'budgétaire', 'budgetaire', 'Budget transparency', 'engagements'])
      expect((await references({ q })).length, q).toBeGreaterThan(0);
    expect(await references({ q: 'MA-NAP-2021-2023-C07' })).toEqual(['MA-NAP-2021-2023-C07']);
    expect(await references({ q: '?!' })).toHaveLength(25);
    expect(await references({ q: 'xyzzy' })).toEqual([]);
  });

  test('by period has what runs then; what has no dates runs with its plan', async () => {
    expect(await references({ from: '2026-01-01' })).toEqual(['MABMK0007', 'MALAA0003', 'MALAA0004']);
    expect(await references({ to: '2021-02-28' })).toContain('MA-NAP-2021-2023-C02');
    expect(await references({ to: '2020-12-31' })).toEqual([]);
  });

  test('of references keeps their order and leaves out what does not exist', async () => {
    const found = await commitmentsByReference(db, ['MALAA0004', 'NONE', 'MABMK0007'], today);
    expect(found.map((one) => one.reference)).toEqual(['MALAA0004', 'MABMK0007']);
  });

  test('on the site of a body has only what that body has to do with', async () => {
    const justice = await idOf('ministry-of-justice');
    expect(await commitmentByReference(db, 'MA-NAP-2021-2023-C14', today, justice)).toBeDefined();
    expect(await commitmentByReference(db, 'MALAA0003', today, justice)).toBeUndefined();
    expect(await planByReference(db, 'MA-NAP-2021-2023', today, justice)).toBeDefined();
    expect(await planByReference(db, 'MA-11-AP-2025-2027', today, justice)).toBeUndefined();
    expect(await planByReference(db, 'MA-CONSORTIUM-AP-2025-2027', today, await idOf('oriental'))).toBeDefined();
  });
});

describe('overviews', () => {
  test('of everything and of a body add up', async () => {
    expect(await overview(db, today)).toMatchObject({
      planCount: 4,
      commitments: { total: 25 },
      milestoneCount: 74,
      late: { total: 11 },
      progress: { share: null, reported: 0 },
    });
    expect(await institutionSummary(db, await idOf('laayoune-sakia-el-hamra'), today)).toMatchObject({
      planCount: 2,
      commitments: { total: 2 },
      milestoneCount: 11,
      late: { total: 1 },
      roles: { owner: 2, responsible: 2 },
      plans: [{ reference: 'MA-11-AP-2025-2027' }, { reference: 'MA-CONSORTIUM-AP-2025-2027' }],
    });
    expect(await institutionSummary(db, await idOf('ministry-of-justice'), today)).toMatchObject({
      planCount: 1,
      commitments: { total: 3 },
      milestoneCount: 10,
      roles: { responsible: 3 },
    });
  });

  test('as a mosaic: one star for each commitment, late ones as such', async () => {
    const { stars, total } = await mosaic(db, today);
    expect(total).toBe(25);
    expect(stars).toHaveLength(25);
    expect(stars.filter((star) => star.tone === 'late')).toHaveLength(11);
    expect(stars.filter((star) => star.tone === 'none')).toHaveLength(14);
    const own = await mosaic(db, today, { institutionId: await idOf('beni-mellal-khenifra') });
    expect(own.stars.map((star) => star.reference)).toEqual(['MABMK0007']);
    expect((await mosaic(db, today, { limit: 3 })).stars).toHaveLength(3);
  });

  test('by region: five have a plan, four of them share one', async () => {
    const regions = await regionProgress(db, today);
    expect(regions).toHaveLength(12);
    const having = regions.filter((region) => region.plans.length > 0);
    expect(having.map((region) => region.code)).toEqual(['02', '05', '08', '09', '11']);
    expect(having.find((region) => region.code === '11')).toMatchObject({
      commitmentCount: 2,
      lateCount: 1,
      plans: [{ reference: 'MA-11-AP-2025-2027', shared: false }, { shared: true }],
      progress: { total: 11 },
    });
  });

  test('of the consortium: its four regions side by side', async () => {
    const compared = await regionComparison(db, 'MA-CONSORTIUM-AP-2025-2027', today);
    expect(compared?.regions.map((region) => region.code)).toEqual(['02', '08', '09', '11']);
    expect(compared?.regions.reduce((sum, region) => sum + region.endorsements.length, 0)).toBe(47);
    const laayoune = compared?.regions.find((region) => region.code === '11');
    expect(laayoune).toMatchObject({
      joinedOgp: '2024-04-16',
      plans: [{ reference: 'MA-11-AP-2025-2027' }],
      lateCount: 1,
      progress: { total: 11 },
    });
    expect(laayoune?.commitments.map((one) => one.reference)).toEqual(['MALAA0003', 'MALAA0004']);
    for (const region of compared?.regions ?? []) expect(region.leads, region.code ?? '').toHaveLength(1);
    expect(await regionComparison(db, 'MA-NAP-2021-2023', today)).toBeUndefined();
    expect(await regionComparison(db, 'NONE', today)).toBeUndefined();
  });

  test('the joint plan knows which plans belong to it, and they know it', async () => {
    expect((await plansPartOf(db, 'MA-CONSORTIUM-AP-2025-2027', today)).map((plan) => plan.reference)).toEqual([
      'MA-11-AP-2025-2027',
    ]);
    const plan = await planByReference(db, 'MA-11-AP-2025-2027', today);
    expect(plan?.relatedPlans).toMatchObject([{ plan: { reference: 'MA-CONSORTIUM-AP-2025-2027' } }]);
  });
});

describe('milestones', () => {
  test('for a calendar are those with an end, the next first', async () => {
    const dated = await milestoneDates(db, { from: today }, today);
    expect(dated.map((one) => one.end)).toEqual([...dated.map((one) => one.end)].sort());
    expect(dated).toHaveLength(9);
    expect(await milestoneDates(db, {}, today)).toHaveLength(73);
  });

  test('by status and by what is over', async () => {
    await actions.perform(updateMilestoneStatus, {
      actor: system('test'),
      tenant: null,
      input: { milestone: 'MALAA0003-M02', status: 'incomplete' },
    });
    for (const filters of [{ status: 'incomplete' }, { timeliness: 'ended' }] as const) {
      const { items } = await listMilestones(db, { filters, paging: { limit: 10 }, today });
      expect(items.map((one) => one.reference)).toEqual(['MALAA0003-M02']);
    }
  });

  test('keep the precision of their dates', async () => {
    const commitment = await commitmentByReference(db, 'MALAA0004', today);
    for (const one of commitment?.milestones ?? []) {
      expect(one.precision).toBe('month');
      expect(one.end).toBe(lastDayOf(addDays(one.end ?? '', -5), 'month'));
    }
    expect((await commitmentByReference(db, 'MA-NAP-2021-2023-C01', today))?.milestones[0]?.precision).toBe('day');
  });
});

test('search and site map know every plan and every commitment', async () => {
  const ids: string[] = [];
  for (const kind of [commitmentSearch, planSearch])
    for await (const documents of kind.documents(db)) {
      for (const document of documents) {
        ids.push(document.id);
        expect(Object.keys(document.title).sort(), document.id).toEqual(['ar', 'en', 'fr']);
        expect((document.body.ar ?? '').length, document.id).toBeGreaterThan(10);
      }
    }
  expect(ids.sort()).toEqual([...file.commitments, ...file.plans].map((one) => one.id).sort());
  const paths = await commitmentSiteMap.paths(db);
  // 25 commitments, 4 plans, 4 lists.
  expect(paths).toHaveLength(33);
  expect(paths).toContainEqual({
    path: '/commitments/MALAA0003',
    tenant: { slug: 'laayoune-sakia-el-hamra', host: null },
    changed: today,
  });
  expect(paths.find((one) => one.path.endsWith('C01'))?.tenant).toBeNull();
});
