import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { examinePetitions } from '../access.ts';
import type { PetitionLevel } from '../law.ts';
import { levelOf } from '../queries/councils.ts';

const input = z.object({
  /** The slug of the body, for programs; on a body's site it is that body. */
  institution: z.string().max(100).optional(),
  assurance: z.union([z.literal(1), z.literal(2), z.enum(['1', '2']).transform(Number)], 'petitions.fault.assurance'),
});

type Council = { institutionId: string; level: PetitionLevel };

/**
 * Sets how surely a body wants those to be known who sign petitions to its council: by a confirmed contact, or by a verified identity. It
 * holds for petitions that are opened from now on; those that are open keep what they were opened with.
 */
export const setSignatoryLevel = defineAction<z.infer<typeof input>, Council>({
  name: 'petitions.set-signatory-level',
  input,
  target: async ({ db, tenant }, { institution }) => {
    const body = await institutionBySlug(db, tenant?.slug ?? institution ?? '');
    const level = body && levelOf(body);
    return body && level ? { institutionId: body.id, level } : undefined;
  },
  access: examinePetitions,
  event: 'petitions.signatory-level-set',
  record: ({ assurance }, { institutionId, level }) => ({ institutionId, detail: { level, assurance } }),
  run: async ({ db, actor, now }, { assurance }, { institutionId, level }) => {
    const set = {
      assurance: assurance === 2 ? (2 as const) : (1 as const),
      set_by: actor.kind === 'person' ? actor.id : null,
      set_at: now,
    };
    await within(db, institutionId)
      .insert('petition_setting', { level, ...set })
      .onConflict((conflict) => conflict.columns(['institution_id', 'level']).doUpdateSet(set))
      .execute();
  },
});
