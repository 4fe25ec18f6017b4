import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { manageConsultations } from '../access.ts';
import { ADDRESSED_KINDS } from '../consultation.ts';
import { id, MOST, neededWords, reference } from '../input.ts';
import { findStage, lockConsultation, type StageTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';
import { targetInput } from './add-activity.ts';

const input = z.object({
  consultation: reference,
  number: z.coerce.number().int(),
  activity: id,
  title: neededWords(MOST.title),
  target: targetInput.default(''),
});

/** An official changes the name or the address of an activity. */
export const updateActivity = defineAction<z.infer<typeof input>, StageTarget>({
  name: 'consultations.update-activity',
  input,
  target: (context, { consultation, number }) => findStage(context, consultation, number),
  access: manageConsultations,
  event: 'consultation.activity-changed',
  record: ({ number, activity }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { number, activity },
  }),
  run: async (context, given, target) => {
    const { db } = context;
    const { stage, institutionId } = target;
    await lockConsultation(db, target);
    const activity = stage.activities.find((one) => one.id === given.activity);
    if (!activity) throw new NotFound();
    if (stage.closedAt !== null) throw new Conflict('consultations.refusal.stage-closed');
    await within(db, institutionId)
      .updateTable('consultation_activity')
      .set({ title: json(given.title), target: ADDRESSED_KINDS.has(activity.kind) ? given.target : '' })
      .where('id', '=', activity.id)
      .execute();
    await refreshPublished(context, target);
  },
});
