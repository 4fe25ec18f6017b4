import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { manageConsultations } from '../access.ts';
import { id, reference } from '../input.ts';
import { findStage, lockConsultation, type StageTarget } from '../target.ts';
import { touchConsultation } from '../write.ts';

const input = z.object({ consultation: reference, number: z.coerce.number().int(), activity: id });

/** An official removes an activity of a stage that is not closed; a call for proposals only before the consultation is published. */
export const removeActivity = defineAction<z.infer<typeof input>, StageTarget>({
  name: 'consultations.remove-activity',
  input,
  target: (context, { consultation, number }) => findStage(context, consultation, number),
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
    await lockConsultation(db, target);
    const activity = stage.activities.find((one) => one.id === wanted);
    if (!activity) throw new NotFound();
    const isPromised = target.state !== 'draft' && activity.kind === 'proposals';
    if (stage.closedAt !== null || isPromised) throw new Conflict('consultations.refusal.stage-closed');
    await within(db, institutionId).deleteFrom('consultation_activity').where('id', '=', activity.id).execute();
    touchConsultation(context, target);
  },
});
