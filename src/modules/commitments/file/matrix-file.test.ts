import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { csvText } from '#platform/feeds/csv.ts';
import { parseSheet } from '#platform/sheets/parse-sheet.ts';
import { cellAddress } from '#platform/sheets/sheet.ts';
import { system } from '#platform/tenant.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import type { SignedIn } from '../../../../test/setup/sign-in.ts';
import { importActionPlans } from '../actions/import-action-plans.ts';
import { importMatrix } from '../actions/import-matrix.ts';
import { publishMilestoneRow } from '../actions/publish-milestone-row.ts';
import { saveMilestoneRow } from '../actions/save-milestone-row.ts';
import { uploadMatrix } from '../actions/upload-matrix.ts';
import { MILESTONE_STATUSES } from '../commitment.ts';
import { loadRealPlans, realFile, realTranslations } from '../examples.ts';
import { changedRow, type RowContent } from '../matrix-row.ts';
import { DESK_COLUMNS, type MatrixItem } from './matrix-columns.ts';
import { type Known, readMatrix } from './matrix-read.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { clock, actions } = program;
const PLAN = 'MA-11-AP-2025-2027';
const BODY = 'laayoune-sakia-el-hamra';
let director: SignedIn;
let institutionId = '';

beforeAll(async () => {
  await loadRealPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  director = await signInOfficial(program, db, {
    email: 'dgs@example.ma',
    role: 'director-general-of-services',
    institution: BODY,
    name: 'Naïma Benali',
  });
  institutionId = (await db.selectFrom('institution').select('id').where('slug', '=', BODY).executeTakeFirstOrThrow())
    .id;
});

const asSystem = { actor: system('test'), tenant: null };
const NASTY = '=HYPERLINK("x")\n«دورة», "deux"; trois\t-5 🌟';

type Cells = (string | number | null)[][];

