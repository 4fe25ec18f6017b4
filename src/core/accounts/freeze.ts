import {
  type Act,
  AGE_BANDS,
  type Demographics,
  freezeDemographics,
  GENDERS,
  isProcessingOpen,
  modeOf,
} from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { type Attribute, attributesOf, attributesOfMany } from './assurance.ts';

/**
 * Freezes with an act what the person told of themselves on `/me/about`, as it is today: for statistics only, apart from who they are. Nothing
 * is kept where the body has no authorisation for it, or where nothing was told. To be called in the transaction of the act.
 */
export async function freezeWithAct(
  { db, around, now, today }: Pick<ActionContext, 'db' | 'around' | 'now' | 'today'>,
  personId: string,
  act: Act,
): Promise<void> {
  if (!(await isProcessingOpen(db, act.institutionId, 'personal-data.demographics', modeOf(around)))) return;
  const told = toldIn(await attributesOf(db, personId, now));
  await freezeDemographics(db, around.keys, act, told, today);
}

/** The same for many acts at once: one reading for all people, and one writing for each who told something. */
export async function freezeWithActs(
  { db, around, now, today }: Pick<ActionContext, 'db' | 'around' | 'now' | 'today'>,
  acts: readonly { personId: string; act: Act }[],
): Promise<void> {
  const bodies = new Set(acts.map(({ act }) => act.institutionId));
  const open = new Set<string>();
  for (const body of bodies)
    if (await isProcessingOpen(db, body, 'personal-data.demographics', modeOf(around))) open.add(body);
  const asked = acts.filter(({ act }) => open.has(act.institutionId));
  if (asked.length === 0) return;
  const people = [...new Set(asked.map(({ personId }) => personId))];
  const byPerson = Map.groupBy(await attributesOfMany(db, people, now), ({ personId }) => personId);
  for (const { personId, act } of asked) {
    const own = byPerson.get(personId);
    if (own) await freezeDemographics(db, around.keys, act, toldIn(own), today);
  }
}

function toldIn(attributes: readonly Pick<Attribute, 'kind' | 'value'>[]): Demographics {
  const told = new Map(attributes.map(({ kind, value }) => [kind, value]));
  return {
    gender: GENDERS.find((each) => each === told.get('gender')),
    ageBand: AGE_BANDS.find((each) => each === told.get('age-band')),
    commune: told.get('residence'),
  };
}
