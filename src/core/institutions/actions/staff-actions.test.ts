import { beforeAll, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed, NotFound, NotSignedIn } from '#platform/errors.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { emptyAccount, loadBodies } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { asTenant } from '../institution.ts';
import { institutionBySlug } from '../queries.ts';
import { appointToRole } from '../roles.ts';
import { powersOf } from '../staff-powers.ts';
import { holdersOf, officesOf, postsOf } from '../staff-queries.ts';
import { appointOfficial } from './appoint-official.ts';
import { closeOffice } from './close-office.ts';
import { createOffice } from './create-office.ts';
import { createPost } from './create-post.ts';
import { endAppointment } from './end-appointment.ts';
import { inviteOfficial } from './invite-official.ts';
import { nameDeputy } from './name-deputy.ts';
import { setAbsence } from './set-absence.ts';
import { updateOffice } from './update-office.ts';
import { updatePost } from './update-post.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { actions, clock } = program;
const TODAY = '2026-11-21';

let here: Tenant;
let elsewhere: Tenant;
let president: Actor;
let director: Actor;
let operator: Actor;
let stranger: Actor;

/** A person with an account, as accounts would make it. */
const person = () => emptyAccount(db, clock.now());

/** Who that is now, with a second factor shown. */
async function actorOf(id: string): Promise<Actor> {
  return aPerson({ id, secondFactor: true, powers: await powersOf(db, id, clock.now()) });
}

async function appoint(role: string, institution?: string): Promise<Actor> {
  const id = await person();
  await appointToRole({ db, actions, clock }, { personId: id, name: `${role} ${id.slice(-4)}`, role, institution });
  return actorOf(id);
}

const idOf = (actor: Actor) => (actor.kind === 'person' ? actor.id : '');

async function holderOf(actor: Actor, tenant = here) {
  const holders = await holdersOf(db, tenant.id, TODAY);
  return holders.find((holder) => holder.personId === idOf(actor) && holder.deputyOf === null)?.id ?? '';
}

async function postOf(called: string, tenant = here): Promise<string> {
  return (await postsOf(db, tenant.id)).find((post) => post.function === called)?.id ?? '';
}

/** The last row of the body's audit log. */
const lastAudit = (tenant = here) =>
  within(db, tenant.id).selectFrom('audit').selectAll().orderBy('id', 'desc').executeTakeFirst();

beforeAll(async () => {
  await loadBodies(program, db);
  here = asTenant((await institutionBySlug(db, 'laayoune-sakia-el-hamra')) as never);
  elsewhere = asTenant((await institutionBySlug(db, 'dakhla-oued-ed-dahab')) as never);
  president = await appoint('president', here.slug);
  director = await appoint('director-general-of-services', here.slug);
  operator = await appoint('platform-operator');
  stranger = await appoint('president', elsewhere.slug);
});

const as = (actor: Actor, tenant: Tenant | null = here) => ({
  office: (input: object) => actions.perform(createOffice, { actor, tenant, input }),
  post: (input: object) => actions.perform(createPost, { actor, tenant, input }),
  appoint: (input: object) => actions.perform(appointOfficial, { actor, tenant, input }),
  invite: (input: object) => actions.perform(inviteOfficial, { actor, tenant, input }),
  end: (input: object) => actions.perform(endAppointment, { actor, tenant, input }),
  deputy: (input: object) => actions.perform(nameDeputy, { actor, tenant, input }),
  absence: (input: object) => actions.perform(setAbsence, { actor, tenant, input }),
});

describe('offices', () => {
  test('are made, renamed, moved and closed by whoever manages the staff', async () => {
    const direction = await as(director).office({ kind: 'directorate', name: { ar: 'مديرية', fr: 'Direction' } });
    const division = await as(director).office({ kind: 'division', name: { fr: 'Division' }, parent: direction.id });
    const service = await as(director).office({ kind: 'service', name: { fr: 'Service' }, parent: division.id });
    await actions.perform(updateOffice, {
      actor: director,
      tenant: here,
      input: { office: service.id, name: { fr: 'Service de la société civile' }, parent: direction.id, position: 9 },
    });
    expect((await officesOf(db, here.id)).find((office) => office.id === service.id)).toMatchObject({
      name: { fr: 'Service de la société civile' },
      parentId: direction.id,
      position: 9,
    });
    expect(await lastAudit()).toMatchObject({
      event: 'office.updated',
      actor: `person:${idOf(director)}`,
      detail: { before: { name: { fr: 'Service' }, parent: division.id }, parent: direction.id },
    });
    const close = (office: string) =>
      actions.perform(closeOffice, { actor: director, tenant: here, input: { office } });
    await expect(close(direction.id)).rejects.toThrow(Conflict);
    await close(division.id);
    expect((await officesOf(db, here.id)).some((office) => office.id === division.id)).toBe(false);
  });

  test('never stand under themselves, under something smaller or under an office of another body', async () => {
    const direction = await as(director).office({ kind: 'directorate', name: { fr: 'A' } });
    const division = await as(director).office({ kind: 'division', name: { fr: 'B' }, parent: direction.id });
    const move = (office: string, parent: string) =>
      actions.perform(updateOffice, {
        actor: director,
        tenant: here,
        input: { office, parent, name: { fr: 'X' }, position: 1 },
      });
    await expect(move(direction.id, division.id)).rejects.toThrow(InvalidInput);
    await expect(move(division.id, division.id)).rejects.toThrow(InvalidInput);
    const theirs = await as(stranger, elsewhere).office({ kind: 'directorate', name: { fr: 'C' } });
    await expect(move(division.id, theirs.id)).rejects.toThrow(InvalidInput);
    await expect(as(director).office({ kind: 'service', name: {}, parent: division.id })).rejects.toThrow(InvalidInput);
  });

  test('are not touched by officials of another body, nor seen', async () => {
    const direction = await as(director).office({ kind: 'directorate', name: { fr: 'D' } });
    const input = { office: direction.id, name: { fr: 'mine' }, position: 1 };
    await expect(actions.perform(updateOffice, { actor: stranger, tenant: here, input })).rejects.toThrow(NotAllowed);
    await expect(actions.perform(updateOffice, { actor: stranger, tenant: elsewhere, input })).rejects.toThrow(
      NotFound,
    );
    await expect(actions.perform(updateOffice, { actor: stranger, tenant: null, input })).rejects.toThrow(NotAllowed);
    await expect(actions.perform(updateOffice, { actor: NOBODY, tenant: here, input })).rejects.toThrow(NotSignedIn);
  });
});

