import type { PdfDocument } from '../pdf/document-spec.ts';
import { workshop } from '../workshop/workshop.ts';

export const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * A document as DOCX, to be edited in Word or LibreOffice: the same words, tables and headings as its PDF. Refusal: `Unavailable` when too
 * many wait.
 */
export function renderDocx(document: PdfDocument): Promise<Uint8Array> {
  return workshop().run('docx.render', document);
}
