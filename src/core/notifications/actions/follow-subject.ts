import { z } from 'zod';
import { nationalPortal } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { PLATFORM_OWNER } from '#platform/audit.ts';
import { Conflict } from '#platform/errors.ts';
import { followSubject as access } from '../access.ts';
import {
  addFollow,
  countFollows,
  ensurePreference,
  type FollowedThing,
  findThing,
  MOST_FOLLOWS,
  personOf,
  subjectInput,
} from '../follows.ts';
import { followProcessing } from '../processing.ts';

export const followSubjectInput = z.object({ on: subjectInput });

/**
 * Follows a thing. Doing it twice changes nothing. What a person follows is nobody else's business: the audit row does not say what it
 * is, and belongs to no body.
 */
export const followSubject = defineAction<z.infer<typeof followSubjectInput>, FollowedThing, { on: string }>({
  name: 'notifications.follow-subject',
  input: followSubjectInput,
  target: ({ db, offers }, { on }) => findThing(db, offers, on),
  access,
  event: 'subject.followed',
  record: () => ({ institutionId: PLATFORM_OWNER }),
  async run(context, _input, { kind, found }) {
    const { db, actor, around } = context;
    const personId = personOf(actor);
    const collector = await nationalPortal(db);
    if (!(await isProcessingOpen(db, collector.id, followProcessing.kind, modeOf(around))))
      throw new Conflict('notifications.fault.closed');
    if ((await countFollows(db, personId)) >= MOST_FOLLOWS)
      throw new Conflict('notifications.fault.too-many', { most: MOST_FOLLOWS });
    await ensurePreference(context, personId);
    await addFollow(context, personId, { kind: kind.kind, found });
    return { on: `${kind.kind}:${found.id}` };
  },
});
