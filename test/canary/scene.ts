import { actorResolver } from '#core/accounts/index.ts';
import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import { silentLog } from '#platform/log.ts';
import { runSeeds } from '#platform/seed.ts';
import type { Actor, Tenant } from '#platform/tenant.ts';
import { modules } from '../../src/modules.ts';
import { testDatabase } from '../setup/database.ts';
import { signInOfficial } from '../setup/officials.ts';
import { type ServedProgram, servedProgram } from '../setup/served.ts';
import { type SignedIn, signIn } from '../setup/sign-in.ts';

export const BODY = 'laayoune-sakia-el-hamra';
/** The thing everybody talks about. */
export const ABOUT = 'commitment:MALAA0003';

/** Somebody who acts in the story: their browser, and who they are to actions. */
export type Player = SignedIn & { actor: Actor };

/** A body with its officials and some citizens, on the whole program as it is served. */
export type Scene = {
  program: ServedProgram;
  db: Awaited<ReturnType<typeof testDatabase>>['db'];
  pool: Awaited<ReturnType<typeof testDatabase>>['pool'];
  body: Tenant;
  citizen(email: string, pseudonym?: string): Promise<Player>;
  official(email: string, role: string): Promise<Player>;
};

export async function openScene(): Promise<Scene> {
  const { db, pool } = await testDatabase();
  const program = await servedProgram(db);
  const { clock, actions } = program;
  const seeds = modules.flatMap((module) => module.seeds ?? []);
  const quiet = { say: () => {}, note: () => {}, signal: new AbortController().signal };
  await runSeeds(pool, seeds, { db, clock, actions, ...quiet });
  const found = await institutionBySlug(db, BODY);
  if (!found) throw new Error(`there is no body ${BODY}`);
  const resolve = actorResolver({ db, clock, log: silentLog(), publicUrl: program.config.publicUrl });
  const player = async (signed: SignedIn): Promise<Player> => ({
    ...signed,
    actor: await resolve(new Request('http://localhost:3000/ar', { headers: { cookie: signed.cookie } })),
  });
  return {
    program,
    db,
    pool,
    body: asTenant(found),
    async citizen(email, pseudonym) {
      const signed = await signIn(program, db, email);
      if (pseudonym) await signed.browser.submit('/ar/me/profile', { name: '', pseudonym, lang: 'ar' });
      return player(signed);
    },
    official: async (email, role) => player(await signInOfficial(program, db, { email, role, institution: BODY })),
  };
}
