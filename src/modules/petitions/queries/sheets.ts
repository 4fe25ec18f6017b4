import { type Db, within } from '#platform/db/database.ts';
import type { Keys } from '#platform/keys.ts';
import type { LineFault, ReadLine, SheetState } from '../sheet.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** A paper sheet, with how many of its lines count and how many do not. */
export type Sheet = {
  number: number;
  state: SheetState;
  issuedAt: Date;
  countedAt: Date | null;
  accepted: number;
  rejected: number;
};

type Named = Pick<Petition, 'institutionId' | 'id'>;

/** The sheets of a petition, in the order of their numbers. */
export async function sheetsOf(db: Db, { institutionId, id }: Named): Promise<Sheet[]> {
  const lines = await within(db, institutionId)
    .selectFrom('petition_sheet_line')
    .select(['number'])
    .select(({ fn }) => [fn.count<number>('signature_id').as('accepted'), fn.count<number>('rejected').as('rejected')])
    .where('petition_id', '=', id)
    .groupBy('number')
    .execute();
  const of = new Map(lines.map((one) => [one.number, one]));
  const sheets = await within(db, institutionId)
    .selectFrom('petition_sheet')
    .select(['number', 'state', 'issued_at as issuedAt', 'counted_at as countedAt'])
    .where('petition_id', '=', id)
    .orderBy('number')
    .execute();
  return sheets.map((sheet) => ({
    ...sheet,
    accepted: of.get(sheet.number)?.accepted ?? 0,
    rejected: of.get(sheet.number)?.rejected ?? 0,
  }));
}

/** A sheet of a petition by its number. */
export type FoundSheet = { petition: Petition; institutionId: string; number: number; state: SheetState };

/** Finds it; undefined when no such sheet was issued. */
export async function findSheet(db: Db, petition: Petition, number: number): Promise<FoundSheet | undefined> {
  const row = await within(db, petition.institutionId)
    .selectFrom('petition_sheet')
    .select(['number', 'state'])
    .where('petition_id', '=', petition.id)
    .where('number', '=', number)
    .executeTakeFirst();
  return row && { ...row, petition, institutionId: petition.institutionId };
}

/** What an official read from a sheet. */
export type Reading = { officialId: string; lines: ReadLine[] };

/** What the key is bound to that a reading is sealed with. */
export function readingName(petitionId: string, number: number, reading: 1 | 2): string {
  return `${petitionId} ${number} ${reading}`;
}

/** The readings of a sheet that is not counted yet, the first first. */
export async function readingsOf(db: Db, keys: Keys, { petition, number }: FoundSheet): Promise<Reading[]> {
  const rows = await within(db, petition.institutionId)
    .selectFrom('petition_sheet_reading')
    .select(['reading', 'official_id as officialId', 'sealed'])
    .where('petition_id', '=', petition.id)
    .where('number', '=', number)
    .orderBy('reading')
    .execute();
  return rows.map(({ reading, officialId, sealed }) => {
    const opened = keys.open(READING, sealed, readingName(petition.id, number, reading));
    if (opened === undefined) throw new Error(`reading ${reading} of sheet ${number} does not open`);
    return { officialId, lines: JSON.parse(opened) };
  });
}

/** The use of the key that readings are sealed with. */
export const READING = 'petitions.sheet-reading';

/** A line of a counted sheet: its signature, or why it is none. */
export type CountedLine = { line: number; signatureId: string | null; rejected: LineFault | null };

/** The lines of a counted sheet. */
export async function countedLines(db: Db, { petition, number }: FoundSheet): Promise<CountedLine[]> {
  return within(db, petition.institutionId)
    .selectFrom('petition_sheet_line')
    .select(['line', 'signature_id as signatureId', 'rejected'])
    .where('petition_id', '=', petition.id)
    .where('number', '=', number)
    .orderBy('line')
    .execute();
}
