import { z } from 'zod';
import {
  DOCUMENT_LANGS,
  isWritten,
  LONGEST_DESCRIPTION,
  LONGEST_REASON,
  LONGEST_TITLE,
  writtenOnly,
} from './attachment.ts';

const words = (most: number) => z.string().trim().max(most).optional();

const inLanguages = (most: number) =>
  z.object({ ar: words(most), fr: words(most), zgh: words(most), en: words(most) }).transform(writtenOnly);

/** The title of a document, in one language at least. */
export const titleInput = inLanguages(LONGEST_TITLE).refine(isWritten, {
  error: 'attachments.fault.title',
  path: ['ar'],
});

/** What a document is about; of a picture, what it shows. */
export const descriptionInput = inLanguages(LONGEST_DESCRIPTION);

/** Why a document is removed; everybody reads it in its place. */
export const reasonInput = inLanguages(LONGEST_REASON).refine(isWritten, {
  error: 'attachments.fault.reason',
  path: ['ar'],
});

export const langInput = z.enum(DOCUMENT_LANGS, 'attachments.fault.lang');
