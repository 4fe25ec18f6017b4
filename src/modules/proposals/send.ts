import { sql } from 'kysely';
import { freezeWithAct } from '#core/accounts/index.ts';
import { HELD_FROM, openItem, spamScore } from '#core/moderation/index.ts';
import type { Act } from '#core/personal-data/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { territoryByCode } from '#core/territory/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { across, json, within } from '#platform/db/database.ts';
import { Conflict, type Fault, InvalidInput, NotAllowed, TooMany, Unavailable } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { newReference } from '#platform/reference.ts';
import { appear, touchProposal } from './appear.ts';
import { shelveFiles, unshelveFiles } from './files.ts';
import type { ProposalWords } from './input.ts';
import { proposalProcessing } from './personal-data.ts';
import { type Channel, isCallOpen, PER_DAY, type SignedAs } from './proposal.ts';
import type { ProposalCall } from './queries/calls.ts';
import { type Proposal, placesTag } from './queries/proposals.ts';
import { type Answers, readAnswers, wordsOfAnswers } from './questions.ts';
import { PROPOSAL } from './search.ts';
import { searchWords, termsOf } from './similar.ts';
import { KIND } from './target.ts';
import './tables.ts';

/** A proposal as an act for statistics: which call it was sent to, and never by whom. */
export function actOf({ institutionId, id, callId }: Pick<Proposal, 'institutionId' | 'id' | 'callId'>): Act {
  return { institutionId, kind: 'proposals.proposal', id, about: `proposal-call:${callId}` };
}

/** The words of a proposal; answers that are absent stay as they are. */
export type Words = Omit<ProposalWords, 'answers'> & { answers?: Answers };

/**
 * Refuses what does not fit the call: an unknown theme, a place that does not exist, an answer that its question does not take. Where an
 * official writes down what came otherwise (`needed: false`) questions may stay without an answer. `at`: where in the input it stands.
 */
export async function checkWords(
  { db }: Pick<ActionContext, 'db'>,
  call: ProposalCall,
  { theme, territory, answers = {} }: Pick<Words, 'theme' | 'territory' | 'answers'>,
  { needed = true, at = '' }: { needed?: boolean; at?: string } = {},
): Promise<void> {
  const { faults } = readAnswers(call.questions, answers, { needed });
  if (theme ? !call.themes.some(({ key }) => key === theme) : call.themes.length > 0)
    faults.push({ pointer: '/theme', key: 'proposals.fault.theme' });
  if (territory && !(await territoryByCode(db, territory)))
    faults.push({ pointer: '/territory', key: 'proposals.fault.territory' });
  if (faults.length > 0)
    throw new InvalidInput(faults.map((fault: Fault) => ({ ...fault, pointer: `${at}${fault.pointer}` })));
}

/** Refuses when the body has not entered the reference of its declaration yet. */
export async function checkProcessing(
  { db, around }: Pick<ActionContext, 'db' | 'around'>,
  { institutionId }: Pick<ProposalCall, 'institutionId'>,
): Promise<void> {
  if (!(await isProcessingOpen(db, institutionId, proposalProcessing.kind, modeOf(around))))
    throw new NotAllowed('proposals.refusal.processing');
}

/** Refuses when the call takes nothing today, or its body may not collect. */
export async function checkCall(
  context: Pick<ActionContext, 'db' | 'around' | 'today'>,
  call: ProposalCall,
): Promise<void> {
  if (!isCallOpen(call, context.today)) throw new Conflict('proposals.refusal.call-closed');
  await checkProcessing(context, call);
}

/** The columns of what was written, with what the search makes of it. */
export function wordColumns(
  { questions }: Pick<ProposalCall, 'questions'>,
  { title, body, theme, territory, place, answers }: Words,
) {
  return {
    title: json(title),
    body: json(body),
    theme: theme ?? null,
    territory: territory ?? null,
    place: place ?? null,
    ...(answers ? { answers: json(readAnswers(questions, answers).answers) } : {}),
    words: searchWords(title, body),
    terms: termsOf(title, body),
  };
}

