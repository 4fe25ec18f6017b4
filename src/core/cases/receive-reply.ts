import { keepUpload } from '#core/attachments/index.ts';
import type { ActionRunner } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { InvalidInput, Refusal } from '#platform/errors.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { system } from '#platform/tenant.ts';
import { recordReply } from './actions/record-reply.ts';
import { referenceOfAddress } from './address.ts';
import { MAIL_DOCUMENTS, WORDS_MAX } from './case.ts';
import { caseByReference } from './queries.ts';

/** A message that came by e-mail: the address it was sent to, what was written above the quoted letter, the files with it. */
export type MailReply = { address: string; text: string; documents: readonly { name: string; bytes: Uint8Array }[] };

type Scene = { db: Db; actions: ActionRunner; around: Pick<Surroundings, 'files' | 'keys'>; now: Date };

/**
 * Puts an e-mail into the case whose keyed address it was sent to. Answers the reference; undefined where the address is none of ours, there
 * is nothing to read, or the case takes no more messages today. Whom it says it comes from is not believed: the key of the address is what
 * its writer was given. Documents that the store of files refuses are left out.
 */
export async function receiveReply(scene: Scene, { address, text, documents }: MailReply): Promise<string | undefined> {
  const { db, actions, around, now } = scene;
  const reference = referenceOfAddress(around.keys, address);
  const caseFile = reference && (await caseByReference({ db, tenant: null }, reference));
  const words = text.normalize('NFC').replace(/\r\n/g, '\n').trim().slice(0, WORDS_MAX);
  if (!caseFile || words === '') return undefined;
  const actor = system('mail');
  const uploads: string[] = [];
  for (const document of documents.slice(0, MAIL_DOCUMENTS)) {
    try {
      const file = { name: document.name, bytes: Buffer.from(document.bytes) };
      uploads.push((await keepUpload({ db, around, actor, now }, caseFile.institutionId, file)).ticket);
    } catch (error) {
      // What may not be kept is left out; the words still arrive.
      if (!(error instanceof InvalidInput)) throw error;
    }
  }
  try {
    const input = { case: caseFile.reference, lang: caseFile.lang, words, uploads };
    await actions.perform(recordReply, { actor, tenant: null, input });
    return caseFile.reference;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
