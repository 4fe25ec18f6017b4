import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { attachDocument as mayAttach } from '../access.ts';
import { attachTo } from '../attach.ts';
import { descriptionInput, langInput, titleInput } from '../input.ts';
import { type AttachmentSubject, findAttachable } from '../target.ts';

export const attachDocumentInput = z.object({
  /** The thing it is attached to: `commitment:MALAA0004`. */
  to: z.string().max(200),
  /** The ticket of the file that was kept. */
  upload: z.string('attachments.fault.file').min(1, 'attachments.fault.file').max(100, 'attachments.fault.file-gone'),
  title: titleInput,
  description: descriptionInput,
  lang: langInput,
});
type Input = z.infer<typeof attachDocumentInput>;

/** Attaches a document to a public thing: from then on everybody can read it. */
export const attachDocument = defineAction<Input, AttachmentSubject, { id: string }>({
  name: 'attachments.attach-document',
  input: attachDocumentInput,
  target: ({ db, offers }, { to }) => findAttachable(db, offers, to),
  access: mayAttach,
  event: 'document.attached',
  record: ({ to }, { institutionId }, result) => ({
    subject: `document:${(result as { id: string }).id}`,
    institutionId,
    detail: { to },
  }),
  run: (context, { upload, title, description, lang }, { institutionId, kind, id, found }) =>
    attachTo(
      context,
      { institutionId, subject: { kind, id }, visibility: 'public', tags: found.tags },
      { upload, title, description, lang, pointer: '/upload' },
    ),
});
