// Controls, marks that turn the direction of what follows, and what some file system forbids.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF<>:"/\\|?*]+/g;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
// File systems take 255 bytes, and what is downloaded twice or stands in an archive gets a number besides.
const MOST_BYTES = 200;

/**
 * A name under which a file can be offered for download everywhere, in any script: without path, without signs that forge or forbid
 * names, with the extension of what the file really is.
 */
export function safeFileName(name: string, extension: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const bare = last
    .replace(/\.[\p{L}\p{N}]{1,10}$/u, '')
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const cut = shortened(bare).trim();
  return `${RESERVED.test(cut) ? `_${cut}` : cut || 'file'}.${extension}`;
}

function shortened(text: string): string {
  let [cut, bytes] = ['', 0];
  for (const sign of text) {
    bytes += Buffer.byteLength(sign);
    if (bytes > MOST_BYTES) break;
    cut += sign;
  }
  return cut;
}
