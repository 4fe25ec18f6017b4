import { z } from 'zod';
import { openCase, trackPath } from '#core/cases/index.ts';
import { isCivilDate } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { calendarDate } from '#platform/clock.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { isRepresentative, filePetition as mayFile } from '../access.ts';
import { petitionReference } from '../council-input.ts';
import { PETITION_LAWS } from '../law.ts';
import { movePetition } from '../move.ts';
import { petitionCase } from '../petition-case.ts';
import { associationPetition } from '../queries/association-petitions.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: petitionReference,
  /** The day the file was received at the counter, when an official registers it; the representative files today. */
  receivedOn: z
    .string()
    .refine((day) => day === '' || isCivilDate(day), 'petitions.fault.received')
    .default(''),
});

/**
 * The file of a closed petition is given to the president of the council: by its representative here, or at the counter, where an official
 * registers it. The receipt is there at once (111-14 art. 122, 112-14 art. 116, 113-14 art. 125), and the period for a refusal begins.
 */
export const filePetition = defineAction<z.infer<typeof input>, Petition, { receipt: string }>({
  name: 'petitions.file-petition',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: mayFile,
  event: 'petition.filed',
  record: ({ receivedOn }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { receivedOn },
  }),
  run: async (context, { receivedOn }, petition) => {
    const { actor, db, today, around } = context;
    const petitioner = (await associationPetition(db, petition)) ? 'association' : 'citizens';
    const byItself = isRepresentative(actor, petition);
    const day = byItself || receivedOn === '' ? today : receivedOn;
    const closedOn = petition.closedAt ? calendarDate(petition.closedAt) : today;
    if (day > today || day < closedOn)
      throw new InvalidInput([{ pointer: '/receivedOn', key: 'petitions.fault.received' }]);
    await movePetition(context, petition, { verb: 'file', who: byItself ? 'representative' : 'council' });
    const caseFile = await openCase(context, petitionCase, {
      institutionId: petition.institutionId,
      verb: 'file',
      who: byItself ? 'party' : 'office',
      reference: petition.reference,
      about: petition.reference,
      title: { [petition.lang]: petition.title },
      lang: petition.lang,
      channel: byItself ? 'online' : 'counter',
      party: { kind: petitioner, name: petition.representativeName, personId: petition.representativeId },
      receivedOn: day,
      rule: PETITION_LAWS[petition.level].refusalRule,
    });
    await within(db, petition.institutionId)
      .insert('petition_council', {
        petition_id: petition.id,
        case_id: caseFile.id,
        petitioner,
        filed_on: day,
        accepted_on: null,
        rejected_on: null,
        rejected_ground: null,
        session_due_on: null,
        session_on: null,
        agenda_item: null,
        agenda_title: null,
        committee: null,
        answered_on: null,
        outcome: null,
        deliberation: null,
      })
      .execute();
    return { receipt: trackPath(around.keys, petition.reference) };
  },
});
