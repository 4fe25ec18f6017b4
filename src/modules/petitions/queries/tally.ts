import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { type Channel, ELSEWHERE } from '../petition.ts';
import { provincesOf } from '../sign.ts';
import type { Petition } from './petitions.ts';
import '../tables.ts';

/** Signatures that count by residence and channel, as a table whose lines and columns add up to the total. */
export type TallyTable = {
  rows: { code: string; name: Text | null; channels: Record<Channel, number>; total: number }[];
  channels: Record<Channel, number>;
  total: number;
};

const none = (): Record<Channel, number> => ({ online: 0, counter: 0, paper: 0 });

/** Reads the counters of a petition. `name` is null for whoever lives elsewhere, or where the law counts by no province. */
export async function tallyOf(db: Db, petition: Pick<Petition, 'institutionId' | 'id' | 'level'>): Promise<TallyTable> {
  const provinces = petition.level === 'region' ? await provincesOf(db, petition.institutionId) : [];
  const counters = await within(db, petition.institutionId)
    .selectFrom('petition_count')
    .select(['territory', 'channel', 'signatures'])
    .where('petition_id', '=', petition.id)
    .execute();
  const named: { code: string; name: Text | null }[] = [...provinces, { code: ELSEWHERE, name: null }];
  // A province that left the region since keeps the line of its signatures.
  for (const { territory } of counters)
    if (!named.some(({ code }) => code === territory)) named.push({ code: territory, name: null });
  const rows = named.map(({ code, name }) => ({ code, name, channels: none(), total: 0 }));
  const table: TallyTable = { rows, channels: none(), total: 0 };
  for (const { territory, channel, signatures } of counters) {
    const row = rows.find(({ code }) => code === territory);
    if (!row) continue;
    row.channels[channel] += signatures;
    row.total += signatures;
    table.channels[channel] += signatures;
    table.total += signatures;
  }
  return table;
}
