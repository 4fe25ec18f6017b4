import { z } from 'zod';
import { createPersonByInvitation, parseContact } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { across, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed, TooMany } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { changePetition } from '../access.ts';
import { COLLABORATORS_MOST, INVITATIONS_A_DAY } from '../drafting.ts';
import { tellCollaborator } from '../letters.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { nameInput } from '../signing.ts';

const DAY = 86_400_000;

const input = z.object({
  petition: z.string().max(40),
  contact: z.string('petitions.fault.email').trim().max(254),
  name: nameInput,
  /** The language of the letter. */
  lang: z.enum(LANGUAGES).default('ar'),
});

/**
 * The representative asks somebody by e-mail to write a draft with them. They read and change it once they have said yes. The answer is
 * the same whether the address belongs to an account or not.
 */
export const inviteCollaborator = defineAction<z.infer<typeof input>, Draft, { id: string }>({
  name: 'petitions.invite-collaborator',
  input,
  target: (context, { petition }) => findDraft(context, petition),
  access: changePetition,
  event: 'petition.collaborator-invited',
  record: (_given, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, { contact: typed, name, lang }, draft) => {
    const { db, actor, now } = context;
    const { institutionId, id: petitionId } = draft;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (draft.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    const contact = parseContact(typed);
    if (contact?.kind !== 'email') throw new InvalidInput([{ pointer: '/contact', key: 'petitions.fault.email' }]);
    const current = draft.collaborators.filter(({ state }) => state === 'asked' || state === 'accepted');
    if (current.length >= COLLABORATORS_MOST) throw new TooMany(86_400, 'petitions.refusal.too-many-collaborators');
    // Counted over all drafts of the person: letters go to addresses that did not ask for them.
    const { n } = await across(db)
      .selectFrom('petition_collaborator')
      .innerJoin('petition', (join) =>
        join
          .onRef('petition.institution_id', '=', 'petition_collaborator.institution_id')
          .onRef('petition.id', '=', 'petition_collaborator.petition_id'),
      )
      .select((row) => row.fn.countAll<number>().as('n'))
      .where('petition.representative_id', '=', actor.id)
      .where('petition_collaborator.asked_at', '>', new Date(now.getTime() - DAY))
      .executeTakeFirstOrThrow();
    if (n >= INVITATIONS_A_DAY) throw new TooMany(86_400, 'petitions.refusal.too-many-collaborators');
    const { personId } = await createPersonByInvitation(context, { contact, lang, name });
    if (personId === actor.id) throw new InvalidInput([{ pointer: '/contact', key: 'petitions.fault.yourself' }]);
    if (current.some((one) => one.personId === personId)) throw new Conflict('petitions.refusal.asked-already');
    const id = newId();
    await within(db, institutionId)
      .insert('petition_collaborator', {
        id,
        petition_id: petitionId,
        person_id: personId,
        name,
        state: 'asked',
        asked_at: now,
        answered_at: null,
        ended_at: null,
      })
      .execute();
    const to = { address: contact.address, lang };
    const path = `/me/petitions/invitations/${id}`;
    await tellCollaborator(context, draft, to, { news: 'asked', name: draft.representativeName, path });
    return { id };
  },
});
