import { beforeAll, describe, expect, test } from 'vitest';
import { tenantResolver } from '#core/institutions/index.ts';
import { institutions } from '#core/institutions/module.ts';
import { territory } from '#core/territory/module.ts';
import { actionRunner } from '#platform/action.ts';
import { remembered } from '#platform/cache/remembered.ts';
import { handClock } from '#platform/clock.ts';
import { createApi } from '#platform/http/api-router.ts';
import { makeCatalog } from '#platform/i18n/messages.ts';
import { platformMessages } from '#platform/i18n/platform-messages.ts';
import { silentLog } from '#platform/log.ts';
import { NOBODY, system } from '#platform/tenant.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { updateMilestoneStatus } from './actions/update-milestone-status.ts';
import { loadRealPlans, realFile } from './examples.ts';
import { commitments } from './module.ts';

const { db } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const log = silentLog();
const memory = remembered({ clock });
const actions = actionRunner({
  db,
  clock,
  log,
  queueJob: async () => {},
  announce: async (_db, tags) => memory.drop(tags),
});
const routes = commitments.routes ?? [];
const api = createApi({
  db,
  clock,
  log,
  actions,
  publicUrl: 'https://jamaa.example',
  catalog: makeCatalog({ platform: platformMessages, commitments: commitments.messages as never }),
  tenants: tenantResolver(db, clock),
  resolveActor: async () => NOBODY,
  remember: memory.remember,
  routes: [...(territory.routes ?? []), ...(institutions.routes ?? []), ...routes],
  version: '1',
});

beforeAll(() =>
  loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal }),
);

async function get(path: string) {
  const answer = await api.fetch(new Request(`https://jamaa.example/api/v1${path}`), 'test');
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
  return { status: answer.status, text, json, tags: answer.headers.get('x-jamaa-tags')?.split(' ') };
}

const ids = async (path: string): Promise<string[]> =>
  (await get(path)).json.items.map((item: { id: string }) => item.id);
const rowsOf = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);

/** Every answer must have the shape that the OpenAPI document promises. */
function fits(path: string, json: unknown): void {
  const route = routes.find((one) => one.path === path);
  if (!route || route.kind === 'action' || route.kind === 'file') throw new Error(`no such route: ${path}`);
  const schema = route.kind === 'list' ? route.item : route.response;
  const things = route.kind === 'list' ? (json as { items: unknown[] }).items : [json];
  expect(things.length).toBeGreaterThan(0);
  for (const thing of things) expect(schema.safeParse(thing).error).toBeUndefined();
}

