import { InvalidInput } from '../errors.ts';
import { workshop } from '../workshop/workshop.ts';
import { SHEET_LIMITS, type Sheet } from './sheet.ts';

/**
 * Reads a spreadsheet that somebody sent: XLSX or CSV, at most `SHEET_LIMITS`. `pointer` names the field it was sent in. Refusals:
 * `InvalidInput` when it cannot be read or is too large, `Unavailable` when too many wait.
 */
export async function readSheet(bytes: Uint8Array, options: { sheet: string; pointer: string }): Promise<Sheet> {
  const refuse = (key: string): never => {
    throw new InvalidInput([{ pointer: options.pointer, key, values: { rows: SHEET_LIMITS.rows - 1 } }]);
  };
  if (bytes.length === 0) return refuse('platform.errors.missing');
  if (bytes.length > SHEET_LIMITS.bytes) return refuse('platform.errors.sheet-too-large');
  const answer = await workshop().run('sheets.read', { bytes: new Uint8Array(bytes), sheet: options.sheet });
  if ('sheet' in answer) return answer.sheet;
  return refuse(
    answer.refused === 'too-large' ? 'platform.errors.sheet-too-large' : 'platform.errors.sheet-unreadable',
  );
}
