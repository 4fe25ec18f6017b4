import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { manageConsultations } from '../access.ts';
import { isOnlyAnswer } from '../consultation.ts';
import { id, reference } from '../input.ts';
import { heldThings } from '../queries/held.ts';
import { type StageTarget, stageTarget } from '../target.ts';
import { touchConsultation } from '../write.ts';

const input = z.object({ consultation: reference, number: z.coerce.number().int(), activity: id });

/**
 * An official removes an activity of a stage that is not closed; a call for proposals, and the answers that earlier stages were promised,
 * only before the consultation is published. A survey, a vote or a text that it held stays in its own room, and stays with the consultation
 * once somebody took part.
 */
export const removeActivity = defineAction<z.infer<typeof input>, StageTarget>({
  name: 'consultations.remove-activity',
  input,
  target: stageTarget,
  access: manageConsultations,
  event: 'consultation.activity-removed',
  record: ({ number, activity }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { number, activity },
  }),
  run: async (context, { activity: wanted }, target) => {
    const { db } = context;
    const { stage, institutionId } = target;
    const activity = stage.activities.find((one) => one.id === wanted);
    if (!activity) throw new NotFound();
    const held = await heldThings(db, target, [activity], context);
    const { total = 0, unanswered = 0 } = held.get(activity.id) ?? {};
    const isTaken = activity.kind === 'proposals' || total + unanswered > 0;
    if (stage.closedAt !== null || (target.state !== 'draft' && isTaken))
      throw new Conflict('consultations.refusal.stage-closed');
    if (target.state !== 'draft' && isOnlyAnswer(target.stages, stage, activity))
      throw new Conflict('consultations.refusal.answers-promised');
    await within(db, institutionId).deleteFrom('consultation_activity').where('id', '=', activity.id).execute();
    if (activity.held) context.touch(`${activity.kind}:${activity.held}`);
    touchConsultation(context, target);
  },
});
