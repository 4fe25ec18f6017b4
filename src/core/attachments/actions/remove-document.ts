import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Gone } from '#platform/errors.ts';
import { attachDocument as mayAttach } from '../access.ts';
import { takeAway } from '../attach.ts';
import { reasonInput } from '../input.ts';
import { type FoundAttachment, findAttachment } from '../target.ts';

const input = z.object({ document: z.string().max(60), reason: reasonInput });

/** Removes a document. Its place stays, with the reason; everything that it held is gone for good. */
export const removeDocument = defineAction<z.infer<typeof input>, FoundAttachment>({
  name: 'attachments.remove-document',
  input,
  target: (context, { document }) => findAttachment(context, document, { lock: true }),
  access: mayAttach,
  event: 'document.removed',
  record: (_given, { id, institutionId }) => ({ subject: `document:${id}`, institutionId }),
  run: async (context, { reason }, attachment) => {
    if (attachment.state === 'removed') throw new Gone('attachments.refusal.removed');
    await takeAway(context, attachment, reason, attachment.about.tags);
  },
});
