import { z } from 'zod';
import { type Institution, institutionBySlug } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { across, within } from '#platform/db/database.ts';
import { NotAllowed, TooMany, Unavailable } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { newReference } from '#platform/reference.ts';
import { createPetition as mayCreate } from '../access.ts';
import { signatureProcessing } from '../personal-data.ts';
import { petitionInput } from '../petition-input.ts';
import { levelOf } from '../queries/councils.ts';
import { KIND } from '../target.ts';

/** The most drafts and submitted petitions that one person may have at a time. */
const AT_ONCE = 5;

const input = petitionInput.extend({
  /** The slug of the body whose council is addressed. */
  institution: z.string().max(100),
});

type Input = z.infer<typeof input>;

/** Somebody drafts a petition and becomes its representative. Only they see it until it is opened. */
export const createPetition = defineAction<Input, Institution, { reference: string }>({
  name: 'petitions.create-petition',
  input,
  target: async ({ db }, { institution }) => {
    const body = await institutionBySlug(db, institution);
    return body && levelOf(body) && body.state === 'active' ? body : undefined;
  },
  access: mayCreate,
  event: 'petition.drafted',
  record: (_input, body, result) => ({
    subject: `petition:${(result as { reference: string }).reference}`,
    institutionId: body.id,
  }),
  run: async ({ db, actor, now, today, around }, given, body) => {
    const level = levelOf(body);
    if (actor.kind !== 'person' || !level) throw new NotAllowed();
    if (!(await isProcessingOpen(db, body.id, signatureProcessing.kind, modeOf(around))))
      throw new NotAllowed('petitions.refusal.processing');
    const { open } = await across(db)
      .selectFrom('petition')
      .select((row) => row.fn.countAll<number>().as('open'))
      .where('representative_id', '=', actor.id)
      .where('state', 'in', ['draft', 'submitted'])
      .executeTakeFirstOrThrow();
    if (open >= AT_ONCE) throw new TooMany(86_400, 'petitions.refusal.too-many-drafts');
    const reference = newReference(KIND, Number(today.slice(0, 4)));
    // References name petitions of all bodies, so that one can be found by it alone; two alike are as good as impossible, and refused.
    const taken = await across(db).selectFrom('petition').select('id').where('reference', '=', reference).execute();
    if (taken.length > 0) throw new Unavailable(1);
    const { lang, title, demand, reasons, representative, months } = given;
    await within(db, body.id)
      .insert('petition', {
        id: newId(),
        reference,
        level,
        state: 'draft',
        lang,
        title,
        demand,
        reasons,
        representative_id: actor.id,
        representative_name: representative,
        months,
        population_year: null,
        population: null,
        required: null,
        per_province_minimum: null,
        created_at: now,
        submitted_at: null,
        decided_at: null,
        opened_on: null,
        closes_on: null,
        closed_at: null,
        refusal_ground: null,
        refusal_reasons: null,
      })
      .execute();
    return { reference };
  },
});
