import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { MOST_CALENDAR_SIGNS } from './actions/import-holidays.ts';

/** The longest packed text that an address may carry. */
export const MOST_PACKED_SIGNS = 8_000;

/** Packs a text so small that an address can carry it: a preview then needs no place where files wait. */
export function packText(text: string): string {
  return deflateRawSync(Buffer.from(text, 'utf8'), { level: 9 }).toString('base64url');
}

/** The text again; null for what was not packed here, or unpacks to more than a calendar of holidays can be. */
export function unpackText(packed: string): string | null {
  if (packed.length > MOST_PACKED_SIGNS || !/^[\w-]+$/.test(packed)) return null;
  try {
    const limit = { maxOutputLength: MOST_CALENDAR_SIGNS * 3 };
    return inflateRawSync(Buffer.from(packed, 'base64url'), limit).toString('utf8');
  } catch (error) {
    // Whatever zlib cannot read was not packed by this page.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
