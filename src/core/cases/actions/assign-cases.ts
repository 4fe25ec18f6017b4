import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { type CasesTarget, type CaseTarget, workOnCases } from '../access.ts';
import { TOGETHER_MAX } from '../case.ts';
import { addEvent } from '../events.ts';
import { holdersOfPower, tellOfficials } from '../letters.ts';
import { findCase } from '../target.ts';

const input = z.object({
  cases: z
    .array(z.string().max(40))
    .min(1, 'cases.fault.none-chosen')
    .max(TOGETHER_MAX, 'cases.fault.too-many-chosen')
    .transform((all) => [...new Set(all)]),
  /** The id of an official; '' gives them back to everybody. */
  to: z.union([z.literal(''), z.uuid()], 'cases.fault.assignee'),
});

/** What was chosen: cases of one body. */
type Chosen = CasesTarget & { cases: readonly CaseTarget[] };

/** Gives one or many cases to an official of the body, or back to everybody who may work on them. */
export const assignCases = defineAction<z.infer<typeof input>, Chosen, { assigned: number }>({
  name: 'cases.assign-cases',
  input,
  target: async (context, { cases: references }) => {
    const found = await Promise.all(references.map((reference) => findCase(context, reference)));
    const cases = found.filter((one) => one !== undefined);
    const [first] = cases;
    if (!first || cases.length < references.length) return undefined;
    const { institutionId } = first;
    if (cases.some((one) => one.institutionId !== institutionId)) return undefined;
    return { institutionId, casePowers: cases.map(({ casePower }) => casePower), cases };
  },
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
