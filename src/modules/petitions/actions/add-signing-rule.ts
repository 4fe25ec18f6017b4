import type { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { type LimitsOwner, limitSigning } from '../access.ts';
import { limitsOwner, signingRules } from '../queries/signing-limits.ts';
import { RULES_MAX, ruleInput } from '../signing-limits.ts';

/**
 * Says of a network or of domains of e-mail that no signature is begun from there, or that the rate does not hold there. Refuses what is no
 * network or domain, a day that is over, what has a rule already, and more rules than there may be (422).
 */
export const addSigningRule = defineAction<z.infer<typeof ruleInput>, LimitsOwner>({
  name: 'petitions.add-signing-rule',
  input: ruleInput,
  target: ({ db }) => limitsOwner(db),
  access: limitSigning,
  event: 'petitions.signing-rule-added',
  record: ({ kind, pattern, verdict, reason, until }, { portalId }) => ({
    institutionId: portalId,
    detail: { kind, pattern, verdict, reason, until },
  }),
  run: async ({ db, actor, now, today }, { until, ...rule }, { portalId }) => {
    if (until !== '' && until < today)
      throw new InvalidInput([{ pointer: '/until', key: 'petitions.fault.rule-until' }]);
    const rules = await signingRules(db, portalId);
    if (rules.length >= RULES_MAX)
      throw new InvalidInput([{ pointer: '/pattern', key: 'petitions.fault.rules-many', values: { most: RULES_MAX } }]);
    if (rules.some(({ kind, pattern }) => kind === rule.kind && pattern === rule.pattern))
      throw new InvalidInput([{ pointer: '/pattern', key: 'petitions.fault.rule-known' }]);
    await within(db, portalId)
      .insert('signing_rule', {
        ...rule,
        id: newId(),
        until: until === '' ? null : until,
        set_by: actor.kind === 'person' ? actor.id : null,
        set_at: now,
      })
      .execute();
  },
});
