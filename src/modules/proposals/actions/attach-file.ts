import { z } from 'zod';
import {
  type Attachment,
  attachmentById,
  attachTo,
  checkAlternative,
  descriptionInput,
  langInput,
  titleInput,
} from '#core/attachments/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { FILE_TYPES as NAMED } from '#platform/files/file-types.ts';
import { changeProposal as mayChange } from '../access.ts';
import { askToLook, FILE_BYTES, FILE_TYPES, filesOf, MOST_FILES, placeOf } from '../files.ts';
import { reference } from '../input.ts';
import { isUnanswered } from '../proposal.ts';
import { callById } from '../queries/calls.ts';
import type { Proposal } from '../queries/proposals.ts';
import { checkCall } from '../send.ts';
import { findProposal, lockProposal } from '../target.ts';

const input = z.object({
  proposal: reference,
  /** The ticket of the file that was kept. */
  upload: z.string('attachments.fault.file').min(1, 'attachments.fault.file').max(100, 'attachments.fault.file-gone'),
  title: titleInput,
  description: descriptionInput,
  lang: langInput,
});

/** Its author adds a photo or a paper to a proposal before it is answered. Nobody else sees it until a moderator has. */
export const attachFile = defineAction<z.infer<typeof input>, Proposal, { id: string }>({
  name: 'proposals.attach-file',
  input,
  target: (context, { proposal }) => findProposal(context, proposal),
  access: mayChange,
  event: 'proposal.file-attached',
  record: (_input, { reference: subject, institutionId }) => ({ subject: `proposal:${subject}`, institutionId }),
  run: async (context, { upload, title, description, lang }, target) => {
    const { db } = context;
    const proposal = await lockProposal(db, target);
    const call = await callById(db, proposal.callId);
    if (!call || !['draft', 'held', 'shown'].includes(proposal.standing) || !isUnanswered(proposal.state))
      throw new Conflict('proposals.refusal.no-files');
    await checkCall(context, call);
    if ((await filesOf(db, proposal)).length >= MOST_FILES)
      throw new Conflict('proposals.refusal.too-many-files', { n: MOST_FILES });
    const said = { upload, title, description, lang, pointer: '/upload' };
    const { id } = await attachTo(context, placeOf(proposal, 'held'), said);
    const kept = await attachmentById(db, id);
    if (kept) {
      checkFile(kept);
      checkAlternative(kept.type, description);
    }
    if (proposal.standing !== 'draft') await askToLook(context, proposal, id);
    return { id };
  },
});

/** A ticket of the body says nothing of what this room takes. */
function checkFile({ type, size }: Pick<Attachment, 'type' | 'size'>): void {
  if (!FILE_TYPES.includes(type)) {
    const types = FILE_TYPES.map((one) => NAMED[one].label).join(', ');
    throw new InvalidInput([{ pointer: '/upload', key: 'platform.files.wrong-type', values: { types } }]);
  }
  if (size > FILE_BYTES) {
    const megabytes = FILE_BYTES / (1024 * 1024);
    throw new InvalidInput([{ pointer: '/upload', key: 'platform.files.too-large', values: { megabytes } }]);
  }
}
