import { z } from 'zod';
import { takeAway } from '#core/attachments/index.ts';
import { closeItem } from '#core/moderation/index.ts';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { changeProposal as mayChange } from '../access.ts';
import { touchProposal } from '../appear.ts';
import { filesOf, inLanguages, PROPOSAL_FILE } from '../files.ts';
import { id, reference } from '../input.ts';
import type { Proposal } from '../queries/proposals.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({ proposal: reference, file: id });

/** Its author takes a file of a proposal back, at any time: its content is erased. */
export const removeFile = defineAction<z.infer<typeof input>, Proposal>({
  name: 'proposals.remove-file',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayChange,
  event: 'proposal.file-removed',
  record: (_input, { reference: subject, institutionId }) => ({ subject: `proposal:${subject}`, institutionId }),
  run: async (context, { file }, target) => {
    const { db } = context;
    const proposal = await lockProposal(db, target);
    const found = (await filesOf(db, proposal)).find((one) => one.attachment.id === file);
    if (!found) throw new NotFound();
    await closeItem(db, { institutionId: proposal.institutionId, kind: PROPOSAL_FILE, id: file });
    await takeAway(context, found.attachment, inLanguages(context, 'proposals.files.taken-back'), [
      `proposal:${proposal.reference}`,
    ]);
    touchProposal(context, proposal);
  },
});
