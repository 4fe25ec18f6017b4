import { sql } from 'kysely';
import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { SHEET_LIMITS } from '#platform/sheets/sheet.ts';
import { recordProposals } from '../access.ts';
import { appear } from '../appear.ts';
import { type Contribution, channelNames, readContributions, yesAndNo } from '../file/contributions.ts';
import { id } from '../input.ts';
import { placesOf } from '../places.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { checkProcessing, insertProposal } from '../send.ts';
import { searchWords } from '../similar.ts';
import { findCall, lockCall } from '../target.ts';

const input = z.object({
  call: id,
  sheet: z.object({
    name: z.string().max(200),
    rows: z
      .array(z.object({ number: z.number().int(), cells: z.array(z.string().max(40_000)).max(SHEET_LIMITS.columns) }))
      .max(SHEET_LIMITS.rows),
  }),
});

/** How many faults one answer tells. */
const MOST_FAULTS = 100;

/**
 * Takes in what was collected in meetings, at counters, on paper or by SMS and written into a spreadsheet: all of it or nothing, every wrong
 * cell named. The same words are not taken twice into one call, so that a file that is sent again does no harm.
 */
export const importProposals = defineAction<z.infer<typeof input>, ProposalCall, { imported: number }>({
  name: 'proposals.import-proposals',
  input,
  target: (context, { call }) => findCall(context, call),
  access: recordProposals,
  event: 'proposals.imported',
  record: (_input, call, result) => ({
    subject: `proposal-call:${call.id}`,
    institutionId: call.institutionId,
    detail: result as { imported: number },
  }),
  run: async (context, { sheet }, found) => {
    const { db, around, today } = context;
    const call = await lockCall(db, found);
    // Papers arrive after the last day: they are taken until the call is closed.
    if (call.closedAt !== null || today < call.opensOn) throw new Conflict('proposals.refusal.call-closed');
    await checkProcessing(context, call);
    const body = (await institutionsById(db, [call.institutionId])).get(call.institutionId);
    const words = (['ar', 'fr', 'en'] as const).map((lang) => around.words(lang));
    const { contributions, faults } = readContributions(sheet, {
      themes: call.themes,
      places: body ? await placesOf(db, body) : [],
      channelNames: channelNames(words),
      yesAndNo: yesAndNo(words),
    });
    const refused = [...faults, ...(await repeated(context, call, contributions))];
    if (refused.length > 0) throw new InvalidInput(refused.slice(0, MOST_FAULTS));
    for (const one of contributions) {
      const isMeeting = one.channel === 'meeting';
      const proposal = await insertProposal(context, call, {
        words: one,
        authorId: null,
        signedAs: isMeeting ? 'meeting' : 'assisted',
        signature: isMeeting || one.consent ? one.signature : undefined,
        paper: one.paper,
        channel: one.channel,
        standing: 'shown',
      });
      await appear(context, proposal, { tell: true });
    }
    return { imported: contributions.length };
  },
});

/** The lines whose words stand in the call already, or twice in the file. */
async function repeated(
  { db }: Pick<ActionContext, 'db'>,
  call: Pick<ProposalCall, 'institutionId' | 'id'>,
  contributions: readonly Contribution[],
) {
  const words = contributions.map(({ title, body }) => searchWords(title, body));
  const { rows } = await sql<{ words: string }>`
    select words from proposal where institution_id = ${call.institutionId} and call_id = ${call.id}
      and standing in ('shown', 'held', 'hidden', 'merged') and words = any (${words}::text[])`.execute(db);
  const there = new Set(rows.map((row) => row.words));
  return contributions.flatMap(({ row }, index) => {
    const said = words[index] ?? '';
    const again = there.has(said);
    there.add(said);
    return again ? [{ pointer: '/file', key: 'proposals.import.repeated', values: { row } }] : [];
  });
}
