import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { manageConsultations } from '../access.ts';
import { ADDRESSED_KINDS, isHeldKind } from '../consultation.ts';
import { thingToHold } from '../hold.ts';
import { id, MOST, neededWords, reference, targetInput, thingInput } from '../input.ts';
import { type StageTarget, stageTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';

const input = z.object({
  consultation: reference,
  number: z.coerce.number().int(),
  activity: id,
  title: neededWords(MOST.title),
  target: targetInput.default(''),
  /** What it holds from now on; empty: what it held, or the address. */
  thing: thingInput,
});

type Changed = { held: string | null };

/** An official changes the name or the address of an activity, or gives it the survey, the vote or the text that it holds. */
export const updateActivity = defineAction<z.infer<typeof input>, StageTarget, Changed>({
  name: 'consultations.update-activity',
  input,
  target: stageTarget,
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
    const activity = stage.activities.find((one) => one.id === given.activity);
    if (!activity) throw new NotFound();
    if (stage.closedAt !== null) throw new Conflict('consultations.refusal.stage-closed');
    const { kind } = activity;
    const holds = isHeldKind(kind) && activity.held === null && given.thing !== '';
    // What people already take part in under this consultation is not put in the place of something else.
    const taken = holds
      ? await thingToHold(context, target, stage, {
          kind,
          thing: given.thing,
          title: given.title,
          address: given.target,
        })
      : null;
    const held = taken?.reference ?? activity.held;
    await within(db, institutionId)
      .updateTable('consultation_activity')
      .set({
        title: json(given.title),
        target: held === null && ADDRESSED_KINDS.has(kind) ? given.target : '',
        held,
      })
      .where('id', '=', activity.id)
      .execute();
    if (held) context.touch(`${kind}:${held}`);
    await refreshPublished(context, target);
    return { held: taken?.reference ?? null };
  },
});
