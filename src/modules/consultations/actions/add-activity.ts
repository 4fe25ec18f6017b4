import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import { manageConsultations } from '../access.ts';
import { ACTIVITY_KINDS, ADDRESSED_KINDS, isHeldKind } from '../consultation.ts';
import { thingToHold } from '../hold.ts';
import { isSaid, MOST, reference, targetInput, thingInput, words } from '../input.ts';
import { type StageTarget, stageTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';

const MOST_ACTIVITIES = 10;

const input = z.object({
  consultation: reference,
  number: z.coerce.number().int(),
  kind: z.enum(ACTIVITY_KINDS, 'consultations.fault.choose'),
  /** May stay empty for a thing that exists: it has a title. */
  title: words(MOST.title),
  target: targetInput.default(''),
  thing: thingInput,
});

type Added = { id: string; held: string | null };

/**
 * An official adds something that happens in a stage. A survey, a vote or a draft text is begun with it (`thing` is `new`), or chosen
 * among those of the body.
 */
export const addActivity = defineAction<z.infer<typeof input>, StageTarget, Added>({
  name: 'consultations.add-activity',
  input,
  target: stageTarget,
  access: manageConsultations,
  event: 'consultation.activity-added',
  record: ({ number, kind }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { number, kind },
  }),
  run: async (context, { kind, title, target: address, thing }, target) => {
    const { db } = context;
    const { stage, institutionId } = target;
    if (stage.closedAt !== null) throw new Conflict('consultations.refusal.stage-closed');
    if (stage.activities.length >= MOST_ACTIVITIES) throw new Conflict('consultations.refusal.too-many');
    const holds = isHeldKind(kind) && thing !== '';
    if (!isSaid(title) && (!holds || thing === 'new'))
      throw new InvalidInput([{ pointer: '/title/ar', key: 'consultations.fault.text-missing' }]);
    if (!holds && ADDRESSED_KINDS.has(kind) && address === '')
      throw new InvalidInput([{ pointer: '/target', key: 'consultations.fault.target' }]);
    if (!holds && kind === 'draft-text')
      throw new InvalidInput([{ pointer: '/thing', key: 'consultations.fault.choose' }]);
    const held = holds ? await thingToHold(context, target, stage, { kind, thing, title, address }) : null;
    const name: Text = isSaid(title) ? title : (held?.title ?? title);
    const id = newId();
    await within(db, institutionId)
      .insert('consultation_activity', {
        id,
        stage_id: stage.id,
        kind,
        title: json(name),
        target: !holds && ADDRESSED_KINDS.has(kind) ? address : '',
        held: held?.reference ?? null,
      })
      .execute();
    if (held) context.touch(`${kind}:${held.reference}`);
    await refreshPublished(context, target);
    return { id, held: held?.reference ?? null };
  },
});
