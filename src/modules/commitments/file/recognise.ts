import {
  consortiaOf,
  type Institution,
  institutionsNamed,
  membersOf,
  nationalPortal,
  regionalCouncil,
} from '#core/institutions/index.ts';
import { COUNTRY } from '#core/territory/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import type { Fault } from '#platform/errors.ts';
import type { ActionPlanFile, FilePlan } from './format.ts';
import type { Recognised } from './read.ts';
import { placeOf } from './validate.ts';

/** A name that no body has: kept as it is printed, and told. */
export type UnknownName = { pointer: string; name: string };

export type Recognition = { plans: Map<string, Recognised>; unknown: UnknownName[]; faults: Fault[] };

/**
 * Whose plans these are and which bodies they name. A region's plan belongs to its council, a consortium's to the consortium of
 * exactly these members, the nation's to the national portal, a province's or commune's to its own council. A jurisdiction that
 * nobody is known for is a fault; a responsible name that nobody has stays a name.
 */
export async function recognise(db: Db, file: ActionPlanFile): Promise<Recognition> {
  const plans = new Map<string, Recognised>();
  const unknown: UnknownName[] = [];
  const faults: Fault[] = [];
  for (const [index, plan] of file.plans.entries()) {
    const at = `/plans/${index}`;
    const owner = plan.type === 'regional-consortium' ? await consortium(db, plan) : await councilOf(db, plan);
    if (!owner) {
      faults.push(nobodyFor(plan, at));
      continue;
    }
    const partners = plan.type === 'regional-consortium' ? await membersOf(db, owner.id) : [];
    const holder = await holderOf(db, plan.id);
    if (holder && holder.id !== owner.id) {
      faults.push({
        pointer: `${at}/id`,
        key: 'commitments.import.fault.other-owner',
        values: { place: placeOf(`${at}/id`), id: plan.id, owner: holder.slug },
      });
    }
    const names = namesOf(file, plan);
    const found = await institutionsNamed(db, names, regionOf(plan));
    for (const { name, pointer } of responsible(file, plan)) if (!found.has(name)) unknown.push({ name, pointer });
    plans.set(plan.id, {
      ownerId: owner.id,
      partnerIds: partners.map((partner) => partner.id),
      regions: partners.length > 0 ? partners.flatMap((one) => one.territory ?? []) : [regionOf(plan) ?? []].flat(),
      bodies: new Map([...found].map(([name, institution]) => [name, institution.id])),
    });
  }
  return { plans, unknown, faults };
}

async function councilOf(db: Db, { jurisdiction }: FilePlan): Promise<{ id: string } | undefined> {
  if (jurisdiction.level === 'national') return jurisdiction.code === COUNTRY ? nationalPortal(db) : undefined;
  if (jurisdiction.level === 'region') return regionalCouncil(db, jurisdiction.code);
  const kind = jurisdiction.level === 'commune' ? 'commune' : 'province';
  return db
    .selectFrom('institution')
    .select('id')
    .where('territory_code', '=', jurisdiction.code)
    .where('kind', '=', kind)
    .where('state', '=', 'active')
    .executeTakeFirst();
}

/** The consortium whose members are the councils of exactly the regions that the plan names as its members. */
async function consortium(db: Db, plan: FilePlan): Promise<Institution | undefined> {
  const codes = plan.members.flatMap((member) => member.territory ?? []);
  const first = codes[0] === undefined ? undefined : await regionalCouncil(db, codes[0]);
  if (!first) return undefined;
  for (const candidate of await consortiaOf(db, first.id)) {
    const members = await membersOf(db, candidate.id);
    const territories = members.map((member) => member.territory ?? '');
    if (territories.length === codes.length && codes.every((code) => territories.includes(code))) return candidate;
  }
  return undefined;
}

function nobodyFor(plan: FilePlan, at: string): Fault {
  if (plan.type === 'regional-consortium') {
    const members = plan.members.map((member) => member.name).join(', ') || plan.jurisdiction.name;
    return {
      pointer: `${at}/members`,
      key: 'commitments.import.fault.unknown-consortium',
      values: { place: placeOf(`${at}/members`), members },
    };
  }
  const pointer = `${at}/jurisdiction/code`;
  return {
    pointer,
    key: 'commitments.import.fault.unknown-jurisdiction',
    values: { place: placeOf(pointer), level: plan.jurisdiction.level, code: plan.jurisdiction.code },
  };
}

async function holderOf(db: Db, reference: string): Promise<{ id: string; slug: string } | undefined> {
  const row = await across(db)
    .selectFrom('action_plan')
    .innerJoin('institution', 'institution.id', 'action_plan.institution_id')
    .select(['institution.id', 'institution.slug'])
    .where('action_plan.reference', '=', reference)
    .executeTakeFirst();
  return row;
}

function regionOf({ jurisdiction }: FilePlan): string | undefined {
  if (jurisdiction.level === 'national') return undefined;
  return jurisdiction.code.split('.')[0];
}

function* responsible(file: ActionPlanFile, plan: FilePlan): Iterable<UnknownName> {
  for (const [index, commitment] of file.commitments.entries()) {
    if (commitment.planId !== plan.id) continue;
    for (const [place, name] of commitment.responsibleInstitutions.entries())
      yield { name, pointer: `/commitments/${index}/responsibleInstitutions/${place}` };
  }
}

function namesOf(file: ActionPlanFile, plan: FilePlan): string[] {
  const commitments = file.commitments.filter((commitment) => commitment.planId === plan.id);
  return [
    ...plan.leadInstitutions,
    ...commitments.flatMap((one) => [...one.responsibleInstitutions, ...one.institutionsInvolved]),
  ];
}
