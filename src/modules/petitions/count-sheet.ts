import type { ActionContext } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import type { FoundSheet } from './queries/sheets.ts';
import type { ReadLine } from './sheet.ts';
import { type Ready, writeSignatures } from './sign.ts';
import './tables.ts';

/**
 * Counts the lines of a sheet on which both readings agree: each accepted one is a signature of the channel `paper`, each other one keeps
 * its reason. What the officials typed is forgotten. A line is one signature, however often this is tried.
 */
export async function countSheet(
  context: Pick<ActionContext, 'db' | 'around' | 'now' | 'touch'>,
  { petition, number }: FoundSheet,
  lines: readonly ReadLine[],
): Promise<{ accepted: number; rejected: number }> {
  const { db, now, touch } = context;
  const accepted = lines.flatMap((line) => (line.rejected === null ? [line] : []));
  const ready = accepted.map(
    ({ line, name, tie, territory, address, copy }): Ready => ({
      petition,
      who: { entry: `sheet ${number}, line ${line}` },
      contribution: null,
      signatory: { name, tie, territory, address, copy, publish: false },
      channel: 'paper',
      lang: petition.lang,
    }),
  );
  const written = await writeSignatures(context, ready);
  const idOf = new Map(accepted.map(({ line }, index) => [line, written[index]?.id]));
  const here = within(db, petition.institutionId);
  const rows = lines.map(({ line, rejected }) => ({
    petition_id: petition.id,
    number,
    line,
    signature_id: idOf.get(line) ?? null,
    rejected,
  }));
  if (rows.length > 0) await here.insert('petition_sheet_line', rows).execute();
  await here
    .deleteFrom('petition_sheet_reading')
    .where('petition_id', '=', petition.id)
    .where('number', '=', number)
    .execute();
  await here
    .updateTable('petition_sheet')
    .set({ state: 'counted', counted_at: now })
    .where('petition_id', '=', petition.id)
    .where('number', '=', number)
    .execute();
  await markTallied(context, petition);
  touch(`~petition-count:${petition.reference}`);
  return { accepted: accepted.length, rejected: lines.length - accepted.length };
}

/** Says that officials changed what counts: a root that is older is followed by another. */
export async function markTallied(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  { institutionId, id }: Pick<FoundSheet['petition'], 'institutionId' | 'id'>,
): Promise<void> {
  await within(db, institutionId).updateTable('petition').set({ tallied_at: now }).where('id', '=', id).execute();
}
