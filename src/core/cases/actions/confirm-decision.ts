import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { type CaseTarget, followCase } from '../access.ts';
import { addEvent } from '../events.ts';
import { findCaseAnywhere } from '../target.ts';

const input = z.object({ case: z.string().max(40), secret: z.string().max(60).default('') });

/** Whoever brought a case says that they have the decision: the moment is kept as proof that it was notified. */
export const confirmDecision = defineAction<z.infer<typeof input>, CaseTarget>({
  name: 'cases.confirm-decision',
  input,
  target: (context, given) => findCaseAnywhere(context, given.case, given.secret),
  access: followCase,
  event: 'case.decision-confirmed',
  record: (_input, { institutionId, reference }) => ({ subject: `case:${reference}`, institutionId }),
  run: async (context, _input, caseFile) => {
    const confirmed = await within(context.db, caseFile.institutionId)
      .selectFrom('case_event')
      .select('id')
      .where('case_id', '=', caseFile.id)
      .where('verb', '=', 'acknowledge')
      .executeTakeFirst();
    if (caseFile.decidedOn === null || confirmed) throw new Conflict('cases.refusal.nothing-to-confirm');
    const { state } = caseFile;
    await addEvent(context, caseFile, { verb: 'acknowledge', state, who: 'party', readers: 'parties' });
  },
});
