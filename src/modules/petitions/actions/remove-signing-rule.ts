import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { type LimitsOwner, limitSigning } from '../access.ts';
import { limitsOwner, signingRules } from '../queries/signing-limits.ts';

const input = z.object({ rule: z.uuid() });

/** Takes a rule away: the rate holds there again. */
export const removeSigningRule = defineAction<z.infer<typeof input>, LimitsOwner, { pattern: string }>({
  name: 'petitions.remove-signing-rule',
  input,
  target: ({ db }) => limitsOwner(db),
  access: limitSigning,
  event: 'petitions.signing-rule-removed',
  record: (_input, { portalId }, result) => ({ institutionId: portalId, detail: result as { pattern: string } }),
  run: async ({ db }, { rule }, { portalId }) => {
    const found = (await signingRules(db, portalId)).find(({ id }) => id === rule);
    if (!found) throw new NotFound();
    await within(db, portalId).deleteFrom('signing_rule').where('id', '=', rule).execute();
    return { pattern: found.pattern };
  },
});
