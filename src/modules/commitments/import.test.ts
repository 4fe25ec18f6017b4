import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionRunner } from '#platform/action.ts';
import { handClock } from '#platform/clock.ts';
import { silentLog } from '#platform/log.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { examplePlanFile, loadBodies, realFile } from './examples.ts';
import { faultsOf } from './file/validate.ts';
import { actionPlanExport, actionPlanImport } from './import.ts';
import { countCommitments } from './queries/commitments.ts';

const { db } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const actions = actionRunner({ db, clock, log: silentLog(), queueJob: async () => {}, announce: async () => {} });
let said: string[] = [];
let noted: string[] = [];
const context = {
  db,
  clock,
  actions,
  say: (line: string) => void said.push(line),
  note: (line: string) => void noted.push(line),
  signal: new AbortController().signal,
};
const folder = await mkdtemp(join(tmpdir(), 'jamaa-plans-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeAll(() => loadBodies(context));
beforeEach(() => {
  said = [];
  noted = [];
});

async function fileOf(content: unknown, name = 'plans.json'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const run = (...args: string[]) => actionPlanImport.run(args, context);
const refusalOf = async (...args: string[]) => {
  const error = await run(...args).then(
    () => undefined,
    (refusal: unknown) => refusal,
  );
  if (!(error instanceof Error)) throw new Error('it was not refused');
  return error.message;
};
const total = async () => (await countCommitments(db, {}, '2026-11-21')).total;

describe('jamaa import action-plans', () => {
  test('a trial run says what would change and writes nothing', async () => {
    await run(await fileOf(examplePlanFile()), '--dry-run');
    expect(said).toEqual([
      'Plans: 1, commitments: 1, milestones: 1.',
      'Added: MA-07-AP-2026-2028',
      'Added: MAMSF0001',
      'Trial only: nothing was written.',
    ]);
    expect(await total()).toBe(0);
  });

  test('then the import says it and does it, and again says that nothing changed', async () => {
    const file = await fileOf(examplePlanFile());
    await run(file);
    expect(said).toContain('Added: MAMSF0001');
    expect(await total()).toBe(1);
    said = [];
    await run(file);
    expect(said).toEqual([
      'Plans: 1, commitments: 1, milestones: 1.',
      'Nothing changed: the file is what is published already.',
    ]);
  });

  test('says what changed, and which responsible body nobody knows', async () => {
    const file = await fileOf(
      examplePlanFile((plan) => {
        for (const one of plan.commitments) {
          one.title = 'Open registers of wells';
          one.responsibleInstitutions = ['The office of wells'];
        }
      }),
    );
    const translations = await fileOf(
      { texts: { 'Open registers of wells': { fr: 'Registres des puits' } } },
      'fr.json',
    );
    await run(file, '--translations', translations);
    expect(said[1]).toBe('Changed: MAMSF0001 (title, translation, responsibleInstitutions)');
    expect(noted[0]).toBe(
      'commitments[0].responsibleInstitutions[0]: no public body is called “The office of wells”; it is kept as a name.',
    );
    expect(noted[1]).toMatch(/^Texts without a translation: \d+\.$/);
  });

  test('names the place of every fault and writes nothing', async () => {
    const file = await fileOf(
      examplePlanFile((plan) => {
        const [one] = plan.commitments;
        const [milestone] = one?.milestones ?? [];
        if (one) one.number = 0;
        if (milestone) milestone.end = '2026-02-30';
      }),
    );
    expect((await refusalOf(file)).split('\n')).toEqual([
      'The file is refused: 2 faults. Nothing was written.',
      'commitments[0].number is smaller than 1',
      'commitments[0].milestones[0].end is not a date that exists (YYYY-MM-DD)',
    ]);
    const reversed = await fileOf(
      examplePlanFile((plan) => Object.assign(plan.commitments[0]?.milestones[0] ?? {}, { end: '2025-12-31' })),
    );
    expect(await refusalOf(reversed)).toBe(
      'The file is refused: 1 fault. Nothing was written.\ncommitments[0].milestones[0].end is before start',
    );
    const elsewhere = await fileOf(
      examplePlanFile((plan) => Object.assign(plan.plans[0]?.jurisdiction ?? {}, { code: '77' })),
    );
    expect(await refusalOf(elsewhere, '--dry-run')).toContain(
      'plans[0].jurisdiction.code: no public body is known for region 77. Add it first with jamaa import institutions, or correct the code',
    );
    expect(await total()).toBe(1);
  });

  test('says plainly what is wrong with the command or the files', async () => {
    expect(await refusalOf()).toBe(`Which file? jamaa import action-plans ${actionPlanImport.usage}`);
    expect(await refusalOf('--quick', 'a.json')).toBe(
      `There is no --quick. jamaa import action-plans ${actionPlanImport.usage}`,
    );
    expect(await refusalOf('a.json', '--translations')).toBe(
      `Which file of translations? jamaa import action-plans ${actionPlanImport.usage}`,
    );
    expect(await refusalOf(join(folder, 'absent.json'))).toContain('absent.json cannot be read');
    expect(await refusalOf(await fileOf('{"meta":', 'half.json'))).toContain('The file is not correct JSON');
    const words = await fileOf({ texts: { A: { fr: '' } } }, 'empty.json');
    expect(await refusalOf(await fileOf(examplePlanFile()), '--translations', words)).toContain(
      'translations.texts.A.fr: the translation is empty',
    );
    expect(await refusalOf(await fileOf({}))).toContain('plans is missing');
    expect(await refusalOf(await fileOf('[]', 'list.json'))).toContain('the file is not of the expected type (object)');
  });
});

describe('jamaa export action-plans', () => {
  test('writes a file that the published schema accepts and the import finds unchanged', async () => {
    let text = '';
    for await (const part of actionPlanExport.run(context)) text += part;
    const file = JSON.parse(text);
    expect(faultsOf(file)).toEqual([]);
    expect(file.commitments[0].problem).toEqual(examplePlanFile().commitments[0]?.problem);
    said = [];
    await run(await fileOf(text, 'exported.json'), '--dry-run');
    // The export is in one language: the French title that the dictionary gave stays where its sentence is the same.
    expect(said.filter((line) => !line.startsWith('Plans'))).toEqual([
      'Nothing changed: the file is what is published already.',
      'Trial only: nothing was written.',
    ]);
  });
});

test('the real file keeps to the published schema and to what no schema can say', () => {
  expect(faultsOf(realFile())).toEqual([]);
});