describe('powers are given only by those who could give them', () => {
  test('a president makes every post, a director general none that manages staff', async () => {
    await as(president).post({ function: 'director-general-of-services' });
    await as(director).post({ function: 'observer', extraPowers: ['audit.read'] });
    await expect(as(director).post({ function: 'president' })).rejects.toThrow('institutions.staff.not-yours-to-give');
    await expect(as(director).post({ function: 'observer', extraPowers: ['staff.manage'] })).rejects.toThrow(
      NotAllowed,
    );
  });

  test('nobody makes a post with a power that does not exist or reaches over all bodies', async () => {
    for (const power of ['staff.found', 'institution.host', 'everything.do'])
      await expect(as(president).post({ function: 'observer', extraPowers: [power] })).rejects.toThrow(InvalidInput);
  });

  test('nobody gives powers to themselves, by no way', async () => {
    const post = (await as(president).post({ function: 'moderator' })).id;
    await expect(as(president).appoint({ post, person: idOf(president) })).rejects.toThrow(NotAllowed);
    const own = (await holdersOf(db, here.id, TODAY)).find((holder) => holder.personId === idOf(president));
    await expect(
      actions.perform(updatePost, {
        actor: president,
        tenant: here,
        input: { post: own?.postId, extraPowers: ['moderation.moderate'] },
      }),
    ).rejects.toThrow('institutions.staff.not-to-oneself');
    await expect(as(president).deputy({ holder: await holderOf(director), person: idOf(president) })).rejects.toThrow(
      NotAllowed,
    );
  });

  test('the added powers of a post reach its holder at once, and leave at once', async () => {
    const moderator = await appoint('moderator', here.slug);
    const post = (await holdersOf(db, here.id, TODAY)).find((holder) => holder.personId === idOf(moderator))?.postId;
    const change = (extraPowers: string[]) =>
      actions.perform(updatePost, { actor: director, tenant: here, input: { post, extraPowers } });
    const names = async () => (await powersOf(db, idOf(moderator), clock.now())).map((power) => power.name);
    await change(['audit.read']);
    expect(await names()).toContain('audit.read');
    expect(await lastAudit()).toMatchObject({
      event: 'post.updated',
      detail: { before: { extraPowers: [] }, extraPowers: ['audit.read'] },
    });
    await change([]);
    expect(await names()).not.toContain('audit.read');
  });

  test('only officials of the body are appointed without a letter: nobody looks up citizens', async () => {
    const post = (await as(president).post({ function: 'facilitator' })).id;
    await expect(as(president).appoint({ post, person: await person() })).rejects.toThrow(InvalidInput);
    await expect(as(president).appoint({ post, person: idOf(stranger) })).rejects.toThrow(InvalidInput);
    await as(president).appoint({ post, person: idOf(director), endsOn: '2027-01-01' });
    expect(await lastAudit()).toMatchObject({
      event: 'official.appointed',
      detail: { person: idOf(director), function: 'facilitator' },
    });
  });
});

describe('the operator of the platform', () => {
  const empty = async () => asTenant((await institutionBySlug(db, 'guelmim-oued-noun')) as never);

  test('founds the staff of a body that has none, and then does not interfere', async () => {
    const tenant = await empty();
    const post = (await as(operator, tenant).post({ function: 'director-general-of-services' })).id;
    await expect(as(operator, tenant).post({ function: 'moderator' })).rejects.toThrow(
      'institutions.staff.only-founding',
    );
    await as(operator, tenant).invite({ post, email: 'dgs@example.ma', name: 'Directrice' });
    await appointToRole(
      { db, actions, clock },
      { personId: await person(), name: 'DGS', role: 'director-general-of-services', institution: tenant.slug },
    );
    await expect(as(operator, tenant).post({ function: 'president' })).rejects.toThrow('institutions.staff.founded');
  });

  test('cannot reach what is confidential, in no body and by no way', async () => {
    const post = await postOf('moderator');
    await expect(as(operator).appoint({ post, person: idOf(operator) })).rejects.toThrow(NotAllowed);
    await expect(as(operator).invite({ post, email: 'operator@example.ma', name: 'Moi' })).rejects.toThrow(NotAllowed);
    await expect(as(operator).absence({ holder: await holderOf(president), from: TODAY })).rejects.toThrow(NotAllowed);
    await expect(as(operator).end({ holder: await holderOf(president) })).rejects.toThrow(NotAllowed);
  });
});
