import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageConsultations } from '../access.ts';
import { reference } from '../input.ts';
import type { Consultation } from '../queries/consultations.ts';
import { consultationTarget } from '../target.ts';

const input = z.object({
  consultation: reference,
  /** False: the link that there is leads nowhere any more. */
  shared: z.boolean(),
});

/** An official lets whoever has a link read a draft, without an account, or takes the link back. */
export const showDraft = defineAction<z.infer<typeof input>, Consultation>({
  name: 'consultations.show-draft',
  input,
  target: consultationTarget,
  access: manageConsultations,
  event: 'consultation.draft-shared',
  record: ({ shared }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { shared },
  }),
  run: async ({ db, now }, { shared }, target) => {
    if (target.state !== 'draft') throw new Conflict('consultations.refusal.published');
    await within(db, target.institutionId)
      .updateTable('consultation')
      .set({ shown_since: shared ? now : null })
      .where('id', '=', target.id)
      .execute();
  },
});
