import { beforeAll, describe, expect, test } from 'vitest';
import { within } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { holdsPower, type Power } from '#platform/tenant.ts';
import { aPerson } from '../../../test/setup/actors.ts';
import { testDatabase } from '../../../test/setup/database.ts';
import { FUNCTIONS, type PostFunction } from './functions.ts';
import { powersNotGivenBy, powersOf } from './staff-powers.ts';
import type { PostHolderTable } from './tables.ts';

const { db } = await testDatabase();
const NOW = new Date('2026-11-21T10:00:00Z');
const [laayoune, dakhla, portal] = [newId(), newId(), newId()];

beforeAll(async () => {
  const body = (id: string, slug: string, kind: 'ministry' | 'national-portal') => ({
    id,
    slug,
    kind,
    name: JSON.stringify({ fr: slug }),
    name_keys: slug,
    accent: 'palm' as const,
    languages: ['ar' as const],
    contact: '{}',
    state: 'active' as const,
    short_name: null,
    territory_code: null,
    parent_id: null,
    host: null,
    emblem: null,
  });
  await db
    .insertInto('institution')
    .values([
      body(laayoune, 'body-laayoune', 'ministry'),
      body(dakhla, 'body-dakhla', 'ministry'),
      body(portal, 'body-portal', 'national-portal'),
    ])
    .execute();
});

