import { across } from '#platform/db/database.ts';
import type { DeskItem, DeskSource } from '#platform/module.ts';
import { holdsPower, type PersonActor } from '#platform/tenant.ts';
import { POWERS } from './access.ts';
import { unansweredIn } from './queries/resolutions.ts';
import './tables.ts';

/** The bodies in which somebody holds a power now; powers over all bodies do not follow up a body's plans. */
export function bodiesWith(actor: PersonActor, power: string): string[] {
  return actor.powers.flatMap(({ name, institutionId }) =>
    name === power && institutionId !== null && holdsPower(actor, power, institutionId) ? [institutionId] : [],
  );
}

/** Recommendations that wait for an answer, by the day it is due. */
export const answersDesk: DeskSource = {
  name: 'reviews-answers',
  async items(db, actor, _today, limit) {
    const open = await unansweredIn(db, bodiesWith(actor, POWERS.answer), limit);
    return open.map(
      (one): DeskItem => ({
        id: one.id,
        institutionId: one.institutionId,
        title: one.text,
        path: `/desk/follow-up/resolutions/${one.id}`,
        kind: 'reviews.desk.to-answer',
        due: one.answerDueOn,
      }),
    );
  },
};

/** Reviews that are planned, and minutes that wait to be published; decisions whose date has come. */
export const reviewsDesk: DeskSource = {
  name: 'reviews-meetings',
  async items(db, actor, today, limit) {
    const bodies = bodiesWith(actor, POWERS.manage);
    if (bodies.length === 0) return [];
    const meetings = await across(db)
      .selectFrom('review')
      .select(['id', 'institution_id', 'on_date', 'place', 'state'])
      .where('institution_id', 'in', bodies)
      .where('state', 'in', ['planned', 'held'])
      .orderBy('on_date')
      .orderBy('id')
      .limit(limit)
      .execute();
    const decisions = await across(db)
      .selectFrom('resolution')
      .select(['id', 'institution_id', 'words', 'due_on'])
      .where('institution_id', 'in', bodies)
      .where('state', '=', 'adopted')
      .where('due_on', '<=', today)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('resolution_result as result')
              .select('result.id')
              .whereRef('result.institution_id', '=', 'resolution.institution_id')
              .whereRef('result.resolution_id', '=', 'resolution.id')
              .where('result.result', 'in', ['done', 'dropped']),
          ),
        ),
      )
      .orderBy('due_on')
      .orderBy('id')
      .limit(limit)
      .execute();
    return [
      ...meetings.map(
        (one): DeskItem => ({
          id: one.id,
          institutionId: one.institution_id,
          title: one.place,
          path: `/desk/follow-up/reviews/${one.id}`,
          kind: one.state === 'planned' ? 'reviews.desk.to-hold' : 'reviews.desk.to-publish',
          due: one.on_date,
        }),
      ),
      ...decisions.map(
        (one): DeskItem => ({
          id: one.id,
          institutionId: one.institution_id,
          title: one.words,
          path: `/desk/follow-up/resolutions/${one.id}`,
          kind: 'reviews.desk.to-carry-out',
          due: one.due_on,
        }),
      ),
    ];
  },
};
