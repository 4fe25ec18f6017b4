import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { managePersonalData } from '../access.ts';
import { modeOf, SAMPLE_REFERENCE } from '../processings.ts';

export const closeProcessingInput = z.object({
  institution: z.string().max(80).optional(),
  kind: z.string().max(80),
});

type Input = z.infer<typeof closeProcessingInput>;

/** Stops the collection for a processing. What was collected stays as its retention says. */
export const closeProcessing = defineAction<Input, { institutionId: string }>({
  name: 'personal-data.close-processing',
  input: closeProcessingInput,
  async target({ db, tenant }, { institution }) {
    const body = tenant ?? (await institutionBySlug(db, institution ?? ''));
    return body && { institutionId: body.id };
  },
  access: managePersonalData,
  event: 'processing.closed',
  record: ({ kind }, { institutionId }) => ({ subject: kind, institutionId }),
  async run({ db, now, offers, around, touch }, { kind }, { institutionId }) {
    const processing = offers.processings.find((each) => each.kind === kind);
    if (!processing) throw new NotFound();
    const own = within(db, institutionId);
    const { numUpdatedRows } = await own
      .updateTable('processing_register')
      .set({ closed_at: now })
      .where('kind', '=', kind)
      .where('closed_at', 'is', null)
      .executeTakeFirstOrThrow();
    // In a trial a processing is open without a row: closing it writes one that says so.
    if (numUpdatedRows === 0n && modeOf(around).trial)
      await own
        .insert('processing_register', {
          kind,
          regime: processing.regime,
          cndp_reference: SAMPLE_REFERENCE,
          sample: true,
          opened_at: now,
          opened_by: null,
          closed_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    touch(`processings:${institutionId}`);
  },
});
