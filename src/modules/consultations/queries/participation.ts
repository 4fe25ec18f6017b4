import { callFigures } from '#modules/proposals/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Taken } from '../participation.ts';
import { absentGroups, type People, type ReportedPlace } from '../report.ts';
import type { Consultation, ConsultationStage } from './consultations.ts';
import { type Held, heldThings } from './held.ts';
import { type ActivityIntegrity, consultationIntegrity } from './integrity.ts';
import { peopleOf } from './reported-held.ts';
import { placesOf, takenIn } from './stage-report.ts';

/** Who took part in one activity, as far as they told it. */
export type ActivityPeople = People & { activity: string; title: Text };

/** Who took part in stages of a consultation up to now. */
export type Participation = {
  taken: Taken[];
  places: ReportedPlace[];
  people: ActivityPeople[];
  integrity: ActivityIntegrity[];
  held: Map<string, Held>;
  /** The ids of the calls for proposals. */
  calls: string[];
};

/** Counts who took part in stages, by channel, place and group, and what is known of honest taking part. */
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
  const figures = [];
  const people: ActivityPeople[] = [];
  for (const { id, title } of calls) {
    figures.push({ figures: await callFigures(db, { institutionId, id }) });
    const act = { kind: 'proposals.proposal', about: `proposal-call:${id}` };
    people.push({ activity: id, title, ...(await peopleOf(db, consultation, { act })) });
  }
  for (const thing of things)
    people.push({ activity: thing.activity, title: thing.title, ...(await peopleOf(db, consultation, thing)) });
  return {
    taken: await takenIn(db, consultation, stages, things),
    places: consultation.state === 'draft' ? [] : await placesOf(db, consultation, figures, things),
    people: people.filter(({ gender, ageBand }) => Object.keys(gender).length + Object.keys(ageBand).length > 0),
    integrity: await consultationIntegrity(db, consultation, stages, held),
    held,
    calls: calls.map(({ id }) => id),
  };
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
