import { beforeAll, describe, expect, test } from 'vitest';
import { planByReference } from '#modules/commitments/index.ts';
import { Conflict, InvalidInput, NotAllowed, NotSignedIn } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type Actor, NOBODY, system } from '#platform/tenant.ts';
import { aPerson } from '../../../../test/setup/actors.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { aCommittee, aMember, loadPlans, REGION_PLAN } from '../examples.ts';
import { isInForce } from '../follow-up-body.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import { addMember } from './add-member.ts';
import { closeFollowUpBody } from './close-follow-up-body.ts';
import { createFollowUpBody } from './create-follow-up-body.ts';
import { endMandate } from './end-mandate.ts';
import { updateFollowUpBody } from './update-follow-up-body.ts';
import { updateMember } from './update-member.ts';

const { db } = await testDatabase();
const program = testProgram(db);
const { actions, clock } = program;
let institutionId = '';

beforeAll(async () => {
  await loadPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  institutionId = (await planByReference(db, REGION_PLAN, clock.today()))?.institution.id ?? '';
});

const manager = () => aPerson({ id: newId(), secondFactor: true, powers: [{ name: 'reviews.manage', institutionId }] });
const create = (input: object = {}, actor: Actor = system('test')) =>
  actions.perform(createFollowUpBody, { actor, tenant: null, input: aCommittee(input) });
const add = (body: string, given: object = {}) =>
  actions.perform(addMember, { actor: system('test'), tenant: null, input: { body, ...aMember(given) } });
const history = (body: string) => membersOf(db, institutionId, [body]);

describe('a committee', () => {
  test('is created for a plan, by whoever manages the follow-up of its body, and by nobody else', async () => {
    const { id } = await create({}, manager());
    const bodies = await bodiesOf(db, { institutionId, reference: REGION_PLAN });
    expect(bodies).toMatchObject([{ id, kind: 'supervision-committee', decisionNumber: '12/2026', closedOn: null }]);
    await expect(create({}, NOBODY)).rejects.toThrow(NotSignedIn);
    const elsewhere = aPerson({ secondFactor: true, powers: [{ name: 'reviews.manage', institutionId: newId() }] });
    await expect(create({}, elsewhere)).rejects.toThrow(NotAllowed);
    const commenter = aPerson({ secondFactor: true, powers: [{ name: 'reviews.comment', institutionId }] });
    await expect(create({}, commenter)).rejects.toThrow(NotAllowed);
  });

  test('needs a name and a mandate in Arabic or French, and dates that exist', async () => {
    await expect(create({ name: { en: 'Committee' } })).rejects.toThrow(InvalidInput);
    await expect(create({ mandate: {} })).rejects.toThrow(InvalidInput);
    await expect(create({ decidedOn: '2026-02-30' })).rejects.toThrow(InvalidInput);
    await expect(create({ kind: 'club' })).rejects.toThrow(InvalidInput);
  });

  test('is renamed, and closed with its mandates; after that nothing changes any more', async () => {
    const { id } = await create({ kind: 'thematic-group' });
    await add(id);
    const call = { actor: system('test'), tenant: null };
    const { plan: _p, kind: _k, ...fields } = aCommittee({ name: { fr: 'Groupe eau' } });
    await actions.perform(updateFollowUpBody, { ...call, input: { body: id, ...fields } });
    await actions.perform(closeFollowUpBody, { ...call, input: { body: id } });
    expect(await history(id)).toMatchObject([{ endsOn: clock.today(), endReason: 'term' }]);
    await expect(add(id)).rejects.toThrow(Conflict);
    await expect(actions.perform(closeFollowUpBody, { ...call, input: { body: id } })).rejects.toThrow(Conflict);
  });
});

describe('a mandate', () => {
  test('passes to another by rotation, and both stand in the history', async () => {
    const { id } = await create();
    const first = await add(id, { function: 'chair' });
    const second = await add(id, { name: 'محمد سالم', gender: 'man', startsOn: '2026-07-01', replaces: first.id });
    expect(await history(id)).toMatchObject([
      { id: first.id, endsOn: '2026-06-30', endReason: 'rotation' },
      { id: second.id, endsOn: null, replaces: first.id },
    ]);
    const inForce = (await history(id)).filter((one) => isInForce(one, clock.today()));
    expect(inForce.map((one) => one.id)).toEqual([second.id]);
    await expect(add(id, { startsOn: '2026-06-01', replaces: second.id })).rejects.toThrow(InvalidInput);
    await expect(add(id, { endsOn: '2025-01-01' })).rejects.toThrow(InvalidInput);
  });

  test('names a real province, and an account only of somebody who holds a post here', async () => {
    const { id } = await create();
    await expect(add(id, { province: '11' })).rejects.toThrow(InvalidInput);
    await expect(add(id, { person: newId() })).rejects.toThrow(InvalidInput);
  });

  test('is corrected and ended; consent keeps its day and can be taken back', async () => {
    const { id } = await create();
    const { id: member } = await add(id);
    const call = { actor: system('test'), tenant: null };
    const { startsOn: _s, ...fields } = aMember({ organisation: 'جمعية أخرى' });
    await actions.perform(updateMember, { ...call, input: { member, ...fields } });
    expect(await history(id)).toMatchObject([{ organisation: 'جمعية أخرى', consentedOn: clock.today() }]);
    await actions.perform(updateMember, { ...call, input: { member, ...fields, consent: false } });
    expect(await history(id)).toMatchObject([{ consentedOn: null }]);
    const end = { member, on: '2026-10-31', because: 'resignation' };
    await expect(actions.perform(endMandate, { ...call, input: { ...end, on: '2025-01-01' } })).rejects.toThrow(
      InvalidInput,
    );
    await actions.perform(endMandate, { ...call, input: end });
    expect(await history(id)).toMatchObject([{ endsOn: '2026-10-31', endReason: 'resignation' }]);
    await expect(actions.perform(endMandate, { ...call, input: end })).rejects.toThrow(Conflict);
  });
});
