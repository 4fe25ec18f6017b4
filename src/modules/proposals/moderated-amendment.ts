import { json, within } from '#platform/db/database.ts';
import { pick } from '#platform/i18n/text.ts';
import type { ModeratedKind } from '#platform/module.ts';
import { AMENDMENT, amendmentPath, foundAmendment, tellOfAmendment } from './amendments.ts';
import { touchProposal } from './appear.ts';

/** Amendments before moderators, by their id. */
export const moderatedAmendment: ModeratedKind = {
  kind: AMENDMENT,
  label: 'proposals.amendment.one',
  async find(db, id) {
    const amendment = await foundAmendment(db, id);
    if (!amendment) return undefined;
    const { institutionId, standing, authorId, title, body, reasons, writtenAt, proposal } = amendment;
    return {
      institutionId,
      id,
      state: standing,
      authorId,
      text: [title, body]
        .flatMap((text) => Object.values(text))
        .concat(reasons)
        .join('\n\n'),
      lang: pick(body, 'ar')?.lang ?? 'und',
      at: writtenAt,
      about: proposal.title,
      path: amendmentPath(amendment),
    };
  },
  async place(context, thing, to) {
    const amendment = await foundAmendment(context.db, thing.id);
    if (!amendment) return;
    await within(context.db, amendment.institutionId)
      .updateTable('proposal_amendment')
      .set({ standing: to.state, hidden_reason: to.state === 'hidden' ? json(to.reason) : null })
      .where('id', '=', amendment.id)
      .execute();
    touchProposal(context, amendment.proposal);
    // What was shown before has been told before.
    if (to.state === 'shown' && amendment.standing === 'held')
      await tellOfAmendment(context, amendment, 'proposals.notice.amendment');
  },
};
