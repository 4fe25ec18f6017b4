import { z } from 'zod';
import { attachTo } from '#core/attachments/index.ts';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { type CaseTarget, recordReply as mayRecord } from '../access.ts';
import { MAIL_DOCUMENTS, WORDS_MAX } from '../case.ts';
import { EVENT_KIND } from '../queries.ts';
import { checkReplies, sayInCase } from '../say.ts';
import { findCase } from '../target.ts';

const input = z.object({
  case: z.string().max(40),
  lang: z.enum(LANGUAGES),
  words: z.string().min(1).max(WORDS_MAX),
  /** The tickets of the documents that came with it. */
  uploads: z.array(z.string().max(100)).max(MAIL_DOCUMENTS),
});

/** Writes down what somebody answered by e-mail to the keyed address of a case, as a message of its party. */
export const recordReply = defineAction<z.infer<typeof input>, CaseTarget, { event: string }>({
  name: 'cases.record-reply',
  input,
  target: (context, given) => findCase(context, given.case),
  access: mayRecord,
  event: 'case.reply-recorded',
  record: (_input, { institutionId, reference }) => ({ subject: `case:${reference}`, institutionId }),
  run: async (context, { lang, words, uploads }, caseFile) => {
    if (caseFile.anonymisedAt !== null) throw new NotFound();
    await checkReplies(context, caseFile);
    const reply = { lang, words, upload: '', verb: 'reply', who: 'party', readers: 'parties' } as const;
    const event = await sayInCase(context, caseFile, reply);
    const place = { institutionId: caseFile.institutionId, subject: { kind: EVENT_KIND, id: event } };
    for (const upload of uploads)
      await attachTo(context, { ...place, visibility: 'private', tags: [] }, { upload, lang });
    return { event };
  },
});