async function download(path: string): Promise<Uint8Array> {
  const answer = await program.ask(path, { headers: { cookie: director.cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  return new Uint8Array(await answer.arrayBuffer());
}

const upload = async (bytes: Uint8Array) => {
  const answer = await parseSheet({ bytes, sheet: 'Matrix' });
  if (!('sheet' in answer)) throw new Error(answer.refused);
  return actions.perform(uploadMatrix, { ...asSystem, input: { plan: PLAN, name: 'm.xlsx', sheet: answer.sheet } });
};

const cellsOf = async (bytes: Uint8Array) => (await readXlsx(bytes)).sheets[0]?.rows as Cells;
const fileOf = (rows: Cells) => writeXlsx({ sheets: [{ name: 'Matrix', rows }] });
const columnOf = (cells: Cells, name: string) =>
  (cells[0] ?? []).findIndex((cell) => String(cell).startsWith(`${name} `));

const milestone = (reference: string) =>
  within(db, institutionId)
    .selectFrom('milestone')
    .selectAll()
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();

describe('the matrix as a file', () => {
  test('comes back as it went out: nothing changes', async () => {
    const row = { milestone: 'MALAA0003-M01', version: 0 };
    await actions.perform(publishMilestoneRow, {
      ...asSystem,
      input: {
        ...row,
        status: 'stuck',
        percent: 35,
        done: { ar: 'تم', fr: NASTY },
        obstacles: { fr: "'=ancien" },
        nextStep: { fr: '-12' },
        evidence: [{ url: 'https://a.ma/b', title: 'محضر' }],
      },
    });
    await actions.perform(saveMilestoneRow, {
      ...asSystem,
      input: { milestone: 'MALAA0003-M02', version: 0, target: { fr: 'Brouillon' }, status: 'in-progress' },
    });
    for (const path of [
      `/api/v1/action-plans/${PLAN}/matrix.xlsx`,
      `/api/v1/action-plans/${PLAN}/matrix.xlsx?lang=fr`,
      `/api/v1/action-plans/${PLAN}/matrix.csv`,
      `/ar/${BODY}/desk/matrix/plans/${PLAN}/matrix.xlsx`,
    ])
      expect([path, await upload(await download(path))]).toEqual([
        path,
        { id: null, plan: PLAN, rows: 11, changed: 0 },
      ]);
    const cells = await cellsOf(await download(`/api/v1/action-plans/${PLAN}/matrix.xlsx?lang=fr`));
    expect(cells[1]?.[columnOf(cells, 'done_fr')]).toBe(NASTY);
    expect(cells[1]?.[columnOf(cells, 'status')]).toBe('Bloqué');
    expect(cells[0]?.[columnOf(cells, 'done_fr')]).toBe('done_fr – Ce qui a été fait (Français)');
    // A program reads the version, and never who is in charge.
    expect(columnOf(cells, 'official')).toBe(-1);
  });

  test('is refused as a whole when one cell is wrong, with its address', async () => {
    const cells = await cellsOf(await download(`/fr/${BODY}/desk/matrix/plans/${PLAN}/matrix.xlsx`));
    const at = (name: string) => columnOf(cells, name);
    const put = (row: number, name: string, value: string) => {
      const line = cells[row];
      if (line) line[at(name)] = value;
    };
    put(3, 'done_fr', 'Ce qui serait perdu');
    put(4, 'percent', '140');
    put(5, 'status', 'Presque');
    put(6, 'status_on', '31/12/2026');
    put(7, 'title_fr', 'Un autre titre');
    put(8, 'evidence', 'voir le dossier');
    put(9, 'office_fr', 'Division inconnue');
    put(10, 'id', 'MALAA0099-M01');
    const refusal = await upload(await fileOf(cells)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidInput);
    const words = program.around.words('en');
    const said = (refusal as InvalidInput).faults.map((fault) => words.maybe(fault.key ?? '', fault.values));
    expect(said).toEqual([
      `Sheet "Matrix" ${cellAddress(at('percent'), 5)}: “140” is not a whole number from 0 to 100`,
      `Sheet "Matrix" ${cellAddress(at('status'), 6)}: “Presque” is not a status`,
      `Sheet "Matrix" ${cellAddress(at('status_on'), 7)}: “31/12/2026” is not a date (YYYY-MM-DD)`,
      `Sheet "Matrix" ${cellAddress(at('title_fr'), 8)}: the column title_fr is not changed by this file`,
      expect.stringContaining(`Sheet "Matrix" ${cellAddress(at('evidence'), 9)}:`),
      `Sheet "Matrix" ${cellAddress(at('office_fr'), 10)}: “Division inconnue” is not known in your institution`,
      'Sheet "Matrix" A11: no milestone of this plan has the code MALAA0099-M01',
    ]);
    expect((await milestone('MALAA0003-M03')).row_version).toBe(0);
  });

  test('is shown before it is applied, and never overwrites newer work', async () => {
    const cells = await cellsOf(await download(`/fr/${BODY}/desk/matrix/plans/${PLAN}/matrix.xlsx`));
    const change = (row: number, name: string, value: string | null) => {
      const line = cells[row];
      if (line) line[columnOf(cells, name)] = value;
    };
    change(3, 'status', 'in-progress');
    change(3, 'done_ar', 'انطلقت الدراسة');
    change(3, 'official', 'naïma  benali');
    change(4, 'percent', '20 %');
    const first = await upload(await fileOf(cells));
    expect(first).toMatchObject({ rows: 11, changed: 2 });
    expect((await milestone('MALAA0003-M03')).row_version).toBe(0);
    const page = await director.browser.get(`/ar/${BODY}/desk/matrix/imports/${first.id}`);
    expect(page.text).toContain('انطلقت الدراسة');
    const applied = await director.browser.submit(`/ar/${BODY}/desk/matrix/imports/${first.id}`, {});
    expect(applied.location).toContain(`/desk/matrix/plans/${PLAN}?state=draft`);
    expect(await milestone('MALAA0003-M03')).toMatchObject({
      row_version: 1,
      published_version: 0,
      official_id: director.personId,
    });
    await expect(actions.perform(importMatrix, { ...asSystem, input: { import: first.id } })).rejects.toBeInstanceOf(
      Conflict,
    );
    // The same file again: what it changes was made on a version that is no longer the last.
    const refusal = await upload(await fileOf(cells)).catch((error: unknown) => error);
    expect((refusal as InvalidInput).faults.map((fault) => [fault.key, fault.values?.address])).toEqual([
      ['commitments.matrix.file.newer', 'B4'],
      ['commitments.matrix.file.newer', 'B5'],
    ]);
    // Its untouched rows are no obstacle, even where the row has moved on.
    const late = await upload(
      await fileOf(await cellsOf(await download(`/fr/${BODY}/desk/matrix/plans/${PLAN}/matrix.xlsx`))),
    );
    expect(late.changed).toBe(0);
  });

  test('stays as officials wrote it when the source file of the plan is imported again', async () => {
    const rows = () => within(db, institutionId).selectFrom('milestone').selectAll().orderBy('reference').execute();
    const before = await rows();
    const input = { file: realFile(), translations: realTranslations() };
    const again = await actions.perform(importActionPlans, { ...asSystem, input });
    expect(again).toMatchObject({ added: [], changed: [], gone: [], keptStatuses: [] });
    expect(await rows()).toEqual(before);
    // A file that claims something else is told where it differs, and changes nothing of what a person reported.
    for (const one of input.file.commitments)
      for (const each of one.milestones) if (each.id === 'MALAA0003-M01') each.status = 'Finished';
    const other = await actions.perform(importActionPlans, { ...asSystem, input });
    expect(other.keptStatuses).toEqual([{ reference: 'MALAA0003-M01', status: 'stuck', inFile: 'finished' }]);
    expect(await milestone('MALAA0003-M01')).toMatchObject({ status: 'stuck', percent: 35, published_version: 1 });
  });

  test('that is no spreadsheet is refused', async () => {
    expect(await parseSheet({ bytes: new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), sheet: '' })).toEqual({
      refused: 'unreadable',
    });
    expect(await parseSheet({ bytes: new Uint8Array([0xff, 0xfe, 0x00]), sheet: '' })).toEqual({
      refused: 'unreadable',
    });
    const wide = Array.from({ length: 101 }, () => 'x').join(',');
    expect(await parseSheet({ bytes: Buffer.from(wide), sheet: '' })).toEqual({ refused: 'too-large' });
  });
});

test('addresses are those of spreadsheets', () => {
  expect([
    cellAddress(0, 1),
    cellAddress(3, 14),
    cellAddress(25, 2),
    cellAddress(26, 2),
    cellAddress(701, 9),
    cellAddress(702, 9),
  ]).toEqual(['A1', 'D14', 'Z2', 'AA2', 'ZZ9', 'AAA9']);
});

describe('whatever people write', () => {
  const sentence = fc.string({
    unit: fc.constantFrom('=', '-', '+', '@', "'", '"', ',', ';', '\n', ' ', 'é', 'م', '5', '\t', '🌟'),
    maxLength: 12,
  });
  const text = fc.record({ ar: sentence, fr: sentence, en: sentence }, { requiredKeys: [] });
  const EMPTY: RowContent = {
    ...{ expectedResult: null, indicator: null, target: null, done: null, obstacles: null, nextStep: null },
    ...{ status: 'not-reported', statusOn: null, percent: null, evidence: [] },
  };
  const content = fc
    .record({
      ...{ expectedResult: text, indicator: text, target: text, done: text, obstacles: text, nextStep: text },
      status: fc.constantFrom(...MILESTONE_STATUSES),
      statusOn: fc.option(fc.constantFrom('2026-01-31', '2025-12-01')),
      percent: fc.option(fc.integer({ min: 0, max: 100 })),
    })
    .map((change) => changedRow(EMPTY, change));
  const itemOf = (row: RowContent): MatrixItem => ({
    ...row,
    ...{
      id: 'X-M01',
      number: 1,
      title: { ar: 'م' },
      commitment: { id: 'X', title: { fr: 'T' } },
      start: null,
      end: null,
    },
    ...{ office: null, version: 3, reportedOn: null, note: null, timeliness: 'late', daysLate: 3, unreported: true },
  });
  const knownOf = (item: MatrixItem): Known => ({
    row: () => ({ milestoneId: '1', commitmentId: '2', version: 3, itemAt: () => item }),
    statusOf: (cell) => MILESTONE_STATUSES.find((one) => one === cell),
    offices: () => [],
    officials: () => [],
    mayAssign: false,
  });

  test('goes through CSV and XLSX and comes back unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (row) => {
        const item = itemOf(row);
        const cells = DESK_COLUMNS.map((column) => column.value(item));
        for (const bytes of [
          Buffer.from(await csvText(DESK_COLUMNS, [item])),
          await writeXlsx({ sheets: [{ name: 'Matrix', rows: [DESK_COLUMNS.map((column) => column.name), cells] }] }),
        ]) {
          const answer = await parseSheet({ bytes, sheet: 'Matrix' });
          const reading = 'sheet' in answer ? readMatrix(answer.sheet, knownOf(item)) : answer;
          expect(reading).toEqual({ rows: 1, changes: [], faults: [] });
        }
      }),
      { numRuns: 60 },
    );
  });
});
