import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { countAgain } from '../access.ts';
import { countedDate, lapseDeadline } from '../clocks.ts';
import { lapsedDeadlines } from '../queries.ts';

const AT_ONCE = 200;

/** Writes down which last days have passed without the act, and with it what the law says follows; their owners are told. */
export const markLateDeadlines = defineAction({
  name: 'deadlines.mark-late-deadlines',
  input: z.object({}),
  access: countAgain,
  event: 'deadlines.passed',
  record: (_input, _target, result) => ({ detail: result as { count: number } }),
  async run(context): Promise<{ count: number; more: boolean }> {
    const { db, today, offers } = context;
    const found = await lapsedDeadlines(db, today, AT_ONCE);
    for (const deadline of found) {
      await lapseDeadline(context, deadline, today);
      const owner = offers.dateOwners.find(({ kind }) => kind === deadline.subject.kind);
      await owner?.passed?.(context, { ...countedDate(deadline), silence: deadline.silence });
    }
    return { count: found.length, more: found.length === AT_ONCE };
  },
});