type NewProposal = {
  words: Words;
  authorId: string | null;
  signedAs: SignedAs;
  associationId?: string | undefined;
  signature?: string | undefined;
  paper?: string | undefined;
  channel: Channel;
  splitFrom?: string | undefined;
  standing: 'draft' | 'shown';
};

/** Writes a proposal, as a draft or for everybody. */
export async function insertProposal(
  { db, now, today }: Pick<ActionContext, 'db' | 'now' | 'today'>,
  call: Pick<ProposalCall, 'institutionId' | 'id' | 'questions'>,
  given: NewProposal,
): Promise<Pick<Proposal, 'institutionId' | 'id' | 'reference' | 'callId' | 'title'>> {
  const reference = newReference(KIND, Number(today.slice(0, 4)));
  // References name proposals of all bodies, so that one can be found by it alone; two alike are as good as impossible, and refused.
  const taken = await across(db).selectFrom('proposal').select('id').where('reference', '=', reference).execute();
  if (taken.length > 0) throw new Unavailable(1);
  const id = newId();
  await within(db, call.institutionId)
    .insert('proposal', {
      id,
      reference,
      call_id: call.id,
      standing: given.standing,
      state: 'received',
      ...wordColumns(call, given.words),
      author_id: given.authorId,
      signed_as: given.signedAs,
      association_id: given.associationId ?? null,
      signature: given.signature ?? null,
      paper: given.paper ?? null,
      channel: given.channel,
      hidden_reason: null,
      merged_into: null,
      split_from: given.splitFrom ?? null,
      created_at: now,
      submitted_at: given.standing === 'draft' ? null : now,
      edited_at: null,
    })
    .execute();
  await within(db, call.institutionId)
    .insert('proposal_count', { proposal_id: id, call_id: call.id, supports: 0 })
    .execute();
  return { institutionId: call.institutionId, id, reference, callId: call.id, title: given.words.title };
}

/** Refuses whoever sends too much in a day. */
export async function checkRate({ db, now }: Pick<ActionContext, 'db' | 'now'>, personId: string): Promise<number> {
  const { rows } = await sql<{ today: number; recent: number }>`
    select count(*)::int as today,
      count(*) filter (where submitted_at > ${new Date(now.getTime() - 600_000)})::int as recent
    from proposal where author_id = ${personId} and submitted_at > ${new Date(now.getTime() - 86_400_000)}`.execute(db);
  const { today = 0, recent = 0 } = rows[0] ?? {};
  if (today >= PER_DAY) throw new TooMany(3_600, 'proposals.refusal.too-many');
  return recent;
}

/**
 * Shows what somebody sent, or holds it for a moderator when it looks like advertising; freezes with it what the author told for
 * statistics, except for an association.
 */
export async function present(context: ActionContext, proposal: Proposal, recent: number): Promise<'shown' | 'held'> {
  const { db, now } = context;
  const written = [proposal.title, proposal.body].flatMap((one) => Object.values(one));
  const text = [...written, ...wordsOfAnswers(proposal.answers)].join('\n');
  const score = spamScore(text, { recent, sameByAuthor: 0, sameByOthers: 0 });
  const standing = score.points >= HELD_FROM ? 'held' : 'shown';
  await within(db, proposal.institutionId)
    .updateTable('proposal')
    .set({ standing, submitted_at: proposal.submittedAt ?? now })
    .where('id', '=', proposal.id)
    .execute();
  if (standing === 'shown') {
    await unshelveFiles(context, proposal);
    await appear(context, proposal, { tell: proposal.submittedAt === null });
  } else {
    await shelveFiles(context, proposal);
    touchProposal(context, proposal);
    context.touch(placesTag(proposal.callId));
    await openItem(
      context,
      { institutionId: proposal.institutionId, kind: PROPOSAL, id: proposal.reference, about: proposal.title },
      { held: true, ...score },
    );
  }
  if (proposal.authorId && proposal.signedAs !== 'association')
    await freezeWithAct(context, proposal.authorId, actOf(proposal));
  return standing;
}
