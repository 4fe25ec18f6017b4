import { beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '#platform/action.ts';
import { across } from '#platform/db/database.ts';
import { InvalidInput, Overtaken } from '#platform/errors.ts';
import { parseSheet } from '#platform/sheets/parse-sheet.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { loadRealPlans, realFile, realTranslations } from '../examples.ts';
import { cellsOf, changedCells, withCells } from '../plan-cells.ts';
import { basePlan, draftOf, loadDraft } from '../queries/plan-drafts.ts';
import { draftPlan } from './draft-plan.ts';
import { importActionPlans } from './import-action-plans.ts';
import { importPlanSheet } from './import-plan-sheet.ts';
import { openPlanDraft } from './open-plan-draft.ts';
import { publishPlan } from './publish-plan.ts';
import { removePlanEntry } from './remove-plan-entry.ts';
import { savePlanEntry } from './save-plan-entry.ts';
import { updatePlanPhase } from './update-plan-phase.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const PLAN = 'MA-11-AP-2025-2027';
const BODY = 'laayoune-sakia-el-hamra';
const FR = `/fr/${BODY}`;
const reason = { fr: 'Délibération du conseil.', ar: 'مقرر المجلس.' };
let president: SignedIn;
let head: SignedIn;

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  const sign = (email: string, role: string, name: string) =>
    signInOfficial(program, db, { email, role, institution: BODY, name });
  president = await sign('p@example.ma', 'president', 'La présidente');
  head = await sign('head@example.ma', 'division-head', 'Le chef de division');
});

const body = async () =>
  (await db.selectFrom('institution').selectAll().where('slug', '=', BODY).executeTakeFirstOrThrow()) as { id: string };

const asSystem = { actor: system('test'), tenant: null };
const perform = <I, T, R>(action: Action<I, T, R>, input: unknown): Promise<R> =>
  actions.perform(action, { ...asSystem, input });

const faultsOf = async (work: Promise<unknown>): Promise<string[]> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof InvalidInput) return error.faults.map((fault) => `${fault.pointer} ${fault.key}`);
    throw error;
  }
  return [];
};

const commitment = (reference: string) =>
  across(db).selectFrom('commitment').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();

const load = (file: unknown) =>
  actions.perform(importActionPlans, {
    ...asSystem,
    input: { file, translations: realTranslations(), complete: true },
  });

describe('the cells of the real plans', () => {
  test('written again change nothing, and are read as they were written', async () => {
    for (const { id, institution_id, reference } of await across(db).selectFrom('action_plan').selectAll().execute()) {
      const base = await basePlan(db, { institutionId: institution_id, reference, planId: id }, '2026-11-21');
      if (!base) throw new Error(`${reference} is not there`);
      const { columns, commitments } = base.record;
      expect(withCells('plan', columns, cellsOf('plan', columns))).toEqual({ thing: columns, faults: [] });
      for (const one of commitments) {
        const thing = { ...one.columns, named: one.named };
        const cells = cellsOf('commitment', thing);
        expect(withCells('commitment', thing, cells)).toEqual({ thing, faults: [] });
        // A changed field is parsed anew, and gives the same lines again.
        const more = (name: string, line: string) => [cells[name], line].filter(Boolean).join('\n\n');
        const changed = {
          ...cells,
          problem_ar: more('problem_ar', 'سطر'),
          problem_fr: more('problem_fr', '…'),
          problem_en: more('problem_en', 'A line'),
        };
        const { thing: next, faults } = withCells('commitment', thing, changed);
        expect([one.columns.reference, faults]).toEqual([one.columns.reference, []]);
        expect(changedCells(changed, cellsOf('commitment', next))).toEqual({});
      }
    }
  });
});

