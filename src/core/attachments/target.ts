import type { Db } from '#platform/db/database.ts';
import { isId } from '#platform/ids.ts';
import type { FoundSubject, Offers } from '#platform/module.ts';
import type { Attachable } from './access.ts';
import { nameOf, readSubject, type Subject } from './attachment.ts';
import { type Attachment, attachmentById } from './queries.ts';

/** A public thing that documents may hang on, and who may attach them. */
export type AttachmentSubject = Attachable & Subject & { found: FoundSubject };

/** A public document with what it hangs on. */
export type FoundAttachment = Attachment & Attachable & { about: FoundSubject };

// The power of a thing that takes no documents (any more): nobody holds it.
const NOBODYS_POWER = 'attachments.none';

/** Finds a public thing that takes documents. Undefined when there is none. */
export async function findAttachable(db: Db, offers: Offers, name: string): Promise<AttachmentSubject | undefined> {
  const found = await findSubject(db, offers, name);
  return found?.found.attachments && found;
}

/** Finds a public thing by its name, whether it takes documents or not. */
export async function findSubject(db: Db, offers: Offers, name: string): Promise<AttachmentSubject | undefined> {
  const read = readSubject(name);
  const kind = read && offers.subjects.find((one) => one.kind === read.kind);
  const found = kind && (await kind.find(db, read.id));
  if (!found) return undefined;
  const power = found.attachments?.power ?? NOBODYS_POWER;
  return { kind: kind.kind, id: found.id, institutionId: found.institutionId, power, found };
}

/**
 * A public document by its id. Undefined when there is none, when it is private, or when what it hangs on is no longer public: then its
 * documents are not either.
 */
export async function findAttachment(
  { db, offers }: { db: Db; offers: Offers },
  id: string,
  options: { lock?: boolean } = {},
): Promise<FoundAttachment | undefined> {
  const attachment = isId(id) ? await attachmentById(db, id, options) : undefined;
  if (attachment?.visibility !== 'public') return undefined;
  const about = await findSubject(db, offers, nameOf(attachment.subject));
  return about && { ...attachment, power: about.power, about: about.found };
}