describe('commitments', () => {
  test('are 25, in JSON and in CSV', async () => {
    const { json, tags } = await get('/commitments?limit=500');
    expect(json).toMatchObject({ total: 25, next: null });
    expect(json.items).toHaveLength(25);
    fits('/commitments', json);
    expect(tags).toContain('commitments');
    const [heading, ...rows] = rowsOf((await get('/commitments.csv')).text);
    expect(heading?.split(',').slice(0, 7)).toEqual([
      'id',
      'plan',
      'number',
      'code',
      'title_ar',
      'title_fr',
      'title_en',
    ]);
    expect(rows).toHaveLength(25);
  });

  test('one has everything that the file says', async () => {
    const { json, tags } = await get('/commitments/MALAA0003');
    fits('/commitments/{id}', json);
    expect(tags).toContain('commitment:MALAA0003');
    const source = realFile().commitments.find((one) => one.id === 'MALAA0003');
    expect(json).toMatchObject({
      id: 'MALAA0003',
      plan: { id: 'MA-11-AP-2025-2027' },
      title: { en: source?.title },
      institution: { slug: 'laayoune-sakia-el-hamra' },
      period: { start: '2025-06-01', end: '2027-06-30', startRaw: 'Jun 2025', precision: 'month', basis: 'page' },
      status: 'not-reported',
      timeliness: 'on-time',
      nextEnd: '2026-12-31',
      translation: 'unofficial',
      progress: { total: 6, finished: 0, reported: 0, share: null },
      bodies: expect.arrayContaining([
        expect.objectContaining({ slug: 'laayoune-sakia-el-hamra', roles: ['owner', 'responsible'] }),
      ]),
      url: 'https://jamaa.example/ar/laayoune-sakia-el-hamra/commitments/MALAA0003',
    });
    expect(json.milestones).toHaveLength(6);
    expect(json.gaps.map((gap: { en: string }) => gap.en)).toEqual(source?.gaps);
    expect((await get('/commitments/MALAA9999')).status).toBe(404);
  });

  test.each([
    ['institution=laayoune-sakia-el-hamra', ['MALAA0003', 'MALAA0004']],
    ['institution=ministry-of-justice', ['MA-NAP-2021-2023-C14', 'MA-NAP-2021-2023-C15', 'MA-NAP-2021-2023-C16']],
    ['region=05', ['MABMK0007']],
    ['region=01', []],
    ['plan=MA-11-AP-2025-2027', ['MALAA0003', 'MALAA0004']],
    ['policyArea=open-data', ['MABMK0007']],
    ['sector=public-services-general&region=11', ['MALAA0003', 'MALAA0004']],
    ['value=civic-participation', ['MALAA0004']],
    ['theme=open-communities', ['MA-NAP-2021-2023-C21', 'MA-NAP-2021-2023-C22']],
    ['timeliness=late&from=2027-01-01', ['MABMK0007', 'MALAA0004']],
    ['from=2024-01-01&to=2024-12-31', ['MABMK0007']],
    [`q=${encodeURIComponent('إحداث ناد للإدماج')}`, ['MALAA0003']],
    [`q=${encodeURIComponent('démocratie participative')}&region=11`, ['MALAA0004']],
    ['q=malaa0004', ['MALAA0004']],
    ['status=finished', []],
  ])('filtered by %s', async (query, expected) => {
    expect(await ids(`/commitments?limit=500&${query}`)).toEqual(expected);
    expect((await get(`/commitments?${query}`)).json.total).toBe(expected.length);
  });

  test('11 are late, 14 are not, and each way of standing adds up to all', async () => {
    const totals = await Promise.all(
      ['late', 'due-soon', 'on-time', 'ended', 'undated'].map(
        async (word) => (await get(`/commitments?timeliness=${word}`)).json.total,
      ),
    );
    expect(totals).toEqual([11, 0, 1, 0, 13]);
  });

  test.each(['latest', 'urgent', 'starts', 'changed', 'reference'])(
    'page by page, sorted by %s, each comes once',
    async (sort) => {
      const seen: string[] = [];
      let path: string | null = `/commitments?limit=4&sort=${sort}`;
      while (path !== null) {
        const { json } = await get(path);
        seen.push(...json.items.map((item: { id: string }) => item.id));
        path = json.next === null ? null : (json.next as string).replace('https://jamaa.example/api/v1', '');
      }
      expect(seen).toHaveLength(25);
      expect(new Set(seen).size).toBe(25);
      expect(seen).toEqual(await ids(`/commitments?limit=500&sort=${sort}`));
    },
  );

  test('a body’s list is paged in its own index', async () => {
    const first = (await get('/commitments?institution=morocco&limit=20')).json;
    expect(first).toMatchObject({ total: 22 });
    const next = (first.next as string).replace('https://jamaa.example/api/v1', '');
    expect((await ids(next)).length).toBe(2);
  });

  test('what makes no sense is refused with its place', async () => {
    for (const query of ['timeliness=never', 'from=2026-02-30', 'sort=colour', 'limit=501', 'after=x'])
      expect((await get(`/commitments?${query}`)).status, query).toBe(422);
  });
});

