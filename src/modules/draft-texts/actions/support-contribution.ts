import { sql } from 'kysely';
import { z } from 'zod';
import { requireAssurance } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { supportRule } from '../access.ts';
import { phaseOf, textTag } from '../draft-text.ts';
import { reference } from '../input.ts';
import type { FoundContribution } from '../queries/contributions.ts';
import { contributionTarget } from '../target.ts';

const input = z.object({
  text: reference,
  contribution: z.string().max(60),
  /** False takes the support back. */
  support: z.boolean().default(true),
});
type Input = z.infer<typeof input>;
export type Supported = { reference: string; id: string; supports: number };

/**
 * Supports somebody's contribution, once, or takes that back, while its round is open. The counter moves in the statement that writes the
 * support, so that both always agree. Nobody supports what they said themselves. Who supports what is nobody's business: no row in the log.
 */
export const supportContribution = defineAction<Input, FoundContribution, Supported>({
  name: 'draft-texts.support-contribution',
  input: input as unknown as z.ZodType<Input>,
  target: contributionTarget,
  access: supportRule,
  event: 'text-contribution.supported',
  record: () => null,
  async run({ db, actor, now, today, touch }, { support }, found) {
    const { institutionId, id, state, text, authorId, represented } = found;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (state !== 'shown' || phaseOf(text, today) !== 'open' || found.round !== text.round)
      throw new Conflict('draft-texts.refusal.not-open');
    await requireAssurance(db, actor, { level: text.level }, now);
    if (actor.id === authorId || represented) throw new Conflict('draft-texts.refusal.own');
    const change = support
      ? sql`insert into draft_text_support (institution_id, contribution_id, person_id, at)
          values (${institutionId}, ${id}, ${actor.id}, ${now}) on conflict do nothing returning 1 as n`
      : sql`delete from draft_text_support where institution_id = ${institutionId} and contribution_id = ${id}
          and person_id = ${actor.id} returning 1 as n`;
    const { rows } = await sql<{ supports: number }>`
      with changed as (${change})
      update draft_text_contribution set supports = supports + ${support ? sql`` : sql`-`}(select count(*) from changed)
      where institution_id = ${institutionId} and id = ${id} returning supports`.execute(db);
    touch(textTag(text.reference));
    return { reference: text.reference, id, supports: rows[0]?.supports ?? 0 };
  },
});
