import { sql } from 'kysely';
import { z } from 'zod';
import { HELD_FROM, openItem, spamScore } from '#core/moderation/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { changeContribution } from '../access.ts';
import { CONTRIBUTION } from '../contribution.ts';
import { checkedWords, wordsInput } from '../contribution-input.ts';
import { type ContributionState, mayEditNow, phaseOf, textTag, wasRecorded } from '../draft-text.ts';
import { reference } from '../input.ts';
import type { FoundContribution } from '../queries/contributions.ts';
import { versionOf } from '../queries/draft-texts.ts';
import { contributionRecord, contributionTarget } from '../target.ts';

const input = wordsInput.extend({ text: reference, contribution: z.string().max(60) });
type Input = z.infer<typeof input>;

/** Changes what a contribution says, within an hour and while the text is open. What it said before stays to be read. */
export const editContribution = defineAction<Input, FoundContribution, { reference: string; id: string }>({
  name: 'draft-texts.edit-contribution',
  input: input as unknown as z.ZodType<Input>,
  target: contributionTarget,
  access: changeContribution,
  event: 'text-contribution.changed',
  record: contributionRecord,
  async run(context, given, found) {
    const { db, now, today, touch } = context;
    const { text, institutionId, id, lang } = found;
    const done = { reference: text.reference, id };
    const phase = phaseOf(text, today);
    // What was entered for somebody may be put right while the answers are written.
    if (phase !== 'open' && !(phase === 'answering' && wasRecorded(found)))
      throw new Conflict('draft-texts.refusal.not-open');
    if (!mayEditNow(found, now)) throw new Conflict('draft-texts.refusal.edit-too-late');
    const version = await versionOf(db, text, found.version);
    const article = version?.articles.find((one) => one.id === found.articleId);
    const { quote, wording, heading, reasons } = checkedWords(given, { deed: found.deed ?? 'comment', lang, article });
    const same = quote === found.quote && wording === found.wording && heading === found.heading;
    if (same && reasons === found.reasons) return done;
    await sql`
      insert into draft_text_earlier (institution_id, contribution_id, number, quote, wording, heading, reasons, written_at)
      select ${institutionId}, ${id}, count(*) + 1, ${found.quote}, ${found.wording}, ${found.heading},
        ${found.reasons}, ${found.editedAt ?? found.createdAt}
      from draft_text_earlier where institution_id = ${institutionId} and contribution_id = ${id}`.execute(db);
    const score = spamScore(`${heading}\n${wording}\n${reasons}`);
    const state: ContributionState = found.state === 'held' || score.points >= HELD_FROM ? 'held' : 'shown';
    await within(db, institutionId)
      .updateTable('draft_text_contribution')
      .set({ quote, wording, heading, reasons, state, edited_at: now })
      .where('id', '=', id)
      .execute();
    if (state === 'held' && found.state === 'shown')
      await openItem(context, { institutionId, kind: CONTRIBUTION, id, about: text.title }, { held: true, ...score });
    touch(textTag(text.reference));
    return done;
  },
});
