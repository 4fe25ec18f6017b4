import { sql } from 'kysely';
import type { z } from 'zod';
import { displayNames, requireAssurance } from '#core/accounts/index.ts';
import { HELD_FROM, openItem, spamScore } from '#core/moderation/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed, TooMany } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { proposeAmendment as mayPropose } from '../access.ts';
import { AMENDMENTS_PER_DAY, type AmendmentStanding, isSame, OPEN_AMENDMENTS, REASONS_MAX } from '../amendment.ts';
import { AMENDMENT, tellOfAmendment } from '../amendments.ts';
import { touchProposal } from '../appear.ts';
import { proposalInput, prose, reference } from '../input.ts';
import { isUnanswered } from '../proposal.ts';
import { versionCount } from '../queries/amendments.ts';
import { callById } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { checkCall } from '../send.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = proposalInput.pick({ title: true, body: true }).extend({
  proposal: reference,
  /** Why these words are better, for everybody to read. */
  reasons: prose(REASONS_MAX, 'proposals.fault.reasons-missing'),
});

type Proposed = { id: string; standing: AmendmentStanding; reference: string };

/** Somebody proposes other words for a proposal that is not answered yet. Its author decides; a moderator looks first when it looks like advertising. */
export const proposeAmendment = defineAction<z.infer<typeof input>, Proposal, Proposed>({
  name: 'proposals.propose-amendment',
  input,
  target: async (context, { proposal }) => {
    const found = await findProposal(context, proposal);
    return found?.standing === 'shown' ? found : undefined;
  },
  access: mayPropose,
  event: 'proposal.amendment-proposed',
  record: (_input, { reference: subject, institutionId }, result) => ({
    subject: `proposal:${subject}`,
    institutionId,
    detail: { amendment: (result as Proposed).id },
  }),
  run: async (context, { title, body, reasons }, target) => {
    const { db, actor, now } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    const proposal = await lockProposal(db, target);
    const call = await callById(db, proposal.callId);
    if (!call?.amendments || proposal.standing !== 'shown' || !isUnanswered(proposal.state))
      throw new Conflict('proposals.refusal.no-amendments');
    await checkCall(context, call);
    await requireAssurance(db, actor, { level: call.level }, now);
    if (proposal.authorId === actor.id) throw new Conflict('proposals.refusal.own-amendment');
    const [lang = 'ar'] = Object.keys(body);
    if (isSame({ title, body }, proposal))
      throw new InvalidInput([{ pointer: `/body/${lang}`, key: 'proposals.fault.same-words' }]);
    const recent = await checkAmendments(context, proposal, actor.id);
    const words = [title, body]
      .flatMap((one) => Object.values(one))
      .concat(reasons)
      .join('\n');
    const score = spamScore(words, { recent, sameByAuthor: 0, sameByOthers: 0 });
    const standing = score.points >= HELD_FROM ? 'held' : 'shown';
    const id = newId();
    const name = (await displayNames(db, [actor.id])).get(actor.id);
    await within(db, proposal.institutionId)
      .insert('proposal_amendment', {
        id,
        proposal_id: proposal.id,
        standing,
        state: 'open',
        title: json(title),
        body: json(body),
        reasons,
        written_for: await versionCount(db, proposal),
        author_id: actor.id,
        signed_as: name?.pseudonym ? 'pseudonym' : 'name',
        hidden_reason: null,
        declined_because: null,
        written_at: now,
        decided_at: null,
      })
      .execute();
    touchProposal(context, proposal);
    if (standing === 'shown')
      await tellOfAmendment(context, { proposal, id, authorId: actor.id }, 'proposals.notice.amendment');
    else {
      const thing = { institutionId: proposal.institutionId, kind: AMENDMENT, id, about: proposal.title };
      await openItem(context, thing, { held: true, ...score });
    }
    return { id, standing, reference: proposal.reference };
  },
});

/** Refuses whoever has too many open on this proposal, or sends too many in a day; answers how many came in the last ten minutes. */
async function checkAmendments(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  proposal: Proposal,
  personId: string,
): Promise<number> {
  const since = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const { rows } = await sql<{ open: number; today: number; recent: number }>`
    select count(*) filter (where proposal_id = ${proposal.id} and state = 'open' and standing <> 'withdrawn')::int as open,
      count(*) filter (where written_at > ${since(24 * 60)})::int as today,
      count(*) filter (where written_at > ${since(10)})::int as recent
    from proposal_amendment where author_id = ${personId}`.execute(db);
  const { open = 0, today = 0, recent = 0 } = rows[0] ?? {};
  if (open >= OPEN_AMENDMENTS) throw new Conflict('proposals.refusal.open-amendments', { n: OPEN_AMENDMENTS });
  if (today >= AMENDMENTS_PER_DAY) throw new TooMany(3_600, 'proposals.refusal.too-many');
  return recent;
}
