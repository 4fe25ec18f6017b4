import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import { manageConsultations } from '../access.ts';
import { proposedDates } from '../consultation.ts';
import { consultationInput, date } from '../input.ts';
import { MODEL_NAMES, MODELS } from '../models.ts';
import { newConsultationReference, wordColumns, writePartners } from '../write.ts';

const input = consultationInput.extend({
  model: z.enum(MODEL_NAMES, 'consultations.fault.choose'),
  /** The first day of the first stage. */
  startsOn: date,
  /** The slug of the body that leads it; absent: the body of the site. */
  institution: z.string().max(100).optional(),
});

/** An official prepares a consultation from a ready-made model: its stages, dates and activities can all be changed. */
export const createConsultation = defineAction<z.infer<typeof input>, { institutionId: string }, { reference: string }>(
  {
    name: 'consultations.create-consultation',
    input,
    target: async ({ db, tenant }, { institution }) => {
      const body = institution === undefined ? tenant : await institutionBySlug(db, institution);
      return body ? { institutionId: body.id } : undefined;
    },
    access: manageConsultations,
    event: 'consultation.prepared',
    record: ({ model }, { institutionId }, result) => ({
      subject: `consultation:${(result as { reference: string }).reference}`,
      institutionId,
      detail: { model },
    }),
    run: async ({ db, now, today, around }, given, { institutionId }) => {
      const reference = await newConsultationReference(db, today);
      const id = newId();
      const own = within(db, institutionId);
      await own
        .insert('consultation', {
          id,
          reference,
          model: given.model,
          state: 'draft',
          ...wordColumns(given),
          created_at: now,
          published_at: null,
          closed_at: null,
          shown_since: null,
        })
        .execute();
      await writePartners(db, { institutionId, id }, given.partners);
      const stages = MODELS[given.model];
      const dates = proposedDates(
        given.startsOn,
        stages.map(({ days }) => days),
      );
      // A model names its stages in the words of the program, in the three languages that officials write in.
      const said = (key: Parameters<ReturnType<typeof around.words>['ts']>[0]): Text => ({
        ar: around.words('ar').ts(key),
        fr: around.words('fr').ts(key),
        en: around.words('en').ts(key),
      });
      for (const [index, stage] of stages.entries()) {
        const stageId = newId();
        const on = dates[index];
        if (!on) throw new NotFound();
        await own
          .insert('consultation_stage', {
            id: stageId,
            consultation_id: id,
            number: index + 1,
            title: json(said(`consultations.stage.${stage.key}`)),
            words: json(said(`consultations.stage-text.${stage.key}`)),
            starts_on: on.startsOn,
            ends_on: on.endsOn,
            closed_at: null,
            report: null,
          })
          .execute();
        for (const kind of stage.activities)
          await own
            .insert('consultation_activity', {
              id: newId(),
              stage_id: stageId,
              kind,
              title: json(said(`consultations.activity.${kind}`)),
              target: '',
              held: null,
            })
            .execute();
      }
      return { reference };
    },
  },
);
