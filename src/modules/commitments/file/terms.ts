import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { TermFacet } from '../tables.ts';
import type { PlanRecord } from './read.ts';

/** Keeps the names of the words that these plans use, for the filters. */
export async function writeTerms(db: Tx, records: readonly PlanRecord[]): Promise<void> {
  const terms = new Map<string, { facet: TermFacet; key: string; label: Text }>();
  const add = (facet: TermFacet, key: string, label: Text) => terms.set(`${facet}:${key}`, { facet, key, label });
  for (const record of records) {
    for (const theme of record.columns.themes) add('theme', theme.id, theme.label);
    for (const { columns } of record.commitments) {
      for (const one of columns.policy_areas) add('area', one.key, one.label);
      for (const one of columns.sectors) add('sector', one.key, one.label);
      for (const one of columns.ogp_values) add('value', one.key, one.label);
    }
  }
  // In order, so that two writers never wait for each other in a ring.
  const rows = [...terms.values()].sort((a, b) => (`${a.facet}:${a.key}` < `${b.facet}:${b.key}` ? -1 : 1));
  await sql`
    insert into commitment_term (facet, key, label)
    select facet, key, label from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (facet text, key text, label jsonb)
    on conflict (facet, key) do update set label = commitment_term.label || excluded.label
    where not commitment_term.label @> excluded.label`.execute(db);
}
