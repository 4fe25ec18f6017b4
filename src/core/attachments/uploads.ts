import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import { across, type Db, type Tx, within } from '#platform/db/database.ts';
import { InvalidInput, NotSignedIn, TooMany, Unavailable } from '#platform/errors.ts';
import type { StoredFile } from '#platform/files/file-store.ts';
import type { FileType } from '#platform/files/file-types.ts';
import type { SentFile } from '#platform/http/body.ts';
import { newSecret } from '#platform/ids.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import type { Actor } from '#platform/tenant.ts';
import { ALLOWED, FILES_PER_DAY, MOST_BYTES, UPLOAD_HOURS } from './attachment.ts';
import './tables.ts';

/** Who sends a file, and from where: of a page request, of an API request. */
export type Sender = { db: Db; around: Pick<Surroundings, 'files'>; actor: Actor; now: Date };

export type UploadLimits = { allow?: readonly FileType[]; maxBytes?: number; pointer?: string };

const DAY = 86_400_000;

/**
 * Checks and keeps a file that was sent, before the transaction that attaches it; answers the ticket that attaches it within a day, once,
 * in the same body. Whoever calls it has asked already whether this person may attach here. Refuses with `NotSignedIn`, `TooMany`, and
 * with `InvalidInput` what the store of files refuses.
 */
export async function keepUpload(
  sender: Sender,
  institutionId: string,
  file: Pick<SentFile, 'name' | 'bytes'>,
  { allow = ALLOWED, maxBytes = MOST_BYTES, pointer = '/file' }: UploadLimits = {},
): Promise<{ ticket: string; file: StoredFile }> {
  const { db, around, actor, now } = sender;
  if (actor.kind === 'nobody' || (actor.kind === 'person' && actor.level < 1)) throw new NotSignedIn();
  const personId = actor.kind === 'person' ? actor.id : null;
  if (personId !== null && (await sentSince(db, personId, new Date(now.getTime() - DAY))) >= FILES_PER_DAY)
    throw new TooMany(3_600);
  const upload = { content: file.bytes, name: file.name, maxBytes, allow, pointer };
  const ticket = newSecret(24);
  for (let attempt = 0; attempt < 3; attempt++) {
    const stored = await around.files.storeFile(upload);
    const named = await db.transaction().execute(async (tx) => {
      await lockContent(tx, stored.hash);
      // The same content may just have been dropped, because nothing named it before.
      const there = await around.files.readFile(stored.hash, { first: 0, last: 0 });
      there?.stream.destroy();
      if (!there) return false;
      await within(tx, institutionId)
        .insert('attachment_upload', {
          id: ticket,
          person_id: personId,
          hash: stored.hash,
          size: stored.size,
          type: stored.type,
          name: stored.name,
          width: stored.width ?? null,
          height: stored.height ?? null,
          kept_at: now,
        })
        .execute();
      return true;
    });
    if (named) return { ticket, file: stored };
  }
  throw new Unavailable();
}

async function sentSince(db: Db, personId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from attachment_upload where person_id = ${personId} and kept_at > ${since})
      + (select count(*) from attachment where attached_by = ${personId} and attached_at > ${since}) as n`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Whoever names a content and whoever drops it wait for one another here, until their transaction ends. */
async function lockContent(tx: Tx, hash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attachment ${hash}`}, 0))`.execute(tx);
}

/** Takes what was kept, to be attached in this transaction. Refuses a ticket that is unknown, used, too old or somebody else's. */
export async function takeUpload(
  { db, actor, now }: Pick<ActionContext, 'db' | 'actor' | 'now'>,
  institutionId: string,
  ticket: string,
  pointer: string,
): Promise<StoredFile> {
  const row = await within(db, institutionId)
    .deleteFrom('attachment_upload')
    .where('id', '=', ticket)
    .where('kept_at', '>', new Date(now.getTime() - UPLOAD_HOURS * 3_600_000))
    .where((is) =>
      is.or([is('person_id', 'is', null), is('person_id', '=', actor.kind === 'person' ? actor.id : null)]),
    )
    .returning(['hash', 'size', 'type', 'name', 'width', 'height'])
    .executeTakeFirst();
  if (!row) throw new InvalidInput([{ pointer, key: 'attachments.fault.file-gone' }]);
  const { width, height, ...file } = row;
  return width === null || height === null ? file : { ...file, width, height };
}

/** The contents of what was sent before a moment and never attached. */
export async function forgottenUploads(db: Db, before: Date): Promise<string[]> {
  const rows = await across(db)
    .selectFrom('attachment_upload')
    .select('hash')
    .distinct()
    .where('kept_at', '<', before)
    .limit(1_000)
    .execute();
  return rows.map((row) => row.hash);
}

/**
 * Drops a content that no document and nothing that waits names any more; what was sent before `forget` waits no longer. If the store of
 * files fails, nothing is forgotten, and the next run tries again.
 */
export async function dropUnnamed(
  db: Db,
  files: Pick<Surroundings['files'], 'removeFile'>,
  hash: string,
  forget?: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await lockContent(tx, hash);
    if (forget)
      await across(tx).deleteFrom('attachment_upload').where('hash', '=', hash).where('kept_at', '<', forget).execute();
    const { rows } = await sql`
      select 1 from attachment where hash = ${hash} union all select 1 from attachment_upload where hash = ${hash}
      limit 1`.execute(tx);
    if (rows.length === 0) await files.removeFile(hash);
  });
}
