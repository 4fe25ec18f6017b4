import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { workOnCases } from '../access.ts';
import { type Chosen, chosenCases, chosenInput } from '../chosen.ts';
import { addEvent } from '../events.ts';
import { holdersOfPower, tellOfficials } from '../letters.ts';

const input = z.object({
  cases: chosenInput,
  /** The id of an official; '' gives them back to everybody. */
  to: z.union([z.literal(''), z.uuid()], 'cases.fault.assignee'),
});

/** Gives one or many cases to an official of the body, or back to everybody who may work on them. */
export const assignCases = defineAction<z.infer<typeof input>, Chosen, { assigned: number }>({
  name: 'cases.assign-cases',
  input,
  target: (context, { cases }) => chosenCases(context, cases),
  access: workOnCases,
  event: 'cases.assigned',
  record: ({ cases }, { institutionId }) => ({ institutionId, detail: { cases } }),
  run: async (context, { to }, { cases }) => {
    for (const one of cases) {
      if (to !== '' && !(await holdersOfPower(context, one.institutionId, one.casePower)).includes(to))
        throw new InvalidInput([{ pointer: '/to', key: 'cases.fault.assignee' }]);
      await within(context.db, one.institutionId)
        .updateTable('case_file')
        .set({ assigned_to: to === '' ? null : to })
        .where('id', '=', one.id)
        .execute();
      await addEvent(context, one, { verb: 'assign', state: one.state, who: 'office', readers: 'officials' });
      const isOther = context.actor.kind === 'person' && context.actor.id !== to;
      if (to !== '' && isOther) await tellOfficials(context, one, [to], 'assigned');
    }
    return { assigned: cases.length };
  },
});
