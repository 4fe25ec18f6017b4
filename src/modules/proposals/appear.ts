import { publish, withdrawNotices } from '#core/notifications/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { forgetDocuments, indexDocuments } from '#platform/search/index-documents.ts';
import { type Proposal, placesTag } from './queries/proposals.ts';
import { PROPOSAL, proposalDocuments } from './search.ts';
import './tables.ts';

type Placed = Pick<Proposal, 'institutionId' | 'id' | 'reference' | 'callId' | 'title'>;
type Context = Pick<ActionContext, 'db' | 'now' | 'touch'>;

/** The tags of everything that shows a proposal. */
export function touchProposal({ touch }: Pick<ActionContext, 'touch'>, { reference, callId }: Placed): void {
  touch(`proposal:${reference}`, `proposal-call:${callId}`, 'proposals');
}

/** A proposal is there for everybody; who follows its call hears of it when `tell`. */
export async function appear(context: Context, proposal: Placed, { tell }: { tell: boolean }): Promise<void> {
  await indexDocuments(context.db, await proposalDocuments(context.db, [proposal.id]));
  touchProposal(context, proposal);
  context.touch(placesTag(proposal.callId));
  if (tell) await tellOf(context, proposal, 'proposals.notice.new');
}

/** Nothing of it is left where everybody looks. */
export async function disappear(context: Context, proposal: Placed): Promise<void> {
  const { institutionId, reference } = proposal;
  await forgetDocuments(context.db, { institutionId, kind: PROPOSAL, ids: [reference] });
  await withdrawNotices(context, institutionId, `${PROPOSAL}:${reference}`);
  touchProposal(context, proposal);
  context.touch(placesTag(proposal.callId));
}

/** Whoever wrote it, alone or with others, and is still here. */
export async function authorsOf(
  db: Db,
  { institutionId, id }: Pick<Placed, 'institutionId' | 'id'>,
): Promise<string[]> {
  const own = within(db, institutionId);
  const author = await own.selectFrom('proposal').select('author_id').where('id', '=', id).executeTakeFirst();
  const others = await own.selectFrom('proposal_coauthor').select('person_id').where('proposal_id', '=', id).execute();
  return [...new Set([author?.author_id ?? [], others.map((one) => one.person_id)].flat())];
}

/** Tells who follows a proposal or its call, and its authors by name, what happened to it. */
export async function tellOf(
  context: Pick<ActionContext, 'db' | 'now'>,
  proposal: Placed,
  event: MessageKey,
  { authors = false, path }: { authors?: boolean; path?: string } = {},
): Promise<void> {
  await publish(context, {
    institutionId: proposal.institutionId,
    subjects: [`${PROPOSAL}:${proposal.reference}`, `proposal-call:${proposal.callId}`],
    people: authors ? await authorsOf(context.db, proposal) : [],
    event,
    title: proposal.title,
    path: path ?? `/proposals/${proposal.reference}`,
  });
}
