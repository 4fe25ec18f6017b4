import { checkAccess } from '#platform/access.ts';
import { parseInput } from '#platform/action.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import type { SentFile } from '#platform/http/body.ts';
import type { Offers } from '#platform/module.ts';
import type { Tenant } from '#platform/tenant.ts';
import { attachDocument as mayAttach } from './access.ts';
import { attachDocumentInput } from './actions/attach-document.ts';
import { findAttachable } from './target.ts';
import { keepUpload, type Sender } from './uploads.ts';

/** A form or an API request that attaches a document, as it was sent. */
export type SentDocument = {
  to: string;
  /** The ticket of a file that was kept before, when the form came back with faults. */
  upload: string | undefined;
  file: SentFile | undefined;
  title: object;
  description: object;
  lang: string | undefined;
};

/**
 * The input of `attach-document`, with the file kept: nobody's file is taken who may not attach it, and a file that is refused is told of
 * together with every other fault. `kept` is told the ticket and name, so that a form that comes back needs no file again.
 */
export async function attachInput(
  sender: Sender & { offers: Offers; today: string; tenant: Tenant | null },
  { to, upload, file, ...said }: SentDocument,
  kept: (ticket: string, name: string) => void = () => {},
): Promise<object> {
  const subject = await findAttachable(sender.db, sender.offers, to);
  if (!subject) throw new NotFound();
  checkAccess(mayAttach, sender.actor, subject, { tenant: sender.tenant, today: sender.today });
  if (!file) return { to, upload, ...said };
  try {
    const { ticket, file: stored } = await keepUpload(sender, subject.institutionId, file, { pointer: '/upload' });
    kept(ticket, stored.name);
    return { to, upload: ticket, ...said };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput([...error.faults, ...otherFaults({ to, ...said })]);
  }
}

function otherFaults(said: object): InvalidInput['faults'] {
  try {
    parseInput(attachDocumentInput, { ...said, upload: 'refused' });
    return [];
  } catch (error) {
    if (error instanceof InvalidInput) return error.faults;
    throw error;
  }
}
