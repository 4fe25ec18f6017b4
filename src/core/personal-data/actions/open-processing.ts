import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { managePersonalData } from '../access.ts';
import { modeOf } from '../processings.ts';

export const openProcessingInput = z.object({
  /** The slug of the body, for programs; on a body's site it is that body. */
  institution: z.string().max(80).optional(),
  kind: z.string().max(80),
  /** The number of the CNDP's receipt of declaration or of its authorisation. */
  reference: z
    .string()
    .trim()
    .min(3, 'personal-data.processing.reference-missing')
    .max(60)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ./-]*$/u, 'personal-data.processing.reference-wrong'),
});

type Input = z.infer<typeof openProcessingInput>;
type Body = { institutionId: string };

/** Enters the reference that the CNDP gave for a processing: from now on the body may collect the data. In a trial it is marked as a sample. */
export const openProcessing = defineAction<Input, Body>({
  name: 'personal-data.open-processing',
  input: openProcessingInput,
  async target({ db, tenant }, { institution }) {
    const body = tenant ?? (await institutionBySlug(db, institution ?? ''));
    return body && { institutionId: body.id };
  },
  access: managePersonalData,
  event: 'processing.opened',
  record: ({ kind, reference }, { institutionId }) => ({ subject: kind, institutionId, detail: { reference } }),
  async run({ db, actor, now, offers, around, touch }, { kind, reference }, { institutionId }) {
    const processing = offers.processings.find((each) => each.kind === kind);
    if (!processing) throw new NotFound();
    const sample = modeOf(around).trial;
    const entered = {
      regime: processing.regime,
      cndp_reference: reference,
      sample,
      opened_at: now,
      opened_by: actor.kind === 'person' ? actor.id : null,
      closed_at: null,
    };
    if (!sample && /specimen/i.test(reference))
      throw new InvalidInput([{ pointer: '/reference', key: 'personal-data.processing.reference-wrong' }]);
    await within(db, institutionId)
      .insert('processing_register', { kind, ...entered })
      .onConflict((conflict) => conflict.columns(['institution_id', 'kind']).doUpdateSet(entered))
      .execute();
    touch(`processings:${institutionId}`);
  },
});
