import { json, within } from '#platform/db/database.ts';
import { pick } from '#platform/i18n/text.ts';
import type { ModeratedKind } from '#platform/module.ts';
import { appear, disappear } from './appear.ts';
import { shelveFiles, unshelveFiles } from './files.ts';
import { proposalByReference } from './queries/proposals.ts';
import { wordsOfAnswers } from './questions.ts';
import { PROPOSAL } from './search.ts';

/** Proposals before moderators, by reference. */
export const moderatedProposal: ModeratedKind = {
  kind: PROPOSAL,
  label: 'proposals.field.proposal',
  async find(db, id) {
    const proposal = await proposalByReference(db, id);
    if (!proposal || proposal.standing === 'draft' || proposal.standing === 'merged') return undefined;
    const { institutionId, reference, standing, authorId, title, body, answers, submittedAt, createdAt } = proposal;
    const written = [title, body].map((text) => Object.values(text).join('\n\n'));
    return {
      institutionId,
      id: reference,
      state: standing,
      authorId,
      text: [...written, ...wordsOfAnswers(answers)].join('\n\n'),
      lang: pick(body, 'ar')?.lang ?? 'und',
      at: submittedAt ?? createdAt,
      about: title,
      path: `/proposals/${reference}`,
    };
  },
  async place(context, thing, to) {
    const { db } = context;
    const proposal = await proposalByReference(db, thing.id);
    if (!proposal) return;
    await within(db, proposal.institutionId)
      .updateTable('proposal')
      .set({ standing: to.state, hidden_reason: to.state === 'hidden' ? json(to.reason) : null })
      .where('id', '=', proposal.id)
      .execute();
    if (to.state === 'hidden') {
      await shelveFiles(context, proposal);
      await disappear(context, proposal);
      return;
    }
    await unshelveFiles(context, proposal);
    // What was shown before has been told before.
    await appear(context, proposal, { tell: proposal.standing === 'held' });
  },
};
