import { beforeAll, expect, test } from 'vitest';
import { demoCommand } from '#core/accounts/index.ts';
import { modules } from '../../src/modules.ts';
import { testDatabase } from '../setup/database.ts';
import { loadPlans } from '../setup/plans.ts';
import { testProgram } from '../setup/program.ts';

const { db } = await testDatabase();
const program = testProgram(db);
beforeAll(() => loadPlans(program, db));

const played = async (mode: 'trial' | 'production' = 'trial') => {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const { clock, actions, around } = program;
  const settings = { ...around.settings, mode };
  const context = { db, clock, actions, around: { ...around, settings }, say, note: say };
  await demoCommand(modules.flatMap((module) => module.demos ?? [])).run([], {
    ...context,
    signal: new AbortController().signal,
  });
  return lines;
};

test('sample people have no place among real ones', async () => {
  await expect(played('production')).rejects.toThrow('in a trial only');
  expect(await db.selectFrom('person').select('id').execute()).toEqual([]);
});

test('what they contribute is marked where it is read, and they come once', async () => {
  const lines = await played();
  expect(lines).toEqual(expect.arrayContaining(['comments: done', 'commitments: done', 'petitions: done']));
  const thread = await program.text('/ar/laayoune-sakia-el-hamra/comments?on=commitment:MALAA0004');
  expect(thread).toContain('جواب نموذجي');
  const petitions = await program.text('/ar/laayoune-sakia-el-hamra/petitions');
  expect(petitions).toContain('نموذج: نقط للقراءة العمومية');
  const matrix = await program.text('/fr/laayoune-sakia-el-hamra/commitments/MALAA0004');
  expect(matrix).toContain('Exemple : la liste des membres est publiée.');
  await expect(played()).rejects.toThrow('here already');
});
