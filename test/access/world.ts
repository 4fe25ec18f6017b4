import { actorResolver } from '#core/accounts/index.ts';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { silentLog } from '#platform/log.ts';
import { runSeeds } from '#platform/seed.ts';
import { type Actor, system, type Tenant } from '#platform/tenant.ts';
import { modules } from '../../src/modules.ts';
import { testDatabase } from '../setup/database.ts';
import { type TestProgram, testProgram } from '../setup/program.ts';
import { temporaryFolder } from '../setup/temporary-folder.ts';
import { type Unkept, unkept } from '../setup/unkept.ts';
import { BODY, everyKind, type Person } from './people.ts';

/** The whole program with the data it ships, and a person of every kind. */
export type World = Unkept & {
  program: TestProgram;
  people: readonly Person[];
  /** The person of a column of the table. */
  person(short: string): Person;
  /** Who a browser's cookies stand for, as the program finds it out. */
  actorOf(person: Person): Promise<Actor>;
  body: Tenant;
};

export async function openWorld(): Promise<World> {
  const { pool } = await testDatabase();
  const { db, attempt } = unkept(pool);
  const program = testProgram(db, { config: { dataDir: await temporaryFolder() } });
  const { clock, actions } = program;
  const seeds = modules.flatMap((module) => module.seeds ?? []);
  const quiet = { say: () => {}, note: () => {}, signal: new AbortController().signal };
  await runSeeds(pool, seeds, { db, clock, actions, ...quiet });
  const people = await everyKind(program, db);
  const body = await institutionBySlug(db, BODY);
  if (!body) throw new Error(`there is no body ${BODY}`);
  const resolve = actorResolver({ db, clock, log: silentLog(), publicUrl: 'http://localhost:3000' });
  return {
    db,
    attempt,
    program,
    people,
    body: asTenant(body),
    person: (short) => {
      const found = people.find(({ kind }) => kind.short === short);
      if (!found) throw new Error(`there is no column “${short}”`);
      return found;
    },
    actorOf: ({ cookie }) => resolve(new Request('http://localhost:3000/fr', { headers: { cookie } })),
  };
}

/** The program itself, where a test does what jobs and commands do. */
export const ITSELF = system('test');
