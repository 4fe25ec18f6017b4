import { appointToRole } from '#core/institutions/index.ts';
import type { Db } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { SCOPES, system } from '#platform/tenant.ts';
import { createToken } from '../../src/core/accounts/actions/create-token.ts';
import { POST_FUNCTIONS } from '../../src/core/institutions/functions.ts';
import { openBrowser } from '../setup/browser.ts';
import { signInOfficial } from '../setup/officials.ts';
import type { TestProgram } from '../setup/program.ts';
import { signIn } from '../setup/sign-in.ts';
import { KINDS, type Kind } from './kinds-of-people.ts';

/** The body whose things are tried, and another one. */
export const BODY = 'laayoune-sakia-el-hamra';
const OTHER_BODY = 'dakhla-oued-ed-dahab';

/** A real person of one kind, as their browser and their programs present them. */
export type Person = {
  kind: Kind;
  /** Empty for nobody. */
  id: string;
  email: string;
  cookie: string;
  formToken: string;
  /** Of the API; absent: asks without. */
  token: { id: string; secret: string } | undefined;
};

/** Signs in somebody of every kind, as people do, each with a browser and an API token of their own. The bodies must be loaded. */
export async function everyKind(program: TestProgram, db: Db): Promise<Person[]> {
  const people: Person[] = [];
  for (const kind of KINDS) if (kind.actor.kind !== 'system') people.push(await personOf(program, db, kind));
  return people;
}

async function personOf(program: TestProgram, db: Db, kind: Kind): Promise<Person> {
  const email = `${kind.short.toLowerCase()}@example.ma`;
  const signed = kind.actor.kind === 'nobody' ? undefined : await entered(program, db, kind, email);
  const browser = signed?.browser ?? openBrowser(program);
  const form = await browser.get('/fr/sign-out');
  const formToken = /name="form-token" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  if (!signed) return { kind, id: '', email, cookie, formToken, token: undefined };
  const id = signed.personId;
  const made = await program.actions.perform(createToken, {
    actor: system('test'),
    tenant: null,
    input: { name: 'test', scopes: [...SCOPES], days: 30, personId: id },
  });
  await db
    .updateTable('person')
    .set({ pseudonym: `مواطن ${kind.short}` })
    .where('id', '=', id)
    .execute();
  return { kind, id, email, cookie, formToken, token: { id: made.id, secret: made.token } };
}

async function entered(program: TestProgram, db: Db, { short, role }: Kind, email: string) {
  if (short === 'other') {
    const [first, ...rest] = POST_FUNCTIONS;
    const other = await signInOfficial(program, db, { email, role: first, institution: OTHER_BODY });
    for (const each of rest)
      await appointToRole(
        { ...program, db },
        { personId: other.personId, name: email, role: each, institution: OTHER_BODY },
      );
    return other;
  }
  if (role) {
    const institution = role === 'platform-operator' ? {} : { institution: BODY };
    return signInOfficial(program, db, { email, role, ...institution });
  }
  const signed = await signIn(program, db, email);
  if (short === '2')
    await db
      .insertInto('assurance')
      .values({
        id: newId(),
        person_id: signed.personId,
        level: 2,
        method: 'oidc',
        document: null,
        source: 'https://identity.example',
        institution_id: null,
        at: program.clock.now(),
        expires_at: null,
        revoked_at: null,
      })
      .execute();
  return signed;
}