describe('a draft', () => {
  test('is for whoever manages the plans of the body', async () => {
    const statusFor = async ({ cookie }: SignedIn) =>
      (await program.ask(`${FR}/desk/plans`, { headers: { cookie } })).status;
    expect(await statusFor(head)).toBe(403);
    expect(await statusFor(president)).toBe(200);
  });

  test('goes out as a file and comes back without a change, as XLSX and as CSV', async () => {
    await perform(draftPlan, { plan: PLAN });
    for (const format of ['xlsx', 'csv']) {
      const answer = await program.ask(`${FR}/desk/plans/${PLAN}/plan.${format}`, {
        headers: { cookie: president.cookie },
      });
      expect(answer.status).toBe(200);
      const read = await parseSheet({ bytes: new Uint8Array(await answer.arrayBuffer()), sheet: 'Plan' });
      if (!('sheet' in read)) throw new Error(read.refused);
      const done = await perform(importPlanSheet, { draft: PLAN, sheet: read.sheet });
      expect([format, done]).toMatchObject([format, { changed: 0, added: 0 }]);
    }
  });

  test('takes a file with a changed commitment, a new one with a milestone, and refuses a wrong cell by its address', async () => {
    const answer = await program.ask(`${FR}/desk/plans/${PLAN}/plan.xlsx`, { headers: { cookie: president.cookie } });
    const read = await parseSheet({ bytes: new Uint8Array(await answer.arrayBuffer()), sheet: 'Plan' });
    if (!('sheet' in read)) throw new Error(read.refused);
    const { sheet } = read;
    const names = sheet.rows[0]?.cells.map((cell) => cell.split(' ')[0]) ?? [];
    const rowOf = (cells: Record<string, string>, number: number) => ({
      number,
      cells: names.map((name) => cells[name ?? ''] ?? ''),
    });
    const last = sheet.rows.at(-1)?.number ?? 0;
    const added = [
      rowOf(
        { kind: 'commitment', title_fr: 'Budget ouvert', title_ar: 'ميزانية مفتوحة', start: '2026-01', end: '2027-06' },
        last + 1,
      ),
      rowOf({ kind: 'milestone', title_fr: 'Publier le budget', end: '2026-12' }, last + 2),
    ];
    const wrong = structuredClone(sheet);
    wrong.rows.push(...structuredClone(added));
    const end = names.indexOf('end');
    (wrong.rows.at(-1)?.cells ?? [])[end] = 'demain';
    try {
      await perform(importPlanSheet, { draft: PLAN, sheet: wrong });
      expect.unreachable();
    } catch (error) {
      expect((error as InvalidInput).faults).toMatchObject([
        {
          key: 'commitments.plan.fault.not-a-date',
          values: { sheet: 'Plan', address: `${String.fromCharCode(65 + end)}${last + 2}` },
        },
      ]);
    }
    sheet.rows.push(...added);
    expect(await perform(importPlanSheet, { draft: PLAN, sheet })).toMatchObject({ changed: 0, added: 2 });
    const draft = await draftOf(db, PLAN, undefined);
    const loaded = draft && (await loadDraft(db, draft));
    const fresh = loaded?.drafted.commitments.find((one) => one.state === 'added');
    expect(fresh?.thing).toMatchObject({
      title: { fr: 'Budget ouvert' },
      starts_on: '2026-01-01',
      ends_on: '2027-06-30',
      date_precision: 'month',
    });
    expect(fresh?.milestones.map((one) => one.reference)).toEqual([`${fresh?.reference}-M01`]);
    // Sent once more it is too old for what it would change: its rows without id are new again, its others say what stands.
    const stale = structuredClone(sheet);
    const title = names.indexOf('title_fr');
    const row = stale.rows.find((one) => one.cells[1] === 'MALAA0004');
    (row?.cells ?? [])[title] = 'Autre titre';
    await perform(savePlanEntry, {
      draft: PLAN,
      kind: 'commitment',
      reference: 'MALAA0004',
      revision: 0,
      cells: { title_fr: 'Titre du bureau' },
    });
    stale.rows.splice(-2);
    await expect(perform(importPlanSheet, { draft: PLAN, sheet: stale })).rejects.toMatchObject({
      faults: [{ key: 'commitments.plan.file.newer' }],
    });
  });

  test('tells whoever writes on an older revision, and every cell that cannot be read', async () => {
    const entry = { draft: PLAN, kind: 'commitment', reference: 'MALAA0004' };
    await expect(perform(savePlanEntry, { ...entry, revision: 0, cells: { title_fr: 'Moi aussi' } })).rejects.toThrow(
      Overtaken,
    );
    const cells = {
      end: '2024',
      start: '2026-13',
      number: 'deux',
      policyAreas: 'nothing-known',
      problem_fr: 'Un\nDeux\nTrois',
    };
    expect(await faultsOf(perform(savePlanEntry, { ...entry, revision: 1, cells }))).toEqual([
      '/number commitments.plan.fault.not-a-number',
      '/start commitments.plan.fault.not-a-date',
      expect.stringMatching(/^\/problem_(fr|en) commitments\.plan\.fault\.uneven$/),
      '/policyAreas commitments.plan.fault.not-a-word',
    ]);
  });

  test('is published with a reason as the next version; a file that comes again leaves it alone', async () => {
    expect(await faultsOf(perform(publishPlan, { draft: PLAN, reason: {} }))).toEqual([
      '/reason/ar commitments.plan.fault.no-reason',
    ]);
    await perform(removePlanEntry, { draft: PLAN, kind: 'milestone', reference: 'MALAA0004-M01', removed: true });
    await perform(publishPlan, { draft: PLAN, reason, adoptedOn: '2026-11-20' });
    expect((await commitment('MALAA0004')).title).toMatchObject({ fr: 'Titre du bureau' });
    const versions = await program.json<{
      items: { version: number; changes: { reference: string; what: string }[] }[];
    }>(`/api/v1/action-plans/${PLAN}/versions`);
    expect(versions.items.map((one) => one.version)).toEqual([2, 1]);
    expect(versions.items[0]?.changes.map(({ reference, what }) => [reference, what])).toEqual(
      expect.arrayContaining([
        ['MALAA0004', 'changed'],
        ['MALAA0004-M01', 'removed'],
        ['MALAA0005', 'added'],
      ]),
    );
    const report = await load(realFile());
    expect(report).toMatchObject({ added: [], changed: [], gone: [], returned: [] });
    expect(report.keptWords.map((one) => one.reference).sort()).toEqual(['MALAA0004', 'MALAA0004-M01']);
    expect((await commitment('MALAA0004')).title).toMatchObject({ fr: 'Titre du bureau' });
    expect((await commitment('MALAA0005')).gone_at).toBeNull();
    const again = await load(realFile());
    expect(again).toMatchObject({ added: [], changed: [], gone: [], returned: [] });
  });

  test('what nobody wrote follows a newer file, and that is a version too', async () => {
    const file = realFile();
    const one = file.commitments.find((each) => each.id === 'MALAA0004');
    if (one) one.expectedResults = [...one.expectedResults, 'One more result'];
    expect(await load(file)).toMatchObject({ changed: [{ reference: 'MALAA0004', fields: ['expectedResults'] }] });
    const stored = await commitment('MALAA0004');
    expect(stored.expected_results.at(-1)).toEqual({ en: 'One more result' });
    expect(stored.title).toMatchObject({ fr: 'Titre du bureau' });
    const page = await program.text(`${FR}/action-plans/${PLAN}/versions`);
    expect(page).toContain('Version 3');
    expect(page).toContain('Délibération du conseil.');
  });
});

