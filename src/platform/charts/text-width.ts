/**
 * About how wide a text is, in ems of IBM Plex: there is no browser here to ask. Only used to decide what fits, and always for the narrowest
 * phone, so being a little too wide is the safe side.
 */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const sign of text) ems += widthOf(sign.codePointAt(0) ?? 0);
  return ems * fontSize;
}

function widthOf(code: number): number {
  if (code === 0x20 || code === 0xa0 || code === 0x202f) return 0.27;
  // Vowel signs and isolates take no room.
  if ((code >= 0x64b && code <= 0x65f) || (code >= 0x2066 && code <= 0x2069)) return 0;
  if (code >= 0x600 && code <= 0x6ff) return 0.52;
  if (code >= 0x2d30 && code <= 0x2d7f) return 0.75;
  if (code >= 0x41 && code <= 0x5a) return 0.68;
  return 0.6;
}

/** Breaks a text at spaces into lines that fit; a single word that does not fit stays whole. At most `most` lines, the last one cut with "…". */
export function wrapText(text: string, width: number, fontSize: number, most = 3): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, fontSize) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}
