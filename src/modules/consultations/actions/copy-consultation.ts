import { z } from 'zod';
import { addDays, daysBetween } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import { manageConsultations } from '../access.ts';
import { date, MOST, neededWords, reference } from '../input.ts';
import { type Consultation, partnersOf, stagesOf } from '../queries/consultations.ts';
import { findConsultation } from '../target.ts';
import { newConsultationReference, wordColumns } from '../write.ts';

const input = z.object({
  consultation: reference,
  title: neededWords(MOST.title),
  /** The first day of the first stage of the copy. */
  startsOn: date,
});

/**
 * An official takes a consultation as the model of another one: its words, its partners, its stages with their lengths and activities. What
 * came in, and the surveys, votes and texts it held, stay with the first. Of partners only the body that leads may copy it.
 */
export const copyConsultation = defineAction<z.infer<typeof input>, Consultation, { reference: string }>({
  name: 'consultations.copy-consultation',
  input,
  target: (context, { consultation }) => findConsultation(context, consultation),
  access: manageConsultations,
  event: 'consultation.prepared',
  record: (_input, { reference: from, institutionId }, result) => ({
    subject: `consultation:${(result as { reference: string }).reference}`,
    institutionId,
    detail: { from },
  }),
  run: async ({ db, now, today }, { title, startsOn }, target) => {
    const { institutionId } = target;
    const copy = await newConsultationReference(db, today);
    const id = newId();
    const own = within(db, institutionId);
    await own
      .insert('consultation', {
        id,
        reference: copy,
        model: target.model,
        state: 'draft',
        ...wordColumns({ ...target, title }),
        created_at: now,
        published_at: null,
        closed_at: null,
        shown_since: null,
      })
      .execute();
    for (const partner of await partnersOf(db, target))
      await own.insert('consultation_partner', { consultation_id: id, partner_id: partner }).execute();
    const stages = await stagesOf(db, target);
    const later = stages[0] ? daysBetween(stages[0].startsOn, startsOn) : 0;
    for (const stage of stages) {
      const stageId = newId();
      await own
        .insert('consultation_stage', {
          id: stageId,
          consultation_id: id,
          number: stage.number,
          title: json(stage.title),
          words: json(stage.words),
          starts_on: addDays(stage.startsOn, later),
          ends_on: addDays(stage.endsOn, later),
          closed_at: null,
          report: null,
        })
        .execute();
      for (const { kind, title: name } of stage.activities)
        await own
          .insert('consultation_activity', {
            id: newId(),
            stage_id: stageId,
            kind,
            title: json(name),
            target: '',
            held: null,
          })
          .execute();
    }
    return { reference: copy };
  },
});