describe('plans', () => {
  test('are 4, the latest first, each with whose it is', async () => {
    const { json } = await get('/action-plans');
    fits('/action-plans', json);
    expect(json.total).toBe(4);
    expect(json.items.map((plan: { id: string }) => plan.id)).toEqual([
      'MA-05-AP-2022-2027',
      'MA-11-AP-2025-2027',
      'MA-CONSORTIUM-AP-2025-2027',
      'MA-NAP-2021-2023',
    ]);
    expect(rowsOf((await get('/action-plans.csv')).text)).toHaveLength(5);
    expect(await ids('/action-plans?institution=oriental')).toEqual(['MA-CONSORTIUM-AP-2025-2027']);
    expect(await ids('/action-plans?region=11')).toEqual(['MA-11-AP-2025-2027', 'MA-CONSORTIUM-AP-2025-2027']);
    expect(await ids('/action-plans?institution=ministry-of-justice')).toEqual(['MA-NAP-2021-2023']);
    expect(await ids('/action-plans?type=national')).toEqual(['MA-NAP-2021-2023']);
  });

  test('each has the shape that is promised and its commitments', async () => {
    for (const plan of realFile().plans) {
      const { json } = await get(`/action-plans/${plan.id}`);
      fits('/action-plans/{id}', json);
      expect(json.commitmentIds).toEqual(plan.commitmentIds);
      expect(json.endorsements).toHaveLength(plan.endorsements.length);
    }
    expect((await get('/action-plans/MA-NAP-2021-2023')).json).toMatchObject({
      commitments: 22,
      lateCommitments: 9,
      progress: { total: 62, reported: 0, share: null },
    });
    expect((await get('/action-plans/MA-NONE')).status).toBe(404);
  });
});

describe('milestones', () => {
  test('are 74, in JSON and in CSV', async () => {
    const { json } = await get('/milestones?limit=500');
    fits('/milestones', json);
    expect(json.total).toBe(74);
    expect(json.items).toHaveLength(74);
    expect(rowsOf((await get('/milestones.csv')).text)).toHaveLength(75);
  });

  test('filtered, and sorted by their end', async () => {
    expect(await ids('/milestones?commitment=MALAA0003')).toHaveLength(6);
    expect(await ids('/milestones?institution=laayoune-sakia-el-hamra&timeliness=late')).toEqual([
      'MALAA0004-M02',
      'MALAA0004-M03',
    ]);
    expect(await ids('/milestones?timeliness=undated')).toEqual(['MA-NAP-2021-2023-C12-M01']);
    expect(await ids('/milestones?from=2026-12-01&to=2026-12-31&sort=end')).toEqual([
      'MALAA0003-M04',
      'MALAA0003-M05',
      'MALAA0004-M01',
      'MALAA0004-M04',
    ]);
    const late = (await get('/milestones?commitment=MALAA0004&timeliness=late')).json.items;
    expect(late.map((one: { daysLate: number }) => one.daysLate)).toEqual([325, 325]);
  });
});

describe('the timeline', () => {
  test('begins with the publication and goes on with reports, everywhere at once', async () => {
    expect((await get('/commitments/MALAA0004/events')).json).toMatchObject({
      total: 1,
      items: [{ kind: 'imported' }],
    });
    clock.advance(1_000);
    await actions.perform(updateMilestoneStatus, {
      actor: system('test'),
      tenant: null,
      input: { milestone: 'MALAA0004-M02', status: 'finished', on: '2026-11-01', note: { ar: 'تم' } },
    });
    const { json } = await get('/commitments/MALAA0004/events');
    fits('/commitments/{id}/events', json);
    expect(json).toMatchObject({
      total: 2,
      items: [
        {
          kind: 'status-changed',
          on: '2026-11-21',
          milestone: { id: 'MALAA0004-M02', number: 2 },
          statusFrom: 'not-reported',
          statusTo: 'finished',
          note: { ar: 'تم' },
        },
        { kind: 'imported' },
      ],
    });
    expect((await get('/action-plans/MA-11-AP-2025-2027/events')).json.total).toBe(4);
    expect((await get('/commitments/MALAA9999/events')).status).toBe(404);
    expect((await get('/action-plans/MA-NONE/events')).status).toBe(404);
    // The totals that were remembered before are counted again.
    expect((await get('/commitments?status=finished')).json.total).toBe(1);
    expect((await get('/commitments/MALAA0004')).json.progress).toMatchObject({ finished: 1, reported: 1, share: 0.2 });
  });
});
