import { beforeEach, expect, test } from 'vitest';
import { institutions as institutionsModule } from '#core/institutions/module.ts';
import { territory } from '#core/territory/module.ts';
import { PlainRefusal } from '#platform/exit.ts';
import { openBrowser } from '../../../test/setup/browser.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { testProgram } from '../../../test/setup/program.ts';
import { tokenCreateCommand, userCreateCommand } from './commands.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db);
let said: string[] = [];
let noted: string[] = [];
const context = {
  db,
  clock: program.clock,
  actions: program.actions,
  say: (line: string) => void said.push(line),
  note: (line: string) => void noted.push(line),
  signal: new AbortController().signal,
};
for (const seed of [...(territory.seeds ?? []), ...(institutionsModule.seeds ?? [])]) await seed.run(context);
beforeEach(async () => {
  await pool.query('truncate person, challenge, code_failure, letter cascade');
  said = [];
  noted = [];
});

const appointed: object[] = [];
const userCreate = userCreateCommand(async (_context, given) => void appointed.push(given));

test('user create prints one link, alone, which signs in once and sends no letter', async () => {
  await userCreate.run(['--email', 'Amina@Region.ma', '--name', 'Amina El Idrissi'], context);
  expect(said).toHaveLength(1);
  expect(noted[0]).toBe('A new account was made.');
  const link = (said[0] ?? '').replace('http://localhost:3000', '');
  expect(link).toMatch(/^\/ar\/sign-in\/link\?token=[\w-]{43}$/);
  expect(await db.selectFrom('letter').select('id').execute()).toEqual([]);
  const browser = openBrowser(program);
  const page = await browser.get(link);
  expect(page.text).toContain('a•••a@region.ma');
  expect((await browser.submit(link, {})).location).toBe('/ar/me');
  expect((await browser.get('/ar/me')).text).toContain('Amina El Idrissi');
  expect((await openBrowser(program).get(link)).text).toContain('لم يعد هذا الرابط صالحا');
  const level = await db.selectFrom('assurance').select('level').execute();
  expect(level).toEqual([{ level: 1 }]);
});

test('user create appoints when a role is given, and leads to the desk', async () => {
  const args = [
    '--email',
    'amina@region.ma',
    '--name',
    'Amina',
    '--role',
    'editor',
    '--institution',
    'rabat-sale-kenitra',
  ];
  await userCreate.run([...args, '--lang', 'fr'], context);
  const { id } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
  expect(appointed).toEqual([{ personId: id, name: 'Amina', role: 'editor', institution: 'rabat-sale-kenitra' }]);
  const link = (said[0] ?? '').replace('http://localhost:3000', '');
  expect((await openBrowser(program).submit(link, {})).location).toBe('/fr/desk');
});

test('user create finds the account an address has', async () => {
  for (let n = 0; n < 7; n++) await userCreate.run(['--email', 'amina@region.ma', '--name', 'Amina'], context);
  expect(await db.selectFrom('person').select('id').execute()).toHaveLength(1);
  expect(noted).toContain('This address has an account already.');
});

test('token create prints the token alone, with the scopes below the one asked for', async () => {
  await userCreate.run(['--email', 'amina@region.ma', '--name', 'Amina'], context);
  said = [];
  await tokenCreateCommand.run(['--email', 'amina@region.ma', '--scope', 'write'], context);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^jamaa_[\w-]{43}$/);
  const rows = await db.selectFrom('api_token').select(['scopes', 'expires_at']).execute();
  expect(rows).toEqual([{ scopes: ['read', 'write'], expires_at: new Date('2027-02-19T10:00:00Z') }]);
  const me = await program.ask('/api/v1/me', { headers: { authorization: `Bearer ${said[0]}` } });
  expect(await me.json()).toMatchObject({ name: 'Amina', scopes: ['read', 'write'] });
});

test.each([
  [['--email', 'amina@region.ma'], 'Use: jamaa user create'],
  [['--name', 'Amina', '--email', 'nowhere'], '“nowhere” is not an e-mail address.'],
  [['--colour', 'red'], 'Unknown option'],
])('user create refuses %j in plain words', async (args, words) => {
  const run = userCreate.run(args, context);
  await expect(run).rejects.toThrow(PlainRefusal);
  await expect(run).rejects.toThrow(words);
});

test.each([
  [['--email', 'nobody@region.ma', '--scope', 'read'], 'Nobody has the address'],
  [['--email', 'amina@region.ma', '--scope', 'everything'], 'A scope is one of'],
  [['--email', 'amina@region.ma', '--scope', 'read', '--days', '1000'], '--days is 7, 30, 90 or 365'],
  [['--scope', 'read'], 'Use: jamaa token create'],
])('token create refuses %j in plain words', async (args, words) => {
  await userCreate.run(['--email', 'amina@region.ma', '--name', 'Amina'], context);
  await expect(tokenCreateCommand.run(args, context)).rejects.toThrow(words);
});
