import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { type CaseTarget, workOnCase } from '../access.ts';
import { kindNamed, written } from '../case.ts';
import { handOverCase } from '../hand-over.ts';
import { reasonInput } from '../message-input.ts';
import { findCase } from '../target.ts';

const input = z.object({
  case: z.string().max(40),
  /** The slug of the body it goes to. */
  to: z.string().min(1, 'cases.fault.body').max(100, 'cases.fault.body'),
  reason: reasonInput,
});

/**
 * Hands a case to another body of the platform. It keeps its reference and its secret; the other body reads its history without the notes
 * of this one. Its clock ends here and begins there on the day that the kind of case says: that of the transfer, or the first one.
 */
export const transferCase = defineAction<z.infer<typeof input>, CaseTarget>({
  name: 'cases.transfer-case',
  input,
  target: (context, given) => findCase(context, given.case),
  access: workOnCase,
  event: 'case.transferred',
  record: ({ to }, { institutionId, reference }) => ({ subject: `case:${reference}`, institutionId, detail: { to } }),
  run: async (context, { to, reason }, caseFile) => {
    const { transfer } = kindNamed(context.offers.caseKinds, caseFile.kind);
    if (transfer === 'never') throw new Conflict('cases.refusal.no-transfer');
    const body = await institutionBySlug(context.db, to);
    if (!body || body.id === caseFile.institutionId || body.state !== 'active')
      throw new InvalidInput([{ pointer: '/to', key: 'cases.fault.body' }]);
    const begins = transfer === 'clock-starts-anew' ? context.today : caseFile.receivedOn;
    await handOverCase(context, caseFile, { to: body, reason: written(reason), rule: caseFile.rule, begins });
  },
});
