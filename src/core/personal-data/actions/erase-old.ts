import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { NotFound } from '#platform/errors.ts';
import { eraseOld as eraseOldRule } from '../access.ts';
import { keptSince } from '../retention.ts';

export const eraseOldInput = z.object({
  /** The kind of data, as the capability that keeps it calls it. */
  kind: z.string().max(80),
});

/** Removes or anonymises what a kind of data keeps longer than its rule allows; answers how much. */
export const eraseOld = defineAction({
  name: 'personal-data.erase-old',
  input: eraseOldInput,
  access: eraseOldRule,
  event: 'data.erased',
  record: ({ kind }, _target, result) => ({ subject: kind, detail: result as { count: number; since: Date } }),
  async run({ db, now, offers }, { kind }): Promise<{ count: number; since: Date }> {
    const rule = offers.retentions.find((each) => each.kind === kind);
    if (!rule) throw new NotFound();
    const since = keptSince(rule.keep, now);
    return { count: await rule.apply(db, since, false), since };
  },
});
