import { z } from 'zod';
import { isCivilDate } from '#core/deadlines/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { json } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { examinePetition } from '../access.ts';
import { councilLine, petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';

const input = z.object({
  petition: petitionReference,
  /** The day on which the session deals with it. */
  sessionOn: z.string('petitions.fault.session').refine(isCivilDate, 'petitions.fault.session'),
  /** Its number on the agenda, where it has one already. */
  item: z.preprocess(
    (typed) => (typed === '' || typed === undefined ? null : typed),
    z.coerce
      .number('petitions.fault.item')
      .int('petitions.fault.item')
      .min(1, 'petitions.fault.item')
      .max(999, 'petitions.fault.item')
      .nullable(),
  ),
  /** How it is called on the agenda. */
  words: councilLine,
});

/** An accepted petition comes onto the agenda of a session, or of another one than before. A later session than the law's shows as late. */
export const schedulePetition = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.schedule-petition',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.scheduled',
  record: ({ sessionOn }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
    detail: { sessionOn },
  }),
  run: async (context, { sessionOn, item, words }, petition) => {
    const { acceptedOn } = petition.council;
    if (acceptedOn !== null && sessionOn < acceptedOn)
      throw new InvalidInput([{ pointer: '/sessionOn', key: 'petitions.fault.session' }]);
    const facts = { session: sessionOn, ...(item === null ? {} : { item }) };
    await moveFiled(
      context,
      petition,
      { verb: 'schedule', who: 'office', words, facts },
      { session_on: sessionOn, agenda_item: item, agenda_title: json(words) },
    );
    await publish(context, {
      institutionId: petition.institutionId,
      subjects: [`petition:${petition.reference}`],
      event: 'petitions.notice.scheduled',
      title: { [petition.lang]: petition.title },
      path: `/petitions/${petition.reference}`,
    });
  },
});
