import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { isId } from '#platform/ids.ts';
import { countAgain } from '../access.ts';
import { isCivilDate } from '../civil-date.ts';
import { countedDate, recountDeadline } from '../clocks.ts';
import { deadlinesCounting, workingCalendar } from '../queries.ts';

const date = z.string().refine(isCivilDate);

export const refreshDeadlinesInput = z.object({
  institution: z.string().refine(isId),
  /** The days of the calendar that changed. */
  first: date,
  last: date,
  /** The deadline after which to go on; null for the first look. */
  after: z.string().refine(isId).nullable(),
});

type Moved = { deadline: string; before: string | null; due: string | null };
export type RefreshedDeadlines = { moved: Moved[]; next: string | null };

const AT_ONCE = 200;

/** Counts deadlines of a body again after the calendar changed; the owner of each that moved is told in the same transaction. */
export const refreshDeadlines = defineAction({
  name: 'deadlines.refresh-deadlines',
  input: refreshDeadlinesInput,
  access: countAgain,
  event: 'deadlines.refreshed',
  record: ({ institution, first, last }, _target, result) => ({
    institutionId: institution,
    detail: { first, last, moved: (result as RefreshedDeadlines).moved },
  }),
  async run(context, { institution, first, last, after }): Promise<RefreshedDeadlines> {
    const { db, offers } = context;
    const calendar = await workingCalendar(db);
    const found = await deadlinesCounting(db, institution, { first, last, after, limit: AT_ONCE });
    const moved: Moved[] = [];
    for (const deadline of found) {
      const counted = await recountDeadline(context, deadline, calendar);
      if (!counted) continue;
      if (counted.due !== deadline.due) moved.push({ deadline: deadline.id, before: deadline.due, due: counted.due });
      const owner = offers.dateOwners.find(({ kind }) => kind === deadline.subject.kind);
      await owner?.moved(context, { ...countedDate(counted), before: deadline.due });
    }
    return { moved, next: found.length === AT_ONCE ? (found.at(-1)?.id ?? null) : null };
  },
});