/** A person with this id, once. */
async function aRow(id: string): Promise<string> {
  await db
    .insertInto('person')
    .values({ id, name: null, pseudonym: null, lang: 'ar', created_at: NOW, closed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return id;
}

/** A post of a body, held by a person from the start of the month. */
async function hold(
  institutionId: string,
  called: PostFunction,
  given: Partial<PostHolderTable> & { extraPowers?: string[] } = {},
) {
  const { extraPowers = [], ...over } = given;
  const post = {
    id: newId(),
    function: called,
    title: null,
    office_id: null,
    created_on: '2026-11-01',
    closed_on: null,
  };
  await within(db, institutionId)
    .insert('post', { ...post, extra_powers: extraPowers })
    .execute();
  const holder = {
    id: newId(),
    post_id: post.id,
    person_id: newId(),
    name: 'N',
    starts_on: '2026-11-01',
    ends_on: null,
    ended_at: null,
    deputy_of: null,
    absent_from: null,
    absent_until: null,
    appointed_at: NOW,
    ...over,
  };
  await aRow(holder.person_id);
  await within(db, institutionId).insert('post_holder', holder).execute();
  return { post: post.id, holder: holder.id, person: holder.person_id };
}

const names = (powers: readonly Power[]) => powers.map((power) => power.name).sort();

describe('powers by posts', () => {
  test('are those of the function and of the post, in that body only', async () => {
    const { person } = await hold(laayoune, 'moderator', { extraPowers: ['petitions.answer'] });
    const powers = await powersOf(db, person, NOW);
    expect(names(powers)).toEqual([...FUNCTIONS.moderator.powers, 'petitions.answer'].sort());
    expect(new Set(powers.map((power) => power.institutionId))).toEqual(new Set([laayoune]));
    const actor = aPerson({ id: person, powers, secondFactor: true });
    expect(holdsPower(actor, 'moderation.moderate', laayoune)).toBe(true);
    expect(holdsPower(actor, 'moderation.moderate', dakhla)).toBe(false);
    expect(holdsPower(actor, 'moderation.moderate', null)).toBe(false);
  });

  test('of several posts add up', async () => {
    const { person } = await hold(laayoune, 'moderator');
    await hold(dakhla, 'editor', { person_id: person });
    const powers = await powersOf(db, person, NOW);
    expect(powers).toContainEqual({ name: 'moderation.moderate', institutionId: laayoune });
    expect(powers).toContainEqual({ name: 'institution.edit', institutionId: dakhla });
    expect(powers).not.toContainEqual({ name: 'institution.edit', institutionId: laayoune });
  });

  test('begin on the first day and end after the last', async () => {
    const { person } = await hold(laayoune, 'editor', { starts_on: '2026-11-21', ends_on: '2026-11-22' });
    const on = async (moment: string) => (await powersOf(db, person, new Date(moment))).length > 0;
    expect(await on('2026-11-20T23:59:59Z')).toBe(false);
    expect(await on('2026-11-21T00:00:00Z')).toBe(true);
    expect(await on('2026-11-22T23:59:59Z')).toBe(true);
    expect(await on('2026-11-23T00:00:00Z')).toBe(false);
  });

  test('end in the same second as the post, the body or the holding', async () => {
    const { person, post } = await hold(laayoune, 'editor');
    expect(await powersOf(db, person, NOW)).not.toEqual([]);
    await within(db, laayoune).updateTable('post').set({ closed_on: '2026-11-21' }).where('id', '=', post).execute();
    expect(await powersOf(db, person, NOW)).toEqual([]);

    const other = await hold(laayoune, 'editor');
    await within(db, laayoune)
      .updateTable('post_holder')
      .set({ ended_at: NOW })
      .where('id', '=', other.holder)
      .execute();
    expect(await powersOf(db, other.person, NOW)).toEqual([]);

    const third = await hold(dakhla, 'editor');
    await db.updateTable('institution').set({ state: 'closed' }).where('id', '=', dakhla).execute();
    expect(await powersOf(db, third.person, NOW)).toEqual([]);
    await db.updateTable('institution').set({ state: 'active' }).where('id', '=', dakhla).execute();
  });

  test('of a deputy count while the holder is absent, and no longer than the holder holds the post', async () => {
    const holder = await hold(laayoune, 'information-officer');
    const deputy = await aRow(newId());
    await within(db, laayoune)
      .insert('post_holder', {
        id: newId(),
        post_id: holder.post,
        person_id: deputy,
        name: 'D',
        starts_on: '2026-11-01',
        ends_on: null,
        ended_at: null,
        deputy_of: holder.holder,
        absent_from: null,
        absent_until: null,
        appointed_at: NOW,
      })
      .execute();
    const absent = (from: string | null, until: string | null) =>
      within(db, laayoune)
        .updateTable('post_holder')
        .set({ absent_from: from, absent_until: until })
        .where('id', '=', holder.holder)
        .execute();
    expect(await powersOf(db, deputy, NOW)).toEqual([]);
    await absent('2026-11-21', '2026-11-25');
    expect(names(await powersOf(db, deputy, NOW))).toEqual([...FUNCTIONS['information-officer'].powers].sort());
    expect(await powersOf(db, deputy, new Date('2026-11-26T10:00:00Z'))).toEqual([]);
    await absent('2026-11-20', null);
    expect(await powersOf(db, deputy, new Date('2027-01-26T10:00:00Z'))).not.toEqual([]);
    await within(db, laayoune)
      .updateTable('post_holder')
      .set({ ended_at: NOW })
      .where('id', '=', holder.holder)
      .execute();
    expect(await powersOf(db, deputy, NOW)).toEqual([]);
  });
});

describe('the operator of the platform', () => {
  test('reaches over all bodies for what describes them, and for nothing that citizens confide', async () => {
    const person = await aRow(newId());
    await db
      .insertInto('platform_post')
      .values({
        id: newId(),
        function: 'platform-operator',
        person_id: person,
        name: 'O',
        starts_on: '2026-11-01',
        ends_on: null,
        ended_at: null,
        appointed_at: NOW,
      })
      .execute();
    const powers = await powersOf(db, person, NOW);
    const actor = aPerson({ id: person, powers, secondFactor: true });
    expect(powers.filter((power) => power.institutionId === null).map((power) => power.name)).toEqual([
      'desk.see',
      'staff.see',
      'staff.found',
      'institution.edit',
      'institution.host',
    ]);
    for (const confidential of [
      'accounts.verify-identity',
      'moderation.moderate',
      'personal-data.manage',
      'audit.read',
    ])
      expect(holdsPower(actor, confidential, laayoune)).toBe(false);
    expect(holdsPower(actor, 'personal-data.manage', portal)).toBe(true);
  });
});

describe('giving powers', () => {
  const givenBy = async (called: PostFunction, powers: string[], extraPowers: string[] = []) => {
    const { person } = await hold(laayoune, called, { extraPowers });
    return powersNotGivenBy(db, { personId: person, institutionId: laayoune, now: NOW }, powers);
  };

  test('a president gives everything that a body has, a director general all but the staff itself', async () => {
    const powers = ['moderation.moderate', 'staff.manage', 'staff.delegate'];
    expect(await givenBy('president', powers)).toEqual([]);
    expect(await givenBy('director-general-of-services', powers)).toEqual(['staff.manage', 'staff.delegate']);
  });

  test('nobody gives what reaches over all bodies', async () => {
    expect(await givenBy('president', ['staff.found', 'institution.host'])).toEqual([
      'staff.found',
      'institution.host',
    ]);
  });

  test('others give nothing; whoever was given the staff to manage, what they hold themselves', async () => {
    expect(await givenBy('moderator', ['moderation.moderate'])).toEqual(['moderation.moderate']);
    const powers = ['comments.answer', 'moderation.moderate', 'staff.manage'];
    expect(await givenBy('division-head', powers, ['staff.manage'])).toEqual(['moderation.moderate', 'staff.manage']);
  });

  test('and nobody gives anything in another body', async () => {
    const { person } = await hold(laayoune, 'president');
    expect(await powersNotGivenBy(db, { personId: person, institutionId: dakhla, now: NOW }, ['desk.see'])).toEqual([
      'desk.see',
    ]);
  });
});
