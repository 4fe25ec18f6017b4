import { z } from 'zod';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { manageConsultations } from '../access.ts';
import { areInOrder } from '../consultation.ts';
import { reference, stageInput } from '../input.ts';
import { CONSULTATION } from '../subject.ts';
import { type StageTarget, stageTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';

const input = z.intersection(stageInput, z.object({ consultation: reference, number: z.coerce.number().int() }));

/** An official changes the words and dates of a stage that is not closed. Of a published one, its last day only moves later. */
export const updateStage = defineAction<z.infer<typeof input>, StageTarget>({
  name: 'consultations.update-stage',
  input,
  target: stageTarget,
  access: manageConsultations,
  event: 'consultation.stage-changed',
  record: ({ number, startsOn, endsOn }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { number, startsOn, endsOn },
  }),
  run: async (context, given, target) => {
    const { db } = context;
    const { stage, stages, institutionId } = target;
    if (stage.closedAt !== null) throw new Conflict('consultations.refusal.stage-closed');
    const changed = stages.map((one) => (one.id === stage.id ? given : one));
    if (!areInOrder(changed)) throw new InvalidInput([{ pointer: '/startsOn', key: 'consultations.fault.order' }]);
    if (target.state !== 'draft' && given.endsOn < stage.endsOn)
      throw new InvalidInput([{ pointer: '/endsOn', key: 'consultations.fault.shorter' }]);
    await within(db, institutionId)
      .updateTable('consultation_stage')
      .set({
        title: json(given.title),
        words: json(given.words),
        starts_on: given.startsOn,
        ends_on: given.endsOn,
      })
      .where('id', '=', stage.id)
      .execute();
    await refreshPublished(context, target);
    if (target.state === 'open' && given.endsOn !== stage.endsOn)
      await publish(context, {
        institutionId,
        subjects: [`${CONSULTATION}:${target.reference}`],
        event: 'consultations.notice.date-moved',
        title: target.title,
        path: `/consultations/${target.reference}`,
      });
  },
});
