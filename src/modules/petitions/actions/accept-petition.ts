import { z } from 'zod';
import { workingCalendar } from '#core/deadlines/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { examinePetition } from '../access.ts';
import { conditionsOf, stillOpen } from '../council.ts';
import { petitionReference } from '../council-input.ts';
import { type Filed, findFiled, moveFiled } from '../move-filed.ts';
import { checksOf } from '../queries/council.ts';
import { sessionAfter } from '../session.ts';

/**
 * The bureau accepts a petition: every condition of the law was checked and is met. It comes onto the agenda of the ordinary session that
 * follows (111-14 art. 122, 112-14 art. 116, 113-14 art. 125).
 */
export const acceptPetition = defineAction<{ petition: string }, Filed>({
  name: 'petitions.accept-petition',
  input: z.object({ petition: petitionReference }),
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.accepted',
  record: (_input, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
  }),
  run: async (context, _input, petition) => {
    const { db, today } = context;
    const { level, council } = petition;
    const { unchecked, unmet } = stillOpen(conditionsOf(level, council.petitioner), await checksOf(db, petition));
    if (petition.state === 'filed' && unchecked.length + unmet.length > 0)
      throw new Conflict('petitions.refusal.conditions-open', { n: unchecked.length + unmet.length });
    const { opensOn } = sessionAfter(level, today, await workingCalendar(db));
    await moveFiled(
      context,
      petition,
      { verb: 'accept', who: 'office', facts: { session: opensOn } },
      { accepted_on: today, session_due_on: opensOn },
    );
    await publish(context, {
      institutionId: petition.institutionId,
      subjects: [`petition:${petition.reference}`],
      event: 'petitions.notice.accepted',
      title: { [petition.lang]: petition.title },
      path: `/petitions/${petition.reference}`,
    });
  },
});
