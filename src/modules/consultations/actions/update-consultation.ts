import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageConsultations } from '../access.ts';
import { consultationInput, reference } from '../input.ts';
import { type Consultation, consultationByReference } from '../queries/consultations.ts';
import { consultationTarget } from '../target.ts';
import { refreshPublished, wordColumns, writePartners } from '../write.ts';

const input = consultationInput.extend({ consultation: reference });

/** An official changes what a consultation says of itself, until it is closed. How surely people must be known stays once it is published. */
export const updateConsultation = defineAction<z.infer<typeof input>, Consultation>({
  name: 'consultations.update-consultation',
  input,
  target: consultationTarget,
  access: manageConsultations,
  event: 'consultation.changed',
  record: (_input, { reference: subject, institutionId }) => ({ subject: `consultation:${subject}`, institutionId }),
  run: async (context, given, target) => {
    const { db } = context;
    if (target.state === 'closed') throw new Conflict('consultations.refusal.closed');
    if (target.state !== 'draft' && given.level !== target.level)
      throw new Conflict('consultations.refusal.level-stays');
    await within(db, target.institutionId)
      .updateTable('consultation')
      .set(wordColumns(given))
      .where('id', '=', target.id)
      .execute();
    await writePartners(db, target, given.partners);
    const changed = await consultationByReference(db, target.reference);
    if (changed) await refreshPublished(context, changed);
  },
});
