import { deadlines } from '#core/deadlines/module.ts';
import { appointToRole } from '#core/institutions/index.ts';
import { institutions } from '#core/institutions/module.ts';
import { territory } from '#core/territory/module.ts';
import type { Db } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import type { TestProgram } from './program.ts';
import { type SignedIn, signIn } from './sign-in.ts';

/** Loads the territories, the public bodies and the calendar that the program ships. */
export async function loadBodies({ actions, clock }: TestProgram, db: Db): Promise<void> {
  const context = { db, actions, clock, say: () => {}, note: () => {}, signal: new AbortController().signal };
  for (const seed of [territory, institutions, deadlines].flatMap(({ seeds = [] }) => seeds)) await seed.run(context);
}

/** A person with an empty account, who never signed in. */
export async function emptyAccount(db: Db, now: Date): Promise<string> {
  const id = newId();
  await db
    .insertInto('person')
    .values({ id, name: null, pseudonym: null, lang: 'ar', created_at: now, closed_at: null })
    .execute();
  return id;
}

/** Signs somebody in who holds a role (of a body, or of the platform) and has shown a second factor. */
export async function signInOfficial(
  program: TestProgram,
  db: Db,
  given: { email: string; role: string; institution?: string; name?: string },
): Promise<SignedIn> {
  const person = await signIn(program, db, given.email);
  const { role, institution, name = `${role} of ${institution ?? 'the platform'}` } = given;
  await appointToRole({ ...program, db }, { personId: person.personId, name, role, institution });
  await showSecondFactor(program, db, person);
  return person;
}

/** What a passkey or a code from an authenticator does to the session. */
export async function showSecondFactor(program: TestProgram, db: Db, { personId }: SignedIn): Promise<void> {
  await db
    .updateTable('session')
    .set({ second_factor_at: program.clock.now() })
    .where('person_id', '=', personId)
    .execute();
}
