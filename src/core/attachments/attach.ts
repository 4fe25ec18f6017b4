import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { isReadable } from '#platform/documents/document-words.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import { forgetDocuments, indexDocuments } from '#platform/search/index-documents.ts';
import {
  attachmentsTag,
  attachmentTag,
  type DocumentLang,
  isWritten,
  MOST_ON_ONE,
  nameOf,
  needsAlternative,
  type Subject,
  type Visibility,
} from './attachment.ts';
import { type Attachment, attachmentsOf } from './queries.ts';
import { SEARCH_KIND, searchDocuments } from './search.ts';
import { takeUpload } from './uploads.ts';
import './tables.ts';

/** The jobs of this room that other parts of it queue. */
export const READ_WORDS_JOB = 'attachments.read-words';
export const DROP_CONTENT_JOB = 'attachments.drop-content';

/** Where a document is hung. `tags`: of the pages that show the thing. */
export type Place = {
  institutionId: string;
  subject: Subject;
  visibility: Visibility;
  tags: readonly string[];
};

/** What is said of a document when it is attached. Private ones need neither title nor description. */
export type NewAttachment = {
  /** What `keepUpload` answered. */
  upload: string;
  title?: Text;
  description?: Text;
  lang: DocumentLang;
  /** The field of the form that a fault of the file points to. */
  pointer?: string;
};

/**
 * Hangs a kept file on a thing, in the caller's transaction. Whoever calls it has asked whether the actor may. Refuses a ticket that is
 * gone, a public picture without words for those who do not see it, and the document after the hundredth.
 */
export async function attachTo(
  context: Pick<ActionContext, 'db' | 'actor' | 'now' | 'queue' | 'touch'>,
  place: Place,
  { upload, title = {}, description = {}, lang, pointer = '/file' }: NewAttachment,
): Promise<{ id: string }> {
  const { db, actor, now } = context;
  const { institutionId, subject, visibility } = place;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachments ${nameOf(subject)}`}, 0))`.execute(db);
  const others = await attachmentsOf(db, institutionId, [subject], visibility);
  if (others.filter((one) => one.state === 'shown').length >= MOST_ON_ONE)
    throw new Conflict('attachments.refusal.too-many-on-one', { n: MOST_ON_ONE });
  const file = await takeUpload(context, institutionId, upload, pointer);
  const isPublic = visibility === 'public';
  if (isPublic) checkAlternative(file.type, description);
  const reads = isPublic && isReadable(file.type);
  const id = newId();
  await within(db, institutionId)
    .insert('attachment', {
      id,
      subject_kind: subject.kind,
      subject_id: subject.id,
      visibility,
      state: 'shown',
      hash: file.hash,
      size: file.size,
      type: file.type,
      name: file.name,
      width: file.width ?? null,
      height: file.height ?? null,
      title: json(title),
      description: json(description),
      lang,
      words: null,
      words_state: reads ? 'waiting' : 'none',
      attached_by: actor.kind === 'person' ? actor.id : null,
      attached_at: now,
      changed_at: null,
      removed_at: null,
      removed_reason: null,
    })
    .execute();
  if (isPublic) await indexDocuments(db, await searchDocuments(db, [id]));
  if (reads) await context.queue(READ_WORDS_JOB, { institutionId, id });
  touchDocument(context, { id, subject }, place.tags);
  return { id };
}

/** A picture says nothing to whoever does not see it, unless somebody has written down what it shows. */
export function checkAlternative(type: Attachment['type'], description: Text): void {
  if (needsAlternative(type) && !isWritten(description))
    throw new InvalidInput([{ pointer: '/description/ar', key: 'attachments.fault.alternative' }]);
}

/** Drops what is kept of the pages that show a document. `tags`: of the pages of what it hangs on. */
export function touchDocument(
  { touch }: Pick<ActionContext, 'touch'>,
  { id, subject }: Pick<Attachment, 'id' | 'subject'>,
  tags: readonly string[],
): void {
  touch('attachments', attachmentTag(id), attachmentsTag(subject), ...tags);
}

