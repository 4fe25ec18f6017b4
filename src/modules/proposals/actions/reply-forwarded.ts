import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { parseReference } from '#platform/reference.ts';
import { triageProposals } from '../access.ts';
import { tellOf, touchProposal } from '../appear.ts';
import { officialText, reference } from '../input.ts';
import { REPLY_STATES } from '../proposal.ts';
import { type Forwarded, forwardedTo } from '../queries/forwarded.ts';
import { lockProposal } from '../target.ts';

const input = z.object({
  proposal: reference,
  /** The slug of the competent body. */
  body: z.string().max(100),
  state: z.enum(REPLY_STATES, 'proposals.fault.state'),
  /** Why, for everybody to read. */
  reasons: officialText(6_000),
});

/** The competent body answers what another body forwarded to it, in public; authors and followers hear of it. A later reply takes the place. */
export const replyForwarded = defineAction<z.infer<typeof input>, Forwarded>({
  name: 'proposals.reply-forwarded',
  input,
  target: async ({ db, tenant }, { proposal, body: slug }) => {
    const body = await institutionBySlug(db, slug);
    const typed = parseReference(proposal);
    if (!body || !typed || (tenant && tenant.id !== body.id)) return undefined;
    return forwardedTo(db, body.id, typed.text);
  },
  access: triageProposals,
  event: 'proposal.reply-given',
  record: ({ state }, { institutionId, proposal }) => ({
    subject: `proposal:${proposal.reference}`,
    institutionId,
    detail: { state },
  }),
  run: async (context, { state, reasons }, { institutionId, proposal: found }) => {
    const { db, now } = context;
    const proposal = await lockProposal(db, found);
    const answer = (await forwardedTo(db, institutionId, proposal.reference))?.answer;
    if (!answer) throw new Conflict('proposals.refusal.not-forwarded');
    const words = { body_id: institutionId, state, reasons: json(reasons), replied_at: now };
    await within(db, proposal.institutionId)
      .insert('proposal_reply', { answer_id: answer.id, ...words })
      .onConflict((conflict) => conflict.columns(['institution_id', 'answer_id']).doUpdateSet(words))
      .execute();
    touchProposal(context, proposal);
    await tellOf(context, proposal, 'proposals.notice.reply', { authors: true });
  },
});
