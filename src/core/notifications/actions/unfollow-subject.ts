import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { PLATFORM_OWNER } from '#platform/audit.ts';
import { followSubject as access } from '../access.ts';
import { personOf, subjectInput } from '../follows.ts';

/** Stops following a thing, also one that is no longer there. Doing it twice changes nothing. */
export const unfollowSubject = defineAction({
  name: 'notifications.unfollow-subject',
  input: z.object({ on: subjectInput }),
  access,
  event: 'subject.unfollowed',
  record: () => ({ institutionId: PLATFORM_OWNER }),
  async run({ db, actor }, { on }) {
    await db
      .deleteFrom('follow')
      .where('person_id', '=', personOf(actor))
      .where('subject_kind', '=', on.kind)
      .where('subject_id', '=', on.id)
      .execute();
  },
});
