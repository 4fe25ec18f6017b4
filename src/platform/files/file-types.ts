import { open } from 'node:fs/promises';

/** The kinds of files that can be asked for, with the type they are served as. What is not here is never taken (HTML, SVG, macros…). */
export const FILE_TYPES = {
  pdf: { type: 'application/pdf', label: 'PDF' },
  jpg: { type: 'image/jpeg', label: 'JPEG' },
  png: { type: 'image/png', label: 'PNG' },
  webp: { type: 'image/webp', label: 'WebP' },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', label: 'DOCX' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', label: 'XLSX' },
  pptx: { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', label: 'PPTX' },
  odt: { type: 'application/vnd.oasis.opendocument.text', label: 'ODT' },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', label: 'ODS' },
  zip: { type: 'application/zip', label: 'ZIP' },
  mp3: { type: 'audio/mpeg', label: 'MP3' },
  mp4: { type: 'video/mp4', label: 'MP4' },
  csv: { type: 'text/csv', label: 'CSV' },
  json: { type: 'application/json', label: 'JSON' },
  txt: { type: 'text/plain', label: 'TXT' },
} as const;

export type FileType = keyof typeof FILE_TYPES;

export const PICTURES = ['jpg', 'png', 'webp'] as const satisfies readonly FileType[];

/** Whether a kind of file is a picture, which is drawn anew before it is kept. */
export function isPicture(type: FileType): type is (typeof PICTURES)[number] {
  return (PICTURES as readonly FileType[]).includes(type);
}

const MOST_PROBED = 4 * 1024 * 1024;

/**
 * What a file is, from what it holds; its name only tells text files apart (CSV, JSON, plain), which all must be UTF-8. Undefined:
 * nothing we know.
 */
export async function sniffType(path: string, name: string): Promise<FileType | undefined> {
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path, { maxBufferSize: MOST_PROBED });
  if (found) {
    const known = Object.entries(FILE_TYPES).find(([, { type }]) => type === found.mime);
    return known?.[0] as FileType | undefined;
  }
  return sniffText(path, name);
}

// Markup runs in browsers whatever it is called.
const MARKUP = /^\s*<(?:[!?a-z])/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text holds
const NO_TEXT = /[\u0000-\u0008\u000B\u000E-\u001A\u001C-\u001F\u007F]/;

async function sniffText(path: string, name: string): Promise<FileType | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const file = await open(path);
  let head = '';
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (NO_TEXT.test(text)) return undefined;
      if (head.length < 65_536) head += text;
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  } finally {
    await file.close();
  }
  if (MARKUP.test(head)) return undefined;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (/^(geo)?json$/.test(extension)) return /^\s*[[{]/.test(head) ? 'json' : undefined;
  if (extension === 'csv') return isTable(head) ? 'csv' : undefined;
  return 'txt';
}

/** Whether the first lines are divided by the same sign. Fields in quotation marks may hold anything. */
function isTable(head: string): boolean {
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .slice(0, 20);
  const [first] = lines;
  if (!first) return false;
  return [',', ';', '\t'].some((sign) => {
    const parts = first.split(sign).length;
    // The last line may be cut where we stopped reading.
    return parts > 1 && lines.slice(1, -1).every((line) => line.split(sign).length === parts);
  });
}
