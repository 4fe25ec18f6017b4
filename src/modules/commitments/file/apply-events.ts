import type { ActionContext } from '#platform/action.ts';
import { across, json } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import type { EventData, EventKind } from '../event.ts';
import { tellFollowers } from '../notices.ts';

/** Where a plan's rows stand. */
export type Place = { institutionId: string; planId: string };

/** An event of a plan; of one of its commitments or milestones when they are named. */
export type NewEvent = { kind: EventKind; commitmentId?: string; milestoneId?: string; data?: EventData };

/** Writes events in order, their ids sort as they happened, and tells whoever follows what they are about. */
export async function writeEvents(
  { db, now, today }: Pick<ActionContext, 'db' | 'now' | 'today'>,
  place: Place,
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await across(db)
    .insertInto('commitment_event')
    .values(
      events.map((event) => ({
        institution_id: place.institutionId,
        id: newId(),
        plan_id: place.planId,
        commitment_id: event.commitmentId ?? null,
        milestone_id: event.milestoneId ?? null,
        kind: event.kind,
        at: now,
        on_date: today,
        data: json(event.data ?? {}),
      })),
    )
    .execute();
  await tellFollowers({ db, now }, place, events);
}
