import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageConsultations } from '../access.ts';
import { ACTIVITY_KINDS, ADDRESSED_KINDS } from '../consultation.ts';
import { MOST, neededWords, reference } from '../input.ts';
import { findStage, lockConsultation, type StageTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';

const MOST_ACTIVITIES = 10;

/** A path of this platform (`/surveys/…`), or an address elsewhere. */
export const targetInput = z
  .string()
  .trim()
  .max(500, 'consultations.fault.too-long')
  .refine((text) => text === '' || /^(\/[^/\s]\S*|https:\/\/\S+)$/.test(text), 'consultations.fault.target');

const input = z.object({
  consultation: reference,
  number: z.coerce.number().int(),
  kind: z.enum(ACTIVITY_KINDS, 'consultations.fault.choose'),
  title: neededWords(MOST.title),
  target: targetInput.default(''),
});

/** An official adds something that happens in a stage. */
export const addActivity = defineAction<z.infer<typeof input>, StageTarget, { id: string }>({
  name: 'consultations.add-activity',
  input,
  target: (context, { consultation, number }) => findStage(context, consultation, number),
  access: manageConsultations,
  event: 'consultation.activity-added',
  record: ({ number, kind }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { number, kind },
  }),
  run: async (context, { kind, title, target: address }, target) => {
    const { db } = context;
    const { stage, institutionId } = target;
    await lockConsultation(db, target);
    if (stage.closedAt !== null) throw new Conflict('consultations.refusal.stage-closed');
    if (stage.activities.length >= MOST_ACTIVITIES) throw new Conflict('consultations.refusal.too-many');
    if (ADDRESSED_KINDS.has(kind) && address === '')
      throw new InvalidInput([{ pointer: '/target', key: 'consultations.fault.target' }]);
    const id = newId();
    await within(db, institutionId)
      .insert('consultation_activity', {
        id,
        stage_id: stage.id,
        kind,
        title: json(title),
        target: ADDRESSED_KINDS.has(kind) ? address : '',
      })
      .execute();
    await refreshPublished(context, target);
    return { id };
  },
});
