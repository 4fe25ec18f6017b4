import { sql } from 'kysely';
import { type Db, type Tx, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { CHANNELS, type Channel } from './proposal.ts';
import type { Proposal } from './queries/proposals.ts';
import './tables.ts';

type Of = Pick<Proposal, 'institutionId' | 'id'>;

/** A paper, or the list of a counter or a meeting, with how many people support a proposal on it. */
export type SupportSheet = {
  id: string;
  channel: Exclude<Channel, 'online'>;
  supports: number;
  paper: string;
  takenOn: string;
  /** Why it does not count; null for those that do. */
  struckBecause: Text | null;
};

/** The sheets of a proposal, those that do not count too. */
export async function sheetsOf(db: Db, proposal: Of): Promise<SupportSheet[]> {
  return within(db, proposal.institutionId)
    .selectFrom('proposal_sheet')
    .select(['id', 'channel', 'supports', 'paper', 'taken_on as takenOn', 'struck_because as struckBecause'])
    .where('proposal_id', '=', proposal.id)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute();
}

/** How many supports came by which way; the ways always add up to the number of supports. */
export type ByChannel = Record<Channel, number>;

/** The supports of several proposals of one body by channel, by the proposal's id. */
export async function supportsByChannel(
  db: Db,
  institutionId: string,
  proposals: readonly Pick<Proposal, 'id' | 'supports'>[],
): Promise<Map<string, ByChannel>> {
  const found = new Map(
    proposals.map(({ id, supports }): [string, ByChannel] => [
      id,
      { online: supports, counter: 0, paper: 0, meeting: 0, sms: 0 },
    ]),
  );
  if (found.size === 0) return found;
  const rows = await within(db, institutionId)
    .selectFrom('proposal_sheet')
    .select((row) => ['proposal_id as id', 'channel', row.fn.sum<number>('supports').as('n')])
    .where('proposal_id', 'in', [...found.keys()])
    .where('struck_because', 'is', null)
    .groupBy(['proposal_id', 'channel'])
    .execute();
  for (const { id, channel, n } of rows) {
    const sums = found.get(id);
    if (!sums) continue;
    sums[channel] = Number(n);
    // What is not on a sheet came online.
    sums.online -= Number(n);
  }
  return found;
}

/** The channels by which something came, in their order. */
export function usedChannels(sums: ByChannel): Channel[] {
  return CHANNELS.filter((channel) => sums[channel] > 0);
}

/** Gives the sheets of one proposal to another too; a sheet or a paper that counts there already stays one. */
export async function carrySheets(db: Tx, from: Of, to: Of): Promise<void> {
  await sql`
    insert into proposal_sheet
      (institution_id, proposal_id, id, channel, supports, paper, taken_on, recorded_at, struck_because)
    select institution_id, ${to.id}, id, channel, supports, paper, taken_on, recorded_at, struck_because
    from proposal_sheet sheet where institution_id = ${from.institutionId} and proposal_id = ${from.id}
      and not exists (select 1 from proposal_sheet there where there.institution_id = ${to.institutionId}
        and there.proposal_id = ${to.id} and there.channel = sheet.channel and lower(there.paper) = lower(sheet.paper)
        and there.struck_because is null and sheet.struck_because is null)
    on conflict (institution_id, proposal_id, id) do nothing`.execute(db);
}
