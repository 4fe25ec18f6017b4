import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Gone } from '#platform/errors.ts';
import { forgetDocuments, indexDocuments } from '#platform/search/index-documents.ts';
import { attachDocument as mayAttach } from '../access.ts';
import { checkAlternative, touchDocument } from '../attach.ts';
import { descriptionInput, langInput, titleInput } from '../input.ts';
import { SEARCH_KIND, searchDocuments } from '../search.ts';
import { type FoundAttachment, findAttachment } from '../target.ts';

const input = z.object({
  document: z.string().max(60),
  title: titleInput,
  description: descriptionInput,
  lang: langInput,
});

/** Changes what is said of a document. The file itself is never exchanged under a name that people have seen: attach another. */
export const updateDocument = defineAction<z.infer<typeof input>, FoundAttachment>({
  name: 'attachments.update-document',
  input,
  target: (context, { document }) => findAttachment(context, document, { lock: true }),
  access: mayAttach,
  event: 'document.described',
  record: (_given, { id, institutionId }) => ({ subject: `document:${id}`, institutionId }),
  run: async (context, { title, description, lang }, attachment) => {
    const { db, now } = context;
    const { institutionId, id, about } = attachment;
    if (attachment.state === 'removed') throw new Gone('attachments.refusal.removed');
    checkAlternative(attachment.type, description);
    await within(db, institutionId)
      .updateTable('attachment')
      .set({ title: json(title), description: json(description), lang, changed_at: now })
      .where('id', '=', id)
      .execute();
    // Words that were written by mistake are no longer offered as corrections either.
    await forgetDocuments(db, { institutionId, kind: SEARCH_KIND, ids: [id] });
    await indexDocuments(db, await searchDocuments(db, [id]));
    touchDocument(context, attachment, about.tags);
  },
});