/**
 * Takes a document away, in the caller's transaction: its place stays with the reason, and nothing of what it held is left: not its title,
 * name and words, not in the search, not on pages that were kept, and its content as soon as no other document has the same.
 */
export async function takeAway(
  context: Pick<ActionContext, 'db' | 'now' | 'queue' | 'touch'>,
  attachment: Pick<Attachment, 'institutionId' | 'id' | 'subject' | 'hash'>,
  reason: Text,
  tags: readonly string[],
): Promise<void> {
  const { db, now } = context;
  const { institutionId, id, hash } = attachment;
  await within(db, institutionId)
    .updateTable('attachment')
    .set({
      state: 'removed',
      hash: null,
      name: '',
      title: json({}),
      description: json({}),
      words: null,
      words_state: 'none',
      removed_at: now,
      removed_reason: json(reason),
    })
    .where('id', '=', id)
    .execute();
  await forgetDocuments(db, { institutionId, kind: SEARCH_KIND, ids: [id] });
  if (hash !== null) await context.queue(DROP_CONTENT_JOB, { hashes: [hash] });
  touchDocument(context, attachment, tags);
}

/** Takes away everything that hangs on a thing that is removed itself, each with the same reason. Answers how many there were. */
export async function removeAttachmentsOf(
  context: Pick<ActionContext, 'db' | 'now' | 'queue' | 'touch'>,
  { institutionId, subject, visibility, tags }: Place,
  reason: Text,
): Promise<number> {
  const shown = (await attachmentsOf(context.db, institutionId, [subject], visibility)).filter(
    (one) => one.state === 'shown',
  );
  for (const one of shown) await takeAway(context, one, reason, tags);
  return shown.length;
}

/**
 * Hangs a document elsewhere, or shows to everybody what only some could open, and back: a file that waited for a moderator's look. Whoever
 * calls it has asked whether it may be seen there.
 */
export async function moveTo(
  context: Pick<ActionContext, 'db' | 'now' | 'queue' | 'touch'>,
  attachment: Attachment,
  { institutionId, subject, visibility, tags }: Place,
): Promise<void> {
  const { db, now } = context;
  const { id, type } = attachment;
  const isPublic = visibility === 'public';
  const reads = isPublic && isReadable(type);
  await within(db, institutionId)
    .updateTable('attachment')
    .set({
      visibility,
      subject_kind: subject.kind,
      subject_id: subject.id,
      words: null,
      words_state: reads ? 'waiting' : 'none',
      attached_at: isPublic ? now : attachment.attachedAt,
    })
    .where('id', '=', id)
    .execute();
  if (isPublic) await indexDocuments(db, await searchDocuments(db, [id]));
  else await forgetDocuments(db, { institutionId, kind: SEARCH_KIND, ids: [id] });
  if (reads) await context.queue(READ_WORDS_JOB, { institutionId, id });
  touchDocument(context, attachment, tags);
  touchDocument(context, { id, subject }, tags);
}

/** Drops files that nobody but their sender could see, when the account behind them is closed; the next run of the job drops their content. */
export async function forgetPrivate(
  tx: ActionContext['db'],
  institutionId: string,
  subjects: readonly Subject[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with gone as (
      delete from attachment where institution_id = ${institutionId} and visibility = 'private'
        and (subject_kind, subject_id) in (select kind, id from unnest(${subjects.map((one) => one.kind)}::text[],
          ${subjects.map((one) => one.id)}::text[]) as asked (kind, id))
      returning institution_id, id, hash, size, type, name, width, height
    ), waiting as (
      insert into attachment_upload (institution_id, id, person_id, hash, size, type, name, width, height, kept_at)
      select institution_id, id::text, null, hash, size, type, name, width, height, 'epoch' from gone where hash is not null)
    select id from gone`.execute(tx);
  return rows.map((row) => row.id);
}
