import { z } from 'zod';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotFound, TooMany } from '#platform/errors.ts';
import { type CaseTarget, followCase } from '../access.ts';
import { graceEndsOn, kindNamed, REPLIES_PER_DAY } from '../case.ts';
import { messageInput } from '../message-input.ts';
import { sayInCase } from '../say.ts';
import { findCaseAnywhere } from '../target.ts';

const input = messageInput.extend({
  case: z.string().max(40),
  /** The secret of the receipt; absent: the account says who writes. */
  secret: z.string().max(60).default(''),
  /** Which part of which e-mail it is; absent: it was written on a page. */
  mail: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

const DAY = 86_400_000;

/**
 * Whoever brought a case writes to those who work on it, with a document if need be. An e-mail that stands there already is answered with
 * the event that it became.
 */
export const replyToCase = defineAction<z.infer<typeof input>, CaseTarget, { event: string }>({
  name: 'cases.reply-to-case',
  input,
  target: (context, given) => findCaseAnywhere(context, given.case, given.secret),
  access: followCase,
  event: 'case.replied',
  record: (_input, { institutionId, reference }) => ({ subject: `case:${reference}`, institutionId }),
  run: async (context, { secret: _secret, mail, ...message }, caseFile) => {
    if (caseFile.anonymisedAt !== null) throw new NotFound();
    const rests = graceEndsOn(kindNamed(context.offers.caseKinds, caseFile.kind), caseFile);
    if (rests !== null && context.today > rests) throw new Conflict('cases.refusal.rests');
    const mailKey = mail === undefined ? null : Buffer.from(mail, 'hex');
    const before = mailKey && (await ofMail(context, caseFile, mailKey));
    if (before) return { event: before };
    const { sent } = await within(context.db, caseFile.institutionId)
      .selectFrom('case_event')
      .select((row) => row.fn.countAll<number>().as('sent'))
      .where('case_id', '=', caseFile.id)
      .where('verb', '=', 'reply')
      .where('at', '>', new Date(context.now.getTime() - DAY))
      .executeTakeFirstOrThrow();
    if (sent >= REPLIES_PER_DAY) throw new TooMany(3_600, 'cases.refusal.too-many-replies');
    return {
      event: await sayInCase(context, caseFile, {
        ...message,
        mailKey,
        verb: 'reply',
        who: 'party',
        readers: 'parties',
      }),
    };
  },
});

/** The event that a part of an e-mail became when it was read before. */
async function ofMail(
  { db }: Pick<ActionContext, 'db'>,
  { institutionId, id }: Pick<CaseTarget, 'institutionId' | 'id'>,
  mailKey: Buffer,
): Promise<string | undefined> {
  const event = await within(db, institutionId)
    .selectFrom('case_event')
    .select('id')
    .where('case_id', '=', id)
    .where('mail_key', '=', mailKey)
    .executeTakeFirst();
  return event?.id;
}
