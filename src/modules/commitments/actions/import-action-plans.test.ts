import { beforeAll, describe, expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { across } from '#platform/db/database.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { silentLog } from '#platform/log.ts';
import { search } from '#platform/search/search.ts';
import { NOBODY, system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { examplePlanFile, loadRealPlans, realFile, realTranslations } from '../examples.ts';
import type { ActionPlanFile } from '../file/format.ts';
import { writeFile } from '../file/write.ts';
import { commitmentByReference, countCommitments, listCommitments } from '../queries/commitments.ts';
import { listEvents } from '../queries/events.ts';
import { countMilestones } from '../queries/milestones.ts';
import { listPlans, planByReference } from '../queries/plans.ts';
import { importActionPlans } from './import-action-plans.ts';
import { updateMilestoneStatus } from './update-milestone-status.ts';

const { db } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const touched = new Set<string>();
const actions = actionRunner({
  db,
  clock,
  log: silentLog(),
  queueJob: async () => {},
  announce: async (_db, tags) => {
    for (const tag of tags) touched.add(tag);
  },
});
const context = { db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal };

const load = (file: unknown, translations?: unknown, complete = false) =>
  actions.perform(importActionPlans, { actor: system('test'), tenant: null, input: { file, translations, complete } });

/** Everything the tables of this room hold, to see that nothing was written. */
async function everything(): Promise<string> {
  const tables = ['action_plan', 'action_plan_partner', 'commitment', 'commitment_institution'] as const;
  const more = ['commitment_body', 'milestone', 'commitment_event'] as const;
  const rows = [];
  for (const table of [...tables, ...more])
    rows.push(await across(db).selectFrom(table).selectAll().orderBy('institution_id').execute());
  rows.push(await across(db).selectFrom('search_document').selectAll().orderBy('id').execute());
  return JSON.stringify(rows.map((list) => list.map((row) => JSON.stringify(row)).sort()));
}

async function exported(): Promise<ActionPlanFile> {
  let text = '';
  for await (const part of writeFile(db, today)) text += part;
  return JSON.parse(text) as ActionPlanFile;
}

beforeAll(() => loadRealPlans(context));

describe('the real file', () => {
  test('gives 4 plans, 25 commitments and 74 milestones', async () => {
    const plans = await listPlans(db, { filters: {}, paging: { limit: 50 }, today });
    expect(plans.total).toBe(4);
    expect(await countCommitments(db, {}, today)).toEqual({ total: 25 });
    expect(await countMilestones(db, {}, today)).toEqual({ total: 74 });
  });

  test('comes out as it went in, every field', async () => {
    expect(await exported()).toEqual(realFile());
  });

  test('loaded again writes nothing', async () => {
    const before = await everything();
    const report = await load(realFile(), realTranslations());
    expect(report).toMatchObject({ plans: 4, commitments: 25, milestones: 74, added: [], changed: [], gone: [] });
    expect(await everything()).toBe(before);
  });
});

describe('whose plans they are', () => {
  test("a region's plan belongs to its council, the joint one to the consortium, the national one to the portal", async () => {
    const { items } = await listPlans(db, { filters: {}, paging: { limit: 50 }, today });
    expect(Object.fromEntries(items.map((plan) => [plan.reference, plan.institution.slug]))).toEqual({
      'MA-11-AP-2025-2027': 'laayoune-sakia-el-hamra',
      'MA-05-AP-2022-2027': 'beni-mellal-khenifra',
      'MA-NAP-2021-2023': 'morocco',
      'MA-CONSORTIUM-AP-2025-2027': expect.not.stringMatching(/^(morocco|draa-tafilalet)$/),
    });
    const joint = items.find((plan) => plan.type === 'regional-consortium');
    expect(joint?.partners.map((partner) => partner.slug).sort()).toEqual([
      'draa-tafilalet',
      'laayoune-sakia-el-hamra',
      'oriental',
      'souss-massa',
    ]);
  });

  test('every responsible name of the national plan is recognised: eleven bodies', async () => {
    const { items } = await listCommitments(db, {
      filters: { plan: 'MA-NAP-2021-2023' },
      paging: { limit: 50 },
      today,
    });
    expect(items).toHaveLength(22);
    const bodies = items.flatMap((one) => one.responsible.map((body) => body.institution?.slug));
    expect(bodies).not.toContain(undefined);
    expect(new Set(bodies).size).toBe(11);
  });

  test('"The regional council" is the council of the plan\'s region, and names without a body stay names', async () => {
    const commitment = await commitmentByReference(db, 'MABMK0007', today);
    expect(commitment?.responsible).toMatchObject([{ institution: { slug: 'beni-mellal-khenifra' } }]);
    const other = await commitmentByReference(db, 'MALAA0004', today);
    expect(other?.involved.map((body) => body.institution?.slug ?? null)).toEqual([
      null,
      'ministry-of-interior',
      'laayoune-sakia-el-hamra',
      null,
    ]);
  });

  test('search finds MALAA0004 by an Arabic, a French, an English and a mistyped word', async () => {
    for (const q of [
      'الاستشارية',
      'démocratie participative',
      'democratie participative',
      'advisory',
      'advisery',
      'malaa0004',
    ]) {
      const { items } = await search(db, { q, lang: 'ar', kinds: ['commitment'], limit: 50 });
      expect(
        items.map((item) => item.id),
        q,
      ).toContain('MALAA0004');
    }
  });
});

describe('a newer file', () => {
  const reference = 'MAMSF0001';
  const events = async () =>
    (await listEvents(db, { filters: { plan: 'MA-07-AP-2026-2028' }, paging: { limit: 500 } })).items;
  const news = async (file: ActionPlanFile, translations?: unknown) => {
    const before = new Set((await events()).map((event) => event.id));
    clock.advance(60_000);
    touched.clear();
    const report = await load(file, translations);
    const fresh = (await events()).filter((event) => !before.has(event.id)).reverse();
    return {
      report,
      events: fresh.map(({ kind, commitment, milestone, data }) => ({ kind, commitment, milestone, data })),
    };
  };

  test('of another region is loaded like the others', async () => {
    const { report, events: told } = await news(examplePlanFile());
    expect(report.added).toEqual(['MA-07-AP-2026-2028', reference]);
    expect(report.unknownBodies).toEqual([]);
    expect(told.map((event) => [event.kind, event.commitment?.reference ?? null])).toEqual([
      ['imported', null],
      ['imported', reference],
    ]);
    expect([...touched]).toEqual(
      expect.arrayContaining(['commitments', `commitment:${reference}`, 'plan:MA-07-AP-2026-2028']),
    );
    const commitment = await commitmentByReference(db, reference, today);
    expect(commitment).toMatchObject({
      institution: { slug: 'marrakech-safi' },
      jurisdiction: { code: '07' },
      policyAreas: [{ key: 'open-data', label: { en: 'Open Data', ar: 'البيانات المفتوحة' } }],
      sectors: [{ key: 'water-and-sanitation', label: { en: 'Water & Sanitation' } }],
      values: [{ key: 'transparency' }],
      translation: null,
      status: 'not-reported',
      timeliness: 'on-time',
      nextEnd: '2026-12-31',
    });
  });

  test('with another title says so, and the timeline tells it', async () => {
    const { report, events: told } = await news(
      examplePlanFile((file) => {
        for (const one of file.commitments) one.title = 'Open registers of all water projects';
      }),
    );
    expect(report.changed).toEqual([{ reference, fields: ['title'] }]);
    expect(told).toMatchObject([{ kind: 'text-changed', commitment: { reference }, data: { fields: ['title'] } }]);
    expect((await commitmentByReference(db, reference, today))?.changedAt).toEqual(clock.now());
    const found = await listCommitments(db, { filters: { q: 'all water' }, paging: { limit: 5 }, today });
    expect(found.items.map((one) => one.reference)).toEqual([reference]);
  });

  test('with other dates moves the end and what is late', async () => {
    const { report, events: told } = await news(
      examplePlanFile((file) => {
        for (const one of file.commitments) {
          one.title = 'Open registers of all water projects';
          for (const milestone of one.milestones) Object.assign(milestone, { end: '2026-06-30', endRaw: '06/2026' });
        }
      }),
    );
    expect(report.changed).toEqual([{ reference: `${reference}-M01`, fields: ['end', 'endRaw'] }]);
    expect(told).toMatchObject([
      {
        kind: 'dates-changed',
        milestone: { number: 1 },
        data: { from: { end: '2026-12-31' }, to: { end: '2026-06-30' } },
      },
    ]);
    expect(await commitmentByReference(db, reference, today)).toMatchObject({ timeliness: 'late', lateMilestones: 1 });
  });

  test('with only a new translation says just that', async () => {
    const same = examplePlanFile((file) => {
      for (const one of file.commitments) {
        one.title = 'Open registers of all water projects';
        for (const milestone of one.milestones) Object.assign(milestone, { end: '2026-06-30', endRaw: '06/2026' });
      }
    });
    const translations = {
      texts: { 'Open registers of all water projects': { ar: 'سجلات مشاريع الماء', fr: 'Registres de l’eau' } },
    };
    const { report, events: told } = await news(same, translations);
    expect(report.changed).toEqual([{ reference, fields: ['translation'] }]);
    expect(told).toMatchObject([{ kind: 'text-changed', data: { fields: ['translation'] } }]);
    expect(await commitmentByReference(db, reference, today)).toMatchObject({
      translation: 'unofficial',
      title: { ar: 'سجلات مشاريع الماء' },
    });
  });

  test('adds and takes away milestones; what is gone is kept, hidden and comes back', async () => {
    const second = (file: ActionPlanFile) => {
      for (const one of file.commitments)
        one.milestones.push({
          ...(one.milestones[0] as (typeof one.milestones)[number]),
          id: `${reference}-M02`,
          number: 2,
          title: 'The register itself',
        });
    };
    expect((await news(examplePlanFile(second))).report.added).toEqual([`${reference}-M02`]);
    expect(await countMilestones(db, { commitment: reference }, today)).toEqual({ total: 2 });

    const without = await news(examplePlanFile());
    expect(without.report.gone).toEqual([`${reference}-M02`]);
    expect(without.events).toMatchObject([{ kind: 'gone', milestone: { number: 2 } }]);
    expect(await countMilestones(db, { commitment: reference }, today)).toEqual({ total: 1 });

    const back = await news(examplePlanFile(second));
    expect(back.report).toMatchObject({ returned: [`${reference}-M02`], added: [] });
    expect(back.events).toMatchObject([{ kind: 'returned', milestone: { number: 2 } }]);
    expect((await commitmentByReference(db, reference, today))?.progress.total).toBe(2);
    await load(examplePlanFile());
  });

  test('without a commitment marks it gone: no list, no search, but its address still answers', async () => {
    const { report, events: told } = await news(
      examplePlanFile((file) => {
        file.commitments = [];
        for (const plan of file.plans) plan.commitmentIds = [];
      }),
    );
    expect(report.gone).toEqual([reference]);
    expect(told).toMatchObject([{ kind: 'gone', commitment: { reference } }]);
    const listed = await listCommitments(db, { filters: { plan: 'MA-07-AP-2026-2028' }, paging: { limit: 5 }, today });
    expect(listed.items).toEqual([]);
    expect((await search(db, { q: reference, lang: 'en', limit: 5 })).items).toEqual([]);
    expect((await commitmentByReference(db, reference, today))?.goneAt).toEqual(clock.now());
    expect((await planByReference(db, 'MA-07-AP-2026-2028', today))?.commitmentCount).toBe(0);

    const back = await news(examplePlanFile());
    expect(back.report.returned).toEqual([reference]);
    expect(back.events).toMatchObject([{ kind: 'returned', commitment: { reference }, milestone: null }]);
    expect(await commitmentByReference(db, reference, today)).toMatchObject({ goneAt: null, progress: { total: 1 } });
  });

  test('keeps the status that a person has reported, and says where the file differs', async () => {
    await actions.perform(updateMilestoneStatus, {
      actor: system('test'),
      tenant: null,
      input: { milestone: `${reference}-M01`, status: 'finished', on: '2026-11-20', note: { fr: 'Publié.' } },
    });
    const claims = (status: 'In progress' | null) =>
      examplePlanFile((file) => {
        for (const one of file.commitments) for (const milestone of one.milestones) milestone.status = status;
      });
    expect((await load(claims(null))).keptStatuses).toEqual([]);
    const { report, events: told } = await news(claims('In progress'));
    expect(report).toMatchObject({
      changed: [],
      keptStatuses: [{ reference: `${reference}-M01`, status: 'finished', inFile: 'in-progress' }],
    });
    expect(told).toEqual([]);
    expect(await commitmentByReference(db, reference, today)).toMatchObject({
      status: 'finished',
      timeliness: 'ended',
      milestones: [{ status: 'finished', statusOn: '2026-11-20', statusNote: { fr: 'Publié.' } }],
    });
    const out = (await exported()).commitments.find((one) => one.id === reference);
    expect(out?.milestones[0]?.status).toBe('Finished');
  });

  test('takes the statuses of the file where nobody has reported', async () => {
    const file = (status: 'Stuck' | null) => {
      const plan = structuredClone(realFile());
      for (const one of plan.commitments)
        for (const milestone of one.milestones) if (milestone.id === 'MALAA0003-M01') milestone.status = status;
      return plan;
    };
    const report = await load(file('Stuck'), realTranslations());
    expect(report.changed).toEqual([{ reference: 'MALAA0003-M01', fields: ['status'] }]);
    const commitment = await commitmentByReference(db, 'MALAA0003', today);
    expect(commitment).toMatchObject({
      status: 'stuck',
      milestones: { 0: { status: 'stuck', statusOn: '2026-11-21' } },
    });
    expect(await countCommitments(db, { status: 'stuck' }, today)).toEqual({ total: 1 });
    await load(realFile(), realTranslations());
    expect(await commitmentByReference(db, 'MALAA0003', today)).toMatchObject({ status: 'not-reported' });
    expect(await countCommitments(db, { status: 'stuck' }, today)).toEqual({ total: 0 });
  });

  test('that is the whole takes away the plans it no longer has, and only those of its own title', async () => {
    const file = examplePlanFile((one) => {
      one.meta.title = 'Another test';
      for (const plan of one.plans)
        Object.assign(plan, {
          id: 'MA-06-AP-2026',
          jurisdiction: { level: 'region', code: '06', name: 'Casablanca-Settat' },
          commitmentIds: [],
        });
      one.commitments = [];
    });
    await load(file);
    const next = structuredClone(file);
    for (const plan of next.plans) plan.id = 'MA-06-AP-2027';
    expect((await load(next)).gone).toEqual([]);
    expect((await load(next, undefined, true)).gone).toEqual(['MA-06-AP-2026']);
    const { items } = await listPlans(db, { filters: { region: '06' }, paging: { limit: 5 }, today });
    expect(items.map((plan) => plan.reference)).toEqual(['MA-06-AP-2027']);
    expect(await countCommitments(db, {}, today)).toEqual({ total: 26 });
  });
});

describe('a wrong file is refused with the place of every fault, and nothing is written', () => {
  const first = <T>(list: readonly T[]) => list[0] as T;
  const cases: [name: string, change: (file: ActionPlanFile) => void, faults: string[]][] = [
    [
      'an end before its start',
      (file) => Object.assign(first(first(file.commitments).milestones), { start: '2026-12-01', end: '2026-11-30' }),
      ['/commitments/0/milestones/0/end end-before-start'],
    ],
    [
      'a plan that ends before it starts',
      (file) => Object.assign(first(file.plans).period, { end: '2025-01-01' }),
      ['/plans/0/period/end end-before-start'],
    ],
    [
      'a date that does not exist',
      (file) => Object.assign(first(first(file.commitments).milestones), { end: '2026-02-30' }),
      ['/commitments/0/milestones/0/end not-a-date'],
    ],
    [
      'a missing field',
      (file) => delete (first(file.commitments) as Partial<object> & { title?: string }).title,
      ['/commitments/0/title missing'],
    ],
    [
      'an unknown field',
      (file) => Object.assign(first(file.plans), { colour: 'red' }),
      ['/plans/0/colour unknown-field'],
    ],
    [
      'a wrong type',
      (file) => Object.assign(first(file.commitments), { number: 'one' }),
      ['/commitments/0/number wrong-type'],
    ],
    [
      'a status that there is not',
      (file) => Object.assign(first(first(file.commitments).milestones), { status: 'Late' }),
      ['/commitments/0/milestones/0/status not-a-choice'],
    ],
    ['an id in another form', (file) => Object.assign(first(file.plans), { id: 'plan 1' }), ['/plans/0/id wrong-form']],
    [
      'an empty text',
      (file) => Object.assign(first(file.commitments), { expectedResults: [''] }),
      ['/commitments/0/expectedResults/0 empty'],
    ],
    [
      'dates where they are said to be missing',
      (file) => Object.assign(first(first(file.commitments).milestones), { dateAssignment: 'missing' }),
      [
        '/commitments/0/milestones/0/start wrong-type',
        '/commitments/0/milestones/0/end wrong-type',
        '/commitments/0/milestones/0/datePrecision wrong-type',
      ],
    ],
    [
      'the same id twice',
      (file) => {
        const one = first(file.commitments);
        file.commitments.push({ ...structuredClone(one), number: 2 });
      },
      [
        '/commitments/1/id same-id',
        '/commitments/1/milestones/0/id same-id',
        '/commitments/1/milestones/0/number same-number',
      ],
    ],
    [
      'a commitment of no plan',
      (file) => Object.assign(first(file.commitments), { planId: 'MA-99' }),
      ['/plans/0/commitmentIds/0 other-plan', '/commitments/0/planId unknown-plan'],
    ],
    [
      'a plan that does not list its commitment, and one that lists another',
      (file) => Object.assign(first(file.plans), { commitmentIds: ['MAMSF0002'] }),
      ['/plans/0/commitmentIds/0 unknown-commitment', '/commitments/0/id not-listed'],
    ],
    [
      'a milestone with a foreign id',
      (file) => Object.assign(first(first(file.commitments).milestones), { id: 'MAMSF0009-M01' }),
      ['/commitments/0/milestones/0/id milestone-id'],
    ],
    [
      'a theme that the plan does not have',
      (file) => {
        first(file.commitments).theme = { id: 'water', label: 'Water' };
        first(file.plans).themes = [{ id: 'air', label: 'Air', commitmentNumbers: [7] }];
      },
      ['/plans/0/themes/0/commitmentNumbers/0 theme-number', '/commitments/0/theme/id unknown-theme'],
    ],
    [
      'a jurisdiction nobody governs',
      (file) => Object.assign(first(file.plans).jurisdiction, { code: '99' }),
      ['/plans/0/jurisdiction/code unknown-jurisdiction'],
    ],
    [
      'a consortium nobody has founded',
      (file) =>
        Object.assign(first(file.plans), {
          type: 'regional-consortium',
          members: [
            { name: 'One', joinedOgp: '2026-01', territory: '07' },
            { name: 'Two', joinedOgp: '2026-01', territory: '06' },
          ],
        }),
      ['/plans/0/members unknown-consortium'],
    ],
    [
      'a plan that another body has published',
      (file) => {
        Object.assign(first(file.plans), { id: 'MA-11-AP-2025-2027', commitmentIds: [] });
        file.commitments = [];
      },
      ['/plans/0/id other-owner'],
    ],
  ];

  test.each(cases)('%s', async (_name, change, expected) => {
    const before = await everything();
    const refusal = await load(examplePlanFile(change)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidInput);
    const found = (refusal as InvalidInput).faults.map(
      (fault) => `${fault.pointer} ${fault.key?.replace('commitments.import.fault.', '')}`,
    );
    expect(found.sort()).toEqual([...expected].sort());
    expect(await everything()).toBe(before);
  });

  test('no object at all', async () => {
    for (const file of [null, 7, [], 'x', {}]) {
      const refusal = await load(file).catch((error: unknown) => error);
      expect(refusal, JSON.stringify(file)).toBeInstanceOf(InvalidInput);
    }
  });

  test('only jobs and commands load files', async () => {
    const call = { actor: NOBODY, tenant: null, input: { file: examplePlanFile() } };
    await expect(actions.perform(importActionPlans, call)).rejects.toBeInstanceOf(NotFound);
  });
});

test('a corrected file without its dictionary takes no translation away', async () => {
  const file = examplePlanFile();
  const title = file.commitments[0]?.title ?? '';
  const input = { file, translations: { texts: { [title]: { ar: 'عنوان', fr: 'Titre' } } } };
  const call = { actor: system('test'), tenant: null };
  await actions.perform(importActionPlans, { ...call, input });
  const corrected = examplePlanFile((one) => {
    for (const commitment of one.commitments) commitment.expectedResults = ['Something more'];
  });
  await actions.perform(importActionPlans, { ...call, input: { file: corrected } });
  expect((await commitmentByReference(db, 'MAMSF0001', today))?.title).toEqual({ ar: 'عنوان', en: title, fr: 'Titre' });
});
