import { type CallFigures, callFigures } from '#modules/proposals/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Taken } from '../participation.ts';
import { absentGroups, type People, type ReportedPlace } from '../report.ts';
import type { Consultation, ConsultationStage } from './consultations.ts';
import { type Held, heldThings } from './held.ts';
import { peopleOf } from './reported-held.ts';
import { placesOf, takenIn } from './stage-report.ts';

/** Who took part in one activity, as far as they told it. */
export type ActivityPeople = People & { activity: string; title: Text };

/** Who took part in a consultation up to now. */
export type Participation = {
  taken: Taken[];
  places: ReportedPlace[];
  people: ActivityPeople[];
  held: Map<string, Held>;
  /** The calls for proposals by their ids. */
  calls: Map<string, CallFigures>;
};

/** Counts who took part in a consultation, by channel, place and group. */
export async function participationIn(
  db: Db,
  consultation: Consultation,
  stages: readonly ConsultationStage[],
  when: { today: string; now: Date },
): Promise<Participation> {
  const { institutionId } = consultation;
  const activities = stages.flatMap((stage) => stage.activities);
  const held = await heldThings(db, consultation, activities, when);
  const things = [...held.values()].filter(({ phase }) => phase !== 'draft');
  const calls = activities.filter(({ kind }) => kind === 'proposals');
  const figures = new Map<string, CallFigures>();
  const people: ActivityPeople[] = [];
  for (const { id, title } of calls) {
    figures.set(id, await callFigures(db, { institutionId, id }));
    const act = { kind: 'proposals.proposal', about: `proposal-call:${id}` };
    people.push({ activity: id, title, ...(await peopleOf(db, consultation, { act })) });
  }
  for (const thing of things)
    people.push({ activity: thing.activity, title: thing.title, ...(await peopleOf(db, consultation, thing)) });
  return {
    taken: await takenIn(db, consultation, stages, things, { counted: figures }),
    places: await placesNow(db, consultation, figures.values(), things),
    people: people.filter(({ gender, ageBand }) => Object.keys(gender).length + Object.keys(ageBand).length > 0),
    held,
    calls: figures,
  };
}

/** The same of one stage, out of what was counted for all: only the places are asked again. */
export async function participationOf(
  db: Db,
  consultation: Consultation,
  { activities }: ConsultationStage,
  all: Participation,
): Promise<Pick<Participation, 'taken' | 'places' | 'people'>> {
  const ids = new Set(activities.map(({ id }) => id));
  const isOfStage = ({ activity }: { activity: string }) => ids.has(activity);
  const figures = [...all.calls].filter(([id]) => ids.has(id)).map(([, one]) => one);
  const things = [...all.held.values()].filter((one) => isOfStage(one) && one.phase !== 'draft');
  return {
    taken: all.taken.filter(isOfStage),
    places: await placesNow(db, consultation, figures, things),
    people: all.people.filter(isOfStage),
  };
}

async function placesNow(db: Db, consultation: Consultation, calls: Iterable<CallFigures>, things: readonly Held[]) {
  if (consultation.state === 'draft') return [];
  const counted = [...calls].map((figures) => ({ figures }));
  return placesOf(db, consultation, counted, things);
}

/** The groups of people of whom nobody has said to have taken part in any of these activities. */
export function missingGroups(people: readonly People[]): string[] {
  const present = (by: 'gender' | 'ageBand') =>
    people.reduce<Record<string, number | null>>((sum, one) => {
      for (const [group, n] of Object.entries(one[by]))
        sum[group] = n === null ? (sum[group] ?? null) : (sum[group] ?? 0) + n;
      return sum;
    }, {});
  return [...absentGroups('gender', present('gender')), ...absentGroups('ageBand', present('ageBand'))];
}
