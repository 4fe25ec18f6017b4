import { z } from 'zod';
import type { Job } from '#platform/module.ts';
import { system } from '#platform/tenant.ts';
import { markLateDeadlines } from './actions/mark-late-deadlines.ts';
import { type RefreshedDeadlines, refreshDeadlines, type refreshDeadlinesInput } from './actions/refresh-deadlines.ts';
import { isCivilDate } from './civil-date.ts';
import { REFRESH_JOB } from './holidays.ts';
import { bodiesCounting } from './queries.ts';

const date = z.string().refine(isCivilDate);
const changed = z.object({ first: date, last: date });

/** After a change of the calendar, body by body: what hangs on the changed days is counted again. */
export const refreshJob: Job = {
  name: REFRESH_JOB,
  payload: changed,
  async run(payload, { db, actions, log }) {
    const days = changed.parse(payload);
    const actor = system('calendar');
    for (const institution of await bodiesCounting(db, days)) {
      let after: string | null = null;
      do {
        const input: z.infer<typeof refreshDeadlinesInput> = { institution, ...days, after };
        const done: RefreshedDeadlines = await actions.perform(refreshDeadlines, { actor, tenant: null, input });
        if (done.moved.length > 0)
          log.info({ institution, moved: done.moved.length }, 'deadlines moved with the calendar');
        after = done.next;
      } while (after !== null);
    }
  },
};

/** Soon after midnight, in UTC as in Morocco: yesterday's last days have passed. Again by day, for a worker that was asleep. */
export const markLateJob: Job = {
  name: 'deadlines.mark-late-deadlines',
  cron: '5 0,6 * * *',
  async run(_payload, { actions, log }) {
    for (let more = true; more; ) {
      const done = await actions.perform(markLateDeadlines, { actor: system('deadlines'), tenant: null, input: {} });
      if (done.count > 0) log.info({ count: done.count }, 'deadlines passed');
      more = done.more;
    }
  },
};
