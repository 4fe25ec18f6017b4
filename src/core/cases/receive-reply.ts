import { Refusal } from '#platform/errors.ts';
import type { MailOutcome, ReceivedMail } from '#platform/mail/received.ts';
import type { JobContext } from '#platform/module.ts';
import { NOBODY } from '#platform/tenant.ts';
import { followCase } from './access.ts';
import { replyToCase } from './actions/reply-to-case.ts';
import { referenceOfAddress } from './address.ts';
import { secretOf } from './secret.ts';
import { messageOf } from './sent-message.ts';
import { findCase } from './target.ts';

const MOST_FILES = 5;

/**
 * Puts an answer to a letter of a case into the case, as if it had been written on its page: whoever has the keyed address has a letter of
 * it. A message holds one document, so each further one is a message of its own with its name. What machines write is left out. Read twice
 * (the job may end between taking a message and marking it), it stands there once.
 */
export async function receiveReply(context: JobContext, { id, ...mail }: ReceivedMail): Promise<MailOutcome> {
  const { db, actions, around, offers, clock } = context;
  const reference = mail.to.map((address) => referenceOfAddress(around.keys, address)).find(Boolean);
  if (!reference) return 'elsewhere';
  if (mail.automatic) return 'taken';
  const scene = { db, around, offers, actor: NOBODY, tenant: null, now: clock.now(), today: clock.today() };
  const secret = secretOf(around.keys, reference);
  const found = await findCase(scene, reference, secret);
  if (!found || mail.files.length > MOST_FILES) return 'refused';
  const [first, ...others] = mail.files;
  const messages = [
    { words: mail.words || (first?.name ?? ''), file: first },
    ...others.map((file) => ({ words: file.name, file })),
  ];
  try {
    for (const [part, { words, file }] of messages.entries()) {
      const mail = around.keys.fingerprint('cases.mail', `${id} ${part}`).toString('hex');
      const said = { case: reference, secret, lang: found.lang, words, upload: '' };
      const sent = file && { field: 'file', name: file.name, bytes: Buffer.from(file.bytes), type: '' };
      const input = await messageOf(scene, followCase, { ...said, file: sent });
      await actions.perform(replyToCase, { actor: NOBODY, tenant: null, input: { ...input, mail } });
    }
  } catch (error) {
    if (error instanceof Refusal) return 'refused';
    throw error;
  }
  return 'taken';
}
