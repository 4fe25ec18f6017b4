import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { endCollaboration as mayEnd } from '../access.ts';
import type { CollaboratorState } from '../drafting.ts';
import { tellCollaborator } from '../letters.ts';
import { type Collaboration, findCollaboration } from '../queries/collaborators.ts';

/**
 * Ends the writing together: somebody declines, leaves, or is removed by the representative; at once they neither read nor change the
 * draft. The other one is told by letter. What they wrote stays, with its versions.
 */
export const endCollaboration = defineAction<{ collaboration: string }, Collaboration, { own: boolean }>({
  name: 'petitions.end-collaboration',
  input: z.object({ collaboration: z.string().max(40) }),
  target: (context, { collaboration }) => findCollaboration(context, collaboration),
  access: mayEnd,
  event: 'petition.collaborator-ended',
  record: (_given, { petition }) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
  }),
  run: async (context, _given, { id, state, name, personId, petition }) => {
    const { db, actor, now } = context;
    const own = actor.kind === 'person' && actor.id === personId;
    if (state !== 'asked' && state !== 'accepted') throw new Conflict('petitions.refusal.answered');
    const ended: CollaboratorState = !own ? 'removed' : state === 'asked' ? 'declined' : 'left';
    const done = await within(db, petition.institutionId)
      .updateTable('petition_collaborator')
      .set({ state: ended, ended_at: now })
      .where('id', '=', id)
      .where('state', '=', state)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) === 0) throw new Conflict('petitions.refusal.answered');
    const { reference, representativeId, representativeName } = petition;
    if (ended === 'removed')
      await tellCollaborator(
        context,
        petition,
        { personId },
        { news: 'removed', name: representativeName, path: '/me/petitions' },
      );
    else if (representativeId)
      await tellCollaborator(
        context,
        petition,
        { personId: representativeId },
        { news: ended, name, path: `/petitions/${reference}/collaborators` },
      );
    return { own };
  },
});
