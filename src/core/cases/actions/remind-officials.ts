import { z } from 'zod';
import { addDays } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { across, within } from '#platform/db/database.ts';
import { remind } from '../access.ts';
import { found } from '../case.ts';
import { addEvent } from '../events.ts';
import { holdersOfPower, tellOfficials } from '../letters.ts';
import { caseById } from '../queries.ts';

/** The most cases of one transaction; the job asks again while there are more. */
const AT_ONCE = 100;

/** Reminds those who work on cases whose last day is near, once for each last day: before it has passed, not after. */
export const remindOfficials = defineAction<object, undefined, { reminded: number; more: boolean }>({
  name: 'cases.remind-officials',
  input: z.object({}),
  access: remind,
  event: 'cases.reminded',
  record: (_input, _target, result) => {
    const { reminded } = result as { reminded: number };
    return reminded > 0 ? { detail: { reminded } } : null;
  },
  run: async (context) => {
    const { db, today, offers } = context;
    let reminded = 0;
    for (const kind of offers.caseKinds) {
      const near = await across(db)
        .selectFrom('case_file')
        .select(['institution_id', 'id', 'due_on'])
        .where('kind', '=', kind.kind)
        .where('over_at', 'is', null)
        .where('due_on', '>=', today)
        .where('due_on', '<=', addDays(today, kind.remindDays))
        .where((or) => or.or([or('reminded_for', 'is', null), or('reminded_for', '!=', or.ref('due_on'))]))
        .limit(AT_ONCE)
        .forUpdate()
        .execute();
      for (const { institution_id, id, due_on } of near) {
        await within(db, institution_id)
          .updateTable('case_file')
          .set({ reminded_for: due_on })
          .where('id', '=', id)
          .execute();
        const caseFile = found(await caseById(db, institution_id, id));
        const facts: Record<string, string> = due_on === null ? {} : { due: due_on };
        const { state } = caseFile;
        await addEvent(context, caseFile, { verb: 'remind', state, who: 'clock', readers: 'officials', facts });
        const people = caseFile.assignedTo
          ? [caseFile.assignedTo]
          : await holdersOfPower(context, institution_id, kind.power);
        await tellOfficials(context, caseFile, people, 'remind');
      }
      reminded += near.length;
    }
    return { reminded, more: reminded >= AT_ONCE };
  },
});
