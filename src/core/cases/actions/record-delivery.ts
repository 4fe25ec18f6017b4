import { z } from 'zod';
import { isCivilDate } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { type CaseTarget, workOnCase } from '../access.ts';
import { DELIVERIES, REASON_MAX } from '../case.ts';
import { addEvent } from '../events.ts';
import { wordsInput } from '../message-input.ts';
import { findCase } from '../target.ts';

const input = z.object({
  case: z.string().max(40),
  how: z.enum(DELIVERIES, 'cases.fault.delivery'),
  on: z.string('cases.fault.day').refine(isCivilDate, 'cases.fault.day'),
  /** The number of the registered letter, who signed for it: what proves it. */
  evidence: wordsInput(REASON_MAX, 'cases.fault.reason-long').refine((words) => words !== '', 'cases.fault.evidence'),
});

/** Writes down how and when a decision was handed over, with what proves it. */
export const recordDelivery = defineAction<z.infer<typeof input>, CaseTarget>({
  name: 'cases.record-delivery',
  input,
  target: (context, given) => findCase(context, given.case),
  access: workOnCase,
  event: 'case.delivered',
  record: ({ how, on }, { institutionId, reference }) => ({
    subject: `case:${reference}`,
    institutionId,
    detail: { how, on },
  }),
  run: async (context, { how, on, evidence }, caseFile) => {
    if (on > context.today || on < caseFile.receivedOn)
      throw new InvalidInput([{ pointer: '/on', key: 'cases.fault.day' }]);
    await addEvent(context, caseFile, {
      verb: 'deliver',
      state: caseFile.state,
      who: 'office',
      readers: 'parties',
      words: { [caseFile.lang]: evidence },
      facts: { how, on },
    });
  },
});
