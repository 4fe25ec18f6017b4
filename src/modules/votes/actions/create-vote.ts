import { z } from 'zod';
import { institutionBySlug } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { across, within } from '#platform/db/database.ts';
import { Unavailable } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { newReference } from '#platform/reference.ts';
import { manageVotes } from '../access.ts';
import { termsInput } from '../input.ts';
import { KIND } from '../queries/votes.ts';
import { checkTerms, columnsOf, writeOptions } from '../terms.ts';

const input = z.intersection(
  termsInput,
  z.object({
    /** The slug of the body that holds the vote. */
    institution: z.string().max(100),
  }),
);

type Body = { institutionId: string };
type Created = { reference: string };

/** An official drafts a vote. Nobody else sees it until it is published. */
export const createVote = defineAction<z.infer<typeof input>, Body, Created>({
  name: 'votes.create-vote',
  input,
  target: async ({ db }, { institution }) => {
    const body = await institutionBySlug(db, institution);
    return body && { institutionId: body.id };
  },
  access: manageVotes,
  event: 'vote.drafted',
  record: (_input, { institutionId }, result) => ({
    subject: `vote:${(result as Created).reference}`,
    institutionId,
  }),
  run: async ({ db, now, today }, given, { institutionId }) => {
    await checkTerms(db, given, now);
    const reference = newReference(KIND, Number(today.slice(0, 4)));
    // References name votes of all bodies, so that one can be found by it alone; two alike are as good as impossible, and refused.
    const taken = await across(db).selectFrom('vote').select('id').where('reference', '=', reference).execute();
    if (taken.length > 0) throw new Unavailable(1);
    const id = newId();
    await within(db, institutionId)
      .insert('vote', {
        id,
        reference,
        state: 'draft',
        ...columnsOf(given),
        created_at: now,
        published_at: null,
        closed_at: null,
        cancel_reasons: null,
        count: null,
        counted_at: null,
      })
      .execute();
    await writeOptions(db, { institutionId, id }, given);
    return { reference };
  },
});
