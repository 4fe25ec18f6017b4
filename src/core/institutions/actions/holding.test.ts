import { beforeAll, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { Conflict, Gone, InvalidInput, NotAllowed, NotFound, NotSignedIn } from '#platform/errors.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { asTenant } from '../institution.ts';
import { institutionBySlug } from '../queries.ts';
import { appointToRole } from '../roles.ts';
import { powersOf } from '../staff-powers.ts';
import { holdersOf, openInvitations, postsOf } from '../staff-queries.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { closePost } from './close-post.ts';
import { createPost } from './create-post.ts';
import { endAppointment } from './end-appointment.ts';
import { inviteOfficial } from './invite-official.ts';
import { nameDeputy } from './name-deputy.ts';
import { setAbsence } from './set-absence.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { actions, clock } = program;
const TODAY = '2026-11-21';

let here: Tenant;
let director: Actor;
let officer: Actor;
let moderator: Actor;

async function actorOf(id: string): Promise<Actor> {
  return aPerson({ id, secondFactor: true, powers: await powersOf(db, id, clock.now()) });
}

async function appoint(role: string, institution: string): Promise<Actor> {
  const id = await emptyAccount(db, clock.now());
  await appointToRole({ db, actions, clock }, { personId: id, name: `${role} ${id.slice(-4)}`, role, institution });
  return actorOf(id);
}

const idOf = (actor: Actor) => (actor.kind === 'person' ? actor.id : '');

const namesOf = async (actor: Actor) =>
  (await powersOf(db, idOf(actor), clock.now())).filter((one) => one.institutionId === here.id).map((one) => one.name);

const holderOf = async (actor: Actor) =>
  (await holdersOf(db, here.id, TODAY)).find((one) => one.personId === idOf(actor) && one.deputyOf === null)?.id ?? '';

const postOf = async (called: string) =>
  (await postsOf(db, here.id)).find((post) => post.function === called)?.id ?? '';

beforeAll(async () => {
  await loadBodies(program, db);
  here = asTenant((await institutionBySlug(db, 'laayoune-sakia-el-hamra')) as never);
  director = await appoint('director-general-of-services', here.slug);
  officer = await appoint('information-officer', here.slug);
  moderator = await appoint('moderator', here.slug);
});

const absence = (actor: Actor, input: object) => actions.perform(setAbsence, { actor, tenant: here, input });

describe('deputies', () => {
  test('act while the holder is away: as the holder says, or who manages the staff, never as the deputy says', async () => {
    const holder = await holderOf(officer);
    await actions.perform(nameDeputy, {
      actor: director,
      tenant: here,
      input: { holder, person: idOf(moderator) },
    });
    expect(await namesOf(moderator)).not.toContain('accounts.verify-identity');
    await expect(absence(moderator, { holder, from: TODAY })).rejects.toThrow(NotAllowed);
    await absence(officer, { holder, from: TODAY, until: '2026-11-25' });
    expect(await namesOf(moderator)).toContain('accounts.verify-identity');
    expect(await namesOf(officer)).toContain('accounts.verify-identity');
    await absence(director, { holder, from: '', until: '' });
    expect(await namesOf(moderator)).not.toContain('accounts.verify-identity');
    await expect(absence(director, { holder, from: TODAY, until: '2026-11-01' })).rejects.toThrow(InvalidInput);
  });

  test('are officials of the body, and not the holder', async () => {
    const holder = await holderOf(officer);
    const name = (one: string) =>
      actions.perform(nameDeputy, { actor: director, tenant: here, input: { holder, person: one } });
    await expect(name(await emptyAccount(db, clock.now()))).rejects.toThrow(InvalidInput);
    await expect(name(idOf(officer))).rejects.toThrow(InvalidInput);
  });
});

describe('leaving', () => {
  const end = (actor: Actor, input: object) => actions.perform(endAppointment, { actor, tenant: here, input });

  test('ends access in the same second, the deputies’ too, and is written down', async () => {
    const leaver = await appoint('information-officer', here.slug);
    const holder = await holderOf(leaver);
    await actions.perform(nameDeputy, { actor: director, tenant: here, input: { holder, person: idOf(moderator) } });
    await absence(director, { holder, from: TODAY });
    expect(await namesOf(moderator)).toContain('personal-data.manage');
    await end(director, { holder });
    expect(await namesOf(leaver)).toEqual([]);
    expect(await namesOf(moderator)).not.toContain('personal-data.manage');
    const row = await within(db, here.id).selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();
    expect(row).toMatchObject({
      event: 'appointment.ended',
      actor: `person:${idOf(director)}`,
      detail: { holder, person: idOf(leaver) },
    });
    await expect(end(director, { holder })).rejects.toThrow(Conflict);
  });

  test('is open to the person themselves, and to nobody who could not give the post', async () => {
    const leaver = await appoint('moderator', here.slug);
    const holder = await holderOf(leaver);
    await expect(end(moderator, { holder })).rejects.toThrow(NotAllowed);
    await end(leaver, { holder });
    expect(await namesOf(leaver)).toEqual([]);
    const president = await appoint('president', here.slug);
    await expect(end(director, { holder: await holderOf(president) })).rejects.toThrow(
      'institutions.staff.not-yours-to-give',
    );
  });

  test('does not hand work over to a stranger or to the person who leaves', async () => {
    const leaver = await appoint('moderator', here.slug);
    const holder = await holderOf(leaver);
    await expect(end(director, { holder, to: idOf(leaver) })).rejects.toThrow(InvalidInput);
    await expect(end(director, { holder, to: await emptyAccount(db, clock.now()) })).rejects.toThrow(InvalidInput);
    await end(director, { holder, to: idOf(moderator) });
  });
});

describe('an invitation', () => {
  const invite = async (post: string, email: string, over: object = {}) => {
    const input = { post, email, name: 'Fatima Zahra El Idrissi', lang: 'fr', ...over };
    const { id } = await actions.perform(inviteOfficial, { actor: director, tenant: here, input });
    const letter = await db
      .selectFrom('letter')
      .selectAll()
      .where('recipient', '=', email)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    const token = /\/desk\/invitations\/(\S+)/.exec(letter.text_part)?.[1] ?? '';
    return { id, token, letter };
  };
  const accept = (actor: Actor, token: string, tenant: Tenant | null = here) =>
    actions.perform(acceptInvitation, { actor, tenant, input: { token, name: 'Fatima Zahra El Idrissi' } });
  const citizen = async () => aPerson({ id: await emptyAccount(db, clock.now()) });

  test('is a letter in the language of its reader, and whoever signs in with its link gets the post', async () => {
    const { token, letter } = await invite(await postOf('moderator'), 'fz@example.ma');
    expect(letter).toMatchObject({ lang: 'fr', institution_id: here.id, subject: 'Invitation à occuper un poste' });
    expect(letter.text_part).toContain('Modérateur(trice)');
    expect(letter.text_part).toContain('5 décembre 2026');
    const reader = await citizen();
    await expect(accept(NOBODY, token)).rejects.toThrow(NotSignedIn);
    const { holder } = await accept(reader, token);
    expect(await namesOf(reader)).toContain('moderation.moderate');
    expect((await holdersOf(db, here.id, TODAY)).find((one) => one.id === holder)?.name).toBe(
      'Fatima Zahra El Idrissi',
    );
    expect(await accept(reader, token)).toEqual({ holder });
    await expect(accept(await citizen(), token)).rejects.toThrow(Gone);
  });

  test('needs its whole secret, at the site of its body', async () => {
    const { token } = await invite(await postOf('moderator'), 'secret@example.ma');
    const elsewhere = asTenant((await institutionBySlug(db, 'dakhla-oued-ed-dahab')) as never);
    await expect(accept(await citizen(), token.slice(0, -1))).rejects.toThrow(NotFound);
    await expect(accept(await citizen(), 'nonsense')).rejects.toThrow(NotFound);
    await expect(accept(await citizen(), token, elsewhere)).rejects.toThrow(NotFound);
    const row = await within(db, here.id).selectFrom('post_invitation').selectAll().execute();
    expect(JSON.stringify(row)).not.toContain(token.split('.')[1]);
  });

  test('is worth nothing once it is withdrawn, too old, or its post is closed', async () => {
    const withdrawn = await invite(await postOf('moderator'), 'withdrawn@example.ma');
    await actions.perform(withdrawInvitation, {
      actor: director,
      tenant: here,
      input: { invitation: withdrawn.id },
    });
    await expect(accept(await citizen(), withdrawn.token)).rejects.toThrow(Gone);
    const old = await invite(await postOf('moderator'), 'old@example.ma');
    clock.set('2026-12-05T10:00:00Z');
    await expect(accept(await citizen(), old.token)).rejects.toThrow(Gone);
    clock.set('2026-11-21T10:00:00Z');
    const post = (await actions.perform(createPost, { actor: director, tenant: here, input: { function: 'editor' } }))
      .id;
    await invite(post, 'editor@example.ma');
    await expect(actions.perform(closePost, { actor: director, tenant: here, input: { post } })).rejects.toThrow(
      Conflict,
    );
  });

  test('is not accepted by whoever sent it', async () => {
    const { token } = await invite(await postOf('moderator'), 'myself@example.ma');
    await expect(accept(director, token)).rejects.toThrow('institutions.staff.not-to-oneself');
  });

  test('is sent once to an address as long as it waits', async () => {
    const post = await postOf('editor');
    await invite(post, 'twice@example.ma');
    await expect(invite(post, 'TWICE@example.ma')).rejects.toThrow(Conflict);
    expect(
      (await openInvitations(db, here.id, clock.now(), post)).filter((one) => one.email === 'twice@example.ma'),
    ).toHaveLength(1);
  });
});
