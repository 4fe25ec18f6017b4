import { across } from '#platform/db/database.ts';
import type { DeskItem, DeskSource } from '#platform/module.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MODERATE } from './access.ts';
import { listAppeals } from './queries/items.ts';

/**
 * What waits for a moderator: what is held unseen, what was reported, and appeals against the decisions of others. Nothing of it is
 * assigned to one person.
 */
export const moderationDesk: DeskSource = {
  name: 'moderation',
  async items(db, actor, _today, limit) {
    // Powers over all bodies do not moderate: the operator of the platform reads nothing that citizens confide.
    const bodies = actor.powers.flatMap(({ name, institutionId }) =>
      name === MODERATE && institutionId !== null && holdsPower(actor, MODERATE, institutionId) ? [institutionId] : [],
    );
    if (bodies.length === 0) return [];
    const open = await across(db)
      .selectFrom('moderation_item')
      .select(['id', 'institution_id', 'about', 'held', 'due_on'])
      .where('institution_id', 'in', bodies)
      .where('state', '=', 'open')
      .orderBy('due_on')
      .orderBy('id')
      .limit(limit)
      .execute();
    const items = open.map(
      (item): DeskItem => ({
        id: item.id,
        institutionId: item.institution_id,
        title: item.about,
        path: `/desk/moderation/${item.id}`,
        kind: item.held ? 'moderation.desk.held' : 'moderation.desk.reported',
        due: item.due_on,
      }),
    );
    const appeals = await Promise.all(bodies.map((body) => listAppeals(db, body, { notBy: actor.id, limit })));
    return [
      ...items,
      ...appeals.flat().map(
        (appeal): DeskItem => ({
          id: appeal.id,
          institutionId: appeal.institutionId,
          title: appeal.about,
          path: `/desk/moderation/${appeal.itemId}`,
          kind: 'moderation.desk.appeal',
          due: appeal.dueOn,
        }),
      ),
    ];
  },
};
