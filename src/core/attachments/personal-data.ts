import { across } from '#platform/db/database.ts';
import type { PersonalDataSource } from '#platform/module.ts';
import { nameOf } from './attachment.ts';
import './tables.ts';

/** The documents that somebody attached, and what they sent and did not attach yet. */
export const ownDocuments: PersonalDataSource = {
  name: 'attachments.personal.title',
  async export(db, personId) {
    const documents = await across(db)
      .selectFrom('attachment')
      .select([
        'id',
        'subject_kind',
        'subject_id',
        'visibility',
        'state',
        'title',
        'description',
        'lang',
        'name',
        'type',
      ])
      .select(['size', 'attached_at'])
      .where('attached_by', '=', personId)
      .orderBy('attached_at')
      .orderBy('id')
      .execute();
    const uploads = await across(db)
      .selectFrom('attachment_upload')
      .select(['name', 'type', 'size', 'kept_at'])
      .where('person_id', '=', personId)
      .orderBy('kept_at')
      .execute();
    return {
      documents: documents.map((row) => ({
        id: row.id,
        on: nameOf({ kind: row.subject_kind, id: row.subject_id }),
        visibility: row.visibility,
        state: row.state,
        title: row.title,
        description: row.description,
        lang: row.lang,
        file: row.name,
        type: row.type,
        bytes: row.size,
        at: row.attached_at,
      })),
      notAttachedYet: uploads.map((row) => ({ file: row.name, type: row.type, bytes: row.size, at: row.kept_at })),
    };
  },
  async close(tx, personId) {
    // What waits unseen is dropped with its content by the next run of the job.
    await across(tx)
      .updateTable('attachment_upload')
      .set({ person_id: null, kept_at: new Date(0) })
      .where('person_id', '=', personId)
      .execute();
    const kept = await across(tx)
      .updateTable('attachment')
      .set({ attached_by: null })
      .where('attached_by', '=', personId)
      .where('state', '=', 'shown')
      .returning('id')
      .execute();
    await across(tx).updateTable('attachment').set({ attached_by: null }).where('attached_by', '=', personId).execute();
    if (kept.length === 0) return [];
    return [{ what: 'attachments.personal.kept', why: 'attachments.personal.kept-why', until: null }];
  },
};
