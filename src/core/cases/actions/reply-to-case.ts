import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { type CaseTarget, followCase } from '../access.ts';
import { messageInput } from '../message-input.ts';
import { checkReplies, sayInCase } from '../say.ts';
import { findCase } from '../target.ts';

const input = messageInput.extend({
  case: z.string().max(40),
  /** The secret of the receipt; absent: the account says who writes. */
  secret: z.string().max(60).default(''),
});

/** Whoever brought a case writes to those who work on it, with a document if need be. */
export const replyToCase = defineAction<z.infer<typeof input>, CaseTarget, { event: string }>({
  name: 'cases.reply-to-case',
  input,
  target: (context, given) => findCase(context, given.case, given.secret),
  access: followCase,
  event: 'case.replied',
  record: (_input, { institutionId, reference }) => ({ subject: `case:${reference}`, institutionId }),
  run: async (context, { secret: _secret, ...message }, caseFile) => {
    if (caseFile.anonymisedAt !== null) throw new NotFound();
    await checkReplies(context, caseFile);
    return {
      event: await sayInCase(context, caseFile, { ...message, verb: 'reply', who: 'party', readers: 'parties' }),
    };
  },
});