describe('a new plan', () => {
  test('is drafted, written, discussed, published, and lives on', async () => {
    const { id } = await body();
    const tenant = { id } as never;
    const { draft } = await actions.perform(draftPlan, {
      ...asSystem,
      tenant,
      input: { cells: { title_fr: 'Plan 2028', title_ar: 'خطة 2028', start: '2028', end: '2029' } },
    });
    expect(draft).toBe('MA-11-AP-2028-2029');
    expect(await faultsOf(perform(publishPlan, { draft, reason }))).toContain(
      '/draft commitments.plan.fault.no-commitment',
    );
    await perform(savePlanEntry, {
      draft,
      kind: 'commitment',
      reference: null,
      revision: 0,
      cells: { title_fr: 'Un', problem_fr: 'Le problème.\n- a\n- b' },
    });
    await perform(savePlanEntry, {
      draft,
      kind: 'milestone',
      reference: null,
      commitment: `${draft}-C01`,
      revision: 0,
      cells: { title_fr: 'Premier jalon', end: '2028-06' },
    });
    expect((await program.ask(`${FR}/action-plans/${draft}/draft`)).status).toBe(404);
    await actions.perform(openPlanDraft, {
      ...asSystem,
      input: { draft, open: true },
    });
    const open = await program.text(`${FR}/action-plans/${draft}/draft`);
    expect(open).toContain('Premier jalon');
    expect(await program.text(`${FR}/action-plans`)).toContain(`/action-plans/${draft}/draft`);
    await perform(publishPlan, { draft, reason });
    expect((await program.ask(`${FR}/action-plans/${draft}/draft`)).status).toBe(404);
    expect(await program.text(`${FR}/commitments/${draft}-C01`)).toContain('Premier jalon');
    expect(await program.text(`${FR}/action-plans/${draft}`)).toContain('Adopté');
    expect(await faultsOf(perform(updatePlanPhase, { plan: draft, phase: 'closed', since: '2030-01-01' }))).toEqual([
      '/since commitments.plan.fault.in-the-future',
    ]);
    await perform(updatePlanPhase, { plan: draft, phase: 'implementation' });
    expect(await faultsOf(perform(updatePlanPhase, { plan: draft, phase: 'adopted' }))).toEqual([
      '/note/ar commitments.plan.fault.no-reason',
    ]);
    expect(await load(realFile())).toMatchObject({ gone: [] });
  });
});
