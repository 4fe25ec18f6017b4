import { beforeAll, describe, expect, test } from 'vitest';
import { institutionBySlug } from '#core/institutions/index.ts';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { silentLog } from '#platform/log.ts';
import { fillWithCommitments } from '../../../../bench/harness/synthetic-commitments.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { loadRealPlans } from '../examples.ts';
import { countCommitments, listCommitments } from './commitments.ts';
import { commitmentFacets, type FacetOption } from './facets.ts';
import { mosaic } from './overview.ts';

const { db, connection, pool } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const actions = actionRunner({ db, clock, log: silentLog(), queueJob: async () => {}, announce: async () => {} });
const signal = new AbortController().signal;

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal });
  await fillWithCommitments(connection, 15_000, signal);
}, 120_000);

const optionOf = (options: readonly FacetOption[], key: string) => options.find((option) => option.key === key);
const counted = async (condition: string) =>
  Number((await pool.query(`select count(*) from commitment where ${condition}`)).rows[0].count);

describe('beyond ten thousand', () => {
  test('a total says "at least", a smaller one stays exact', async () => {
    expect(await countCommitments(db, {}, today)).toEqual({ total: 10_000, totalIsAtLeast: true });
    const exact = await counted(`facets @> '{region:11}'`);
    expect(exact).toBeGreaterThan(1_000);
    expect(await countCommitments(db, { region: '11' }, today)).toEqual({ total: exact });
    const late = await counted(`facets @> '{region:11}' and next_open_end < '${today}'`);
    expect(await countCommitments(db, { region: '11', timeliness: 'late' }, today)).toEqual({ total: late });
    const morocco = (await institutionBySlug(db, 'morocco'))?.id;
    expect(await countCommitments(db, { institutionId: morocco }, today)).toEqual({
      total: 10_000,
      totalIsAtLeast: true,
    });
  });

  test('each choice of a filter is counted by itself', async () => {
    const facets = await commitmentFacets(db, {}, today);
    const exact = await counted(`facets @> '{region:11}'`);
    expect(optionOf(facets.region, '11')).toMatchObject({ count: exact });
    expect(optionOf(facets.region, '11')?.countIsAtLeast).toBeUndefined();
    expect(optionOf(facets.region, '01')).toBeUndefined();
    expect(optionOf(facets.status, 'not-reported')).toMatchObject({ count: 10_000, countIsAtLeast: true });
    expect(optionOf(facets.institution, 'morocco')).toMatchObject({ count: 10_000, countIsAtLeast: true });
    expect(optionOf(facets.institution, 'laayoune-sakia-el-hamra')).toMatchObject({ count: exact });
  });

  test('next to another filter that leaves too many, a choice says how many there are at least', async () => {
    const facets = await commitmentFacets(db, { status: 'not-reported' }, today);
    for (const option of [...facets.region, ...facets.theme]) {
      expect(option.countIsAtLeast, option.key).toBe(true);
      expect(option.count).toBeLessThanOrEqual(await counted(`facets && '{region:${option.key},theme:${option.key}}'`));
    }
    expect(facets.region.map((option) => option.key)).toEqual(['05', '11']);
    const few = await commitmentFacets(db, { region: '05' }, today);
    expect(optionOf(few.sector, 'cross-sectoral')).toMatchObject({ count: await counted(`facets @> '{region:05}'`) });
  });

  test('a filtered list is paged to its end, each once, in the order of the unfiltered one', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listCommitments(db, {
        filters: { value: 'civic-participation' },
        paging: { limit: 100, after },
        today,
      });
      seen.push(...page.items.map((one) => one.reference));
      after = page.next ?? undefined;
    } while (after !== undefined);
    const { rows } = await pool.query(
      `select reference from commitment where facets @> '{value:civic-participation}' order by latest_first, reference, id`,
    );
    expect(seen).toEqual(rows.map((row) => row.reference));
    expect((await mosaic(db, today)).stars).toHaveLength(200);
  });
});
