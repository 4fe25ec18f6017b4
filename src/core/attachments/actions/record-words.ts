import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { recordWords as mayRecord } from '../access.ts';
import { attachmentTag } from '../attachment.ts';
import { type Attachment, attachmentById } from '../queries.ts';
import { searchDocuments } from '../search.ts';

const input = z.object({
  document: z.uuid(),
  state: z.enum(['read', 'cut', 'empty', 'failed']),
  words: z.string().nullable(),
});

/** Notes what could be read in a document, so that it is found by its words. */
export const recordWords = defineAction<z.infer<typeof input>, Attachment>({
  name: 'attachments.record-words',
  input,
  target: ({ db }, { document }) => attachmentById(db, document, { lock: true }),
  access: mayRecord,
  event: 'document.read',
  record: ({ state }, { id, institutionId }) => ({ subject: `document:${id}`, institutionId, detail: { state } }),
  run: async ({ db, touch }, { state, words }, { institutionId, id, state: now }) => {
    // It was removed while it was read.
    if (now !== 'shown') return;
    await within(db, institutionId)
      .updateTable('attachment')
      .set({ words, words_state: state })
      .where('id', '=', id)
      .execute();
    await indexDocuments(db, await searchDocuments(db, [id]));
    touch(attachmentTag(id));
  },
});
