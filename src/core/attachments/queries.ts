import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { FileType } from '#platform/files/file-types.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { DocumentLang, Subject, Visibility, WordsState } from './attachment.ts';
import './tables.ts';

/** A document as those who may see it see it. Once removed: its place, its type and the reason. */
export type Attachment = {
  institutionId: string;
  id: string;
  subject: Subject;
  visibility: Visibility;
  state: 'shown' | 'removed';
  /** Null once it is removed. */
  hash: string | null;
  /** In bytes. */
  size: number;
  type: FileType;
  /** As it is offered for download. */
  name: string;
  /** Pictures only, in pixels. */
  width: number | null;
  height: number | null;
  title: Text;
  description: Text;
  lang: DocumentLang;
  wordsState: WordsState;
  /** Null once the account is closed. */
  attachedBy: string | null;
  attachedAt: Date;
  changedAt: Date | null;
  removedAt: Date | null;
  removedReason: Text | null;
};

const COLUMNS = [
  'attachment.institution_id as institutionId',
  'attachment.id',
  'attachment.subject_kind',
  'attachment.subject_id',
  'attachment.visibility',
  'attachment.state',
  'attachment.hash',
  'attachment.size',
  'attachment.type',
  'attachment.name',
  'attachment.width',
  'attachment.height',
  'attachment.title',
  'attachment.description',
  'attachment.lang',
  'attachment.words_state as wordsState',
  'attachment.attached_by as attachedBy',
  'attachment.attached_at as attachedAt',
  'attachment.changed_at as changedAt',
  'attachment.removed_at as removedAt',
  'attachment.removed_reason as removedReason',
] as const;

type Row = Omit<Attachment, 'subject'> & { subject_kind: string; subject_id: string };

function toAttachment({ subject_kind: kind, subject_id: id, ...rest }: Row): Attachment {
  return { ...rest, subject: { kind, id } };
}

/**
 * The documents of one or several things of a body, in the order they were attached; what was removed keeps its place. One query,
 * however many things. `visibility`: only rooms that guard a private thing ask for `private`, after they have asked who reads it.
 */
export async function attachmentsOf(
  db: Db,
  institutionId: string,
  subjects: readonly Subject[],
  visibility: Visibility = 'public',
): Promise<Attachment[]> {
  if (subjects.length === 0) return [];
  const rows: Row[] = await within(db, institutionId)
    .selectFrom('attachment')
    .select(COLUMNS)
    .where(
      sql<boolean>`(subject_kind, subject_id) in (select kind, id from unnest(${subjects.map((one) => one.kind)}::text[],
        ${subjects.map((one) => one.id)}::text[]) as asked (kind, id))`,
    )
    .where('visibility', '=', visibility)
    .orderBy('attached_at')
    .orderBy('id')
    .execute();
  return rows.map(toAttachment);
}

/** A document by its id, whatever its visibility and state. */
export async function attachmentById(
  db: Db,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Attachment | undefined> {
  const query = across(db).selectFrom('attachment').select(COLUMNS).where('id', '=', id);
  const row: Row | undefined = await (options.lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toAttachment(row);
}

/** What a list of public documents is narrowed to. */
export type AttachmentFilters = {
  institutionId?: string | undefined;
  subject?: Subject | undefined;
  state?: 'shown' | 'removed' | undefined;
};

const NEWEST: readonly OrderColumn[] = [
  { sql: sql.ref('attachment.attached_at'), key: 'attachedAt', direction: 'desc' },
  { sql: sql.ref('attachment.id'), key: 'id', direction: 'desc' },
];

/** Public documents over all things or one, the newest first. */
export async function listAttachments(db: Db, filters: AttachmentFilters, paging: Paging): Promise<Slice<Attachment>> {
  const rows: Slice<Row> = await slice(filtered(db, filters).select(COLUMNS), NEWEST, paging);
  return { items: rows.items.map(toAttachment), next: rows.next };
}

/** How many there are: exact up to 10,000. */
export async function countAttachments(db: Db, filters: AttachmentFilters): Promise<Total> {
  return totalOf(db, filtered(db, filters).select('attachment.id'));
}

function filtered(db: Db, { institutionId, subject, state }: AttachmentFilters) {
  let query = across(db).selectFrom('attachment').where(sql<boolean>`attachment.visibility = 'public'`);
  if (institutionId !== undefined) query = query.where('attachment.institution_id', '=', institutionId);
  if (subject !== undefined)
    query = query.where('attachment.subject_kind', '=', subject.kind).where('attachment.subject_id', '=', subject.id);
  if (state !== undefined) query = query.where('attachment.state', '=', state);
  return query;
}
