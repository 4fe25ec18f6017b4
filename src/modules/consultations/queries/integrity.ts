import { type Burst, callFigures, type Exclusion, exclusionsIn, integrityOf } from '#modules/proposals/index.ts';
import {
  burstsIn,
  type Hour,
  type Invalidation,
  invalidationsIn,
  paceOf,
  votesByReference,
} from '#modules/votes/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { ActivityKind } from '../consultation.ts';
import type { Consultation, ConsultationStage } from './consultations.ts';
import type { Held } from './held.ts';

/** What may be no honest taking part in one activity, and what was done about it. Null: what its room does not count. */
export type ActivityIntegrity = {
  activity: string;
  kind: ActivityKind;
  title: Text;
  total: number;
  /** Tries to take part again that were refused. */
  blocked: number | null;
  /** Taken out of the count, with a reason. */
  invalidated: number;
  /** Hours with far more than the usual. */
  bursts: number | null;
  /** Proposals in the same words as another one. */
  twins: number | null;
  /** Why supports do not count; everybody may read it. */
  exclusions: Exclusion[];
  /** For the desk: the hours of the bursts, and why ballots do not count. */
  supportBursts: Burst[];
  ballotBursts: Hour[];
  invalidations: Invalidation[];
  /** Where the room of it tells more, for the desk. */
  deskPath: string;
};

/**
 * What is known of honest taking part in a consultation, activity by activity. Nobody is named: who supported, answered or voted stays in
 * its room. A survey takes each answer once by the key of its roll and keeps neither hours nor refused tries: both would say who answered.
 */
export async function consultationIntegrity(
  db: Db,
  { institutionId }: Pick<Consultation, 'institutionId'>,
  stages: readonly ConsultationStage[],
  held: ReadonlyMap<string, Held>,
): Promise<ActivityIntegrity[]> {
  const all: ActivityIntegrity[] = [];
  for (const { id, kind, title } of stages.flatMap(({ activities }) => activities)) {
    const thing = held.get(id);
    if (kind === 'proposals') all.push(await ofCall(db, { institutionId, id }, title));
    else if (thing && thing.phase !== 'draft')
      all.push({ ...nothing(id, thing), title, ...(await ofThing(db, thing)) });
  }
  return all;
}

function nothing(activity: string, { kind, total, deskPath }: Held): Omit<ActivityIntegrity, 'title'> {
  return {
    activity,
    kind,
    total,
    blocked: null,
    invalidated: 0,
    bursts: null,
    twins: null,
    exclusions: [],
    supportBursts: [],
    ballotBursts: [],
    invalidations: [],
    deskPath,
  };
}

async function ofCall(db: Db, call: { institutionId: string; id: string }, title: Text): Promise<ActivityIntegrity> {
  const { bursts, twins } = await integrityOf(db, call);
  const { total, excluded } = await callFigures(db, call);
  return {
    activity: call.id,
    kind: 'proposals',
    title,
    total,
    blocked: null,
    invalidated: excluded,
    bursts: bursts.length,
    twins: twins.length,
    exclusions: await exclusionsIn(db, call),
    supportBursts: bursts,
    ballotBursts: [],
    invalidations: [],
    deskPath: `/desk/proposals/calls/${call.id}/integrity`,
  };
}

async function ofThing(db: Db, { kind, reference }: Held): Promise<Partial<ActivityIntegrity>> {
  const vote = kind === 'vote' ? (await votesByReference(db, [reference])).get(reference) : undefined;
  if (!vote) return {};
  const hours = await paceOf(db, vote);
  const bursts = burstsIn(hours);
  return {
    blocked: hours.reduce((sum, { blocked }) => sum + blocked, 0),
    invalidated: hours.reduce((sum, { invalidated }) => sum + invalidated, 0),
    bursts: bursts.length,
    ballotBursts: bursts,
    invalidations: await invalidationsIn(db, vote),
  };
}
