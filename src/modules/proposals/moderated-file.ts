import { attachmentById } from '#core/attachments/index.ts';
import { pick } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import type { ModeratedKind } from '#platform/module.ts';
import { PROPOSAL_FILE, placeFile, stateOf } from './files.ts';
import { proposalByReference } from './queries/proposals.ts';

/** Files of authors before moderators, by the id of the attachment: nobody sees one before they have. */
export const moderatedFile: ModeratedKind = {
  kind: PROPOSAL_FILE,
  label: 'proposals.files.one',
  async find(db, id) {
    const attachment = isId(id) ? await attachmentById(db, id) : undefined;
    const state = attachment && stateOf(attachment);
    const proposal = attachment && state ? await proposalByReference(db, attachment.subject.id) : undefined;
    if (!attachment || !state || !proposal || proposal.standing === 'draft') return undefined;
    const { title, description } = attachment;
    return {
      institutionId: attachment.institutionId,
      id,
      state: attachment.state === 'removed' ? 'withdrawn' : state,
      authorId: attachment.attachedBy,
      text: [title, description].map((text) => Object.values(text).join('\n\n')).join('\n\n'),
      lang: pick(title, 'ar')?.lang ?? 'und',
      at: attachment.attachedAt,
      about: proposal.title,
      path: `/proposals/${proposal.reference}/files/${id}`,
    };
  },
  async place(context, thing, to) {
    const attachment = await attachmentById(context.db, thing.id, { lock: true });
    const proposal = attachment && (await proposalByReference(context.db, attachment.subject.id));
    if (attachment?.state === 'shown' && proposal) await placeFile(context, proposal, attachment, to.state);
  },
};
