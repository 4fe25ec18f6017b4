import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { ownCollaboration } from '../access.ts';
import { tellCollaborator } from '../letters.ts';
import { type Collaboration, findCollaboration } from '../queries/collaborators.ts';

/** Says yes to writing a draft with its representative. Only then does the draft exist for this person. */
export const acceptCollaboration = defineAction<{ collaboration: string }, Collaboration, { reference: string }>({
  name: 'petitions.accept-collaboration',
  input: z.object({ collaboration: z.string().max(40) }),
  target: (context, { collaboration }) => findCollaboration(context, collaboration),
  access: ownCollaboration,
  event: 'petition.collaborator-accepted',
  record: (_given, { petition }) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
  }),
  run: async (context, _given, { id, state, name, petition }) => {
    if (state !== 'asked') throw new Conflict('petitions.refusal.answered');
    if (petition.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    const done = await within(context.db, petition.institutionId)
      .updateTable('petition_collaborator')
      .set({ state: 'accepted', answered_at: context.now })
      .where('id', '=', id)
      .where('state', '=', 'asked')
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) === 0) throw new Conflict('petitions.refusal.answered');
    const { reference, representativeId } = petition;
    const path = `/petitions/${reference}/collaborators`;
    if (representativeId)
      await tellCollaborator(context, petition, { personId: representativeId }, { news: 'accepted', name, path });
    return { reference };
  },
});
