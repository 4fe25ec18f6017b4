import { documentWords, isReadable } from '#platform/documents/document-words.ts';
import { InvalidInput } from '#platform/errors.ts';
import type { SentFile } from '#platform/http/body.ts';

/** Texts are written in these; a PDF has lost where its paragraphs end. */
const TAKEN = ['docx', 'odt', 'txt'] as const;

/** The largest file of a text that is taken. */
const MOST_BYTES = 10 * 1024 * 1024;

/**
 * The words of a text that was sent as a file (DOCX, ODT or plain), a paragraph on each line. Refuses what cannot be read, is too large or
 * goes on beyond what can be split.
 */
export async function wordsOfFile({ name, bytes }: SentFile): Promise<string> {
  const refuse = (key: string): never => {
    throw new InvalidInput([{ pointer: '/file', key }]);
  };
  const type = TAKEN.find((one) => name.toLowerCase().endsWith(`.${one}`));
  if (!type || !isReadable(type)) return refuse('draft-texts.fault.file-type');
  if (bytes.length > MOST_BYTES) return refuse('draft-texts.fault.file-large');
  const words = await documentWords(type, new Uint8Array(bytes));
  if ('fault' in words) return refuse('draft-texts.fault.file-unreadable');
  if (words.cut) return refuse('draft-texts.fault.text-long');
  return words.text.trim() === '' ? refuse('draft-texts.fault.file-empty') : words.text;
}
