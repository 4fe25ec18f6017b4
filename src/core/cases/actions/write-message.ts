import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { type CaseTarget, workOnCase } from '../access.ts';
import { messageInput } from '../message-input.ts';
import { sayInCase } from '../say.ts';
import { findCase } from '../target.ts';

const input = messageInput.extend({
  case: z.string().max(40),
  /** `officials`: a note that only those read who work on the case. */
  readers: z.enum(['parties', 'officials']).default('parties'),
});

/** Those who work on a case write to whoever brought it, or a note for one another; with a document if need be. */
export const writeMessage = defineAction<z.infer<typeof input>, CaseTarget, { event: string }>({
  name: 'cases.write-message',
  input,
  target: (context, given) => findCase(context, given.case),
  access: workOnCase,
  event: 'case.message-written',
  record: ({ readers }, { institutionId, reference }) => ({
    subject: `case:${reference}`,
    institutionId,
    detail: { readers },
  }),
  run: async (context, { readers, ...message }, caseFile) => {
    if (caseFile.anonymisedAt !== null) throw new NotFound();
    const verb = readers === 'officials' ? 'note' : 'message';
    return { event: await sayInCase(context, caseFile, { ...message, verb, who: 'office', readers }) };
  },
});
