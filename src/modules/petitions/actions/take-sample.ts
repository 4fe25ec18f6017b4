import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { judgeSignatures, lyingWith } from '../access.ts';
import { isJudged } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { drawnSignatures } from '../queries/samples.ts';
import { newestRoot } from '../roots.ts';
import { REGISTERS, SAMPLE_MOST, seedOf } from '../sampling.ts';
import { findPetition } from '../target.ts';

const input = z.object({
  petition: z.string().max(40),
  register: z.enum(REGISTERS, 'petitions.fault.register'),
  size: z.coerce
    .number('petitions.fault.sample-size')
    .int('petitions.fault.sample-size')
    .min(1, 'petitions.fault.sample-size')
    .max(SAMPLE_MOST, 'petitions.fault.sample-size'),
});

type Taken = { sample: string; number: number; seed: string; size: number };

/**
 * Draws a random sample of the signatures that count, by a seed that follows from the newest published root: nobody can look for a sample
 * that suits them, and every sample that was taken is public with its seed. Refuses before there is a root, or without signatures (409).
 */
export const takeSample = defineAction<z.infer<typeof input>, Petition, Taken>({
  name: 'petitions.take-sample',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: judgeSignatures,
  event: 'petition.sample-taken',
  record: ({ register }, petition, result) => ({
    subject: `petition:${petition.reference}`,
    institutionId: lyingWith(petition),
    detail: { register, ...(result as Taken) },
  }),
  run: async ({ db, now, touch }, { register, size }, petition) => {
    const { institutionId, id, reference } = petition;
    if (!isJudged(petition)) throw new Conflict('petitions.refusal.not-judged');
    const here = within(db, institutionId);
    await here.selectFrom('petition').select('id').where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
    const root = await newestRoot(db, petition);
    if (!root) throw new Conflict('petitions.refusal.no-root');
    const { last } = await here
      .selectFrom('petition_sample')
      .select(({ fn }) => fn.max<number | null>('number').as('last'))
      .where('petition_id', '=', id)
      .executeTakeFirstOrThrow();
    const number = (last ?? 0) + 1;
    const seed = seedOf(root.root, reference, number);
    const drawn = await drawnSignatures(db, petition, seed, size);
    const [first] = drawn;
    if (!first) throw new Conflict('petitions.refusal.none-meant');
    const sample = newId();
    await here
      .insert('petition_sample', {
        petition_id: id,
        id: sample,
        number,
        register,
        seed,
        root_number: root.number,
        size: drawn.length,
        drawn_from: first.of,
        drawn_at: now,
        checked_at: null,
      })
      .execute();
    const items = drawn.map((one, index) => ({
      petition_id: id,
      sample,
      place: index + 1,
      signature_id: one.id,
      result: null,
    }));
    for (let from = 0; from < items.length; from += 1_000)
      await here.insert('petition_sample_item', items.slice(from, from + 1_000)).execute();
    touch(`petition-roots:${reference}`);
    return { sample, number, seed, size: drawn.length };
  },
});
