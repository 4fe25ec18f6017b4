import { z } from 'zod';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, Overtaken } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { answerRule } from '../access.ts';
import { CONTRIBUTION, contributionPath } from '../contribution.ts';
import { ANSWER_MAX, ANSWERS_AT_ONCE, isPublic, OUTCOMES, phaseOf, textTag, WORDING_MAX } from '../draft-text.ts';
import { reference, words } from '../input.ts';
import { type Contribution, contributionsOf } from '../queries/contributions.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';

const input = z.object({
  text: reference,
  contributions: z
    .array(z.string().refine(isId, 'draft-texts.fault.choose'))
    .min(1, 'draft-texts.fault.choose')
    .max(ANSWERS_AT_ONCE, 'draft-texts.fault.choose-fewer'),
  /** When those that were changed had last been changed, as it was read: nobody answers words they did not see. */
  editedAt: z.record(z.string().max(60), z.string().max(40).nullish()).default({}),
  outcome: z.enum(OUTCOMES, 'draft-texts.fault.outcome'),
  reasons: words(ANSWER_MAX, 'draft-texts.fault.answer'),
  /** The words taken over of one amendment that is accepted in part. */
  wording: z.string().trim().max(WORDING_MAX, 'draft-texts.fault.wording-long').default(''),
});
type Input = z.infer<typeof input>;
export type Answered = { reference: string; answered: number };

/**
 * Answers contributions in the name of the body, one or many alike, with reasons that everybody reads. An answer may be given anew until
 * the consultation is concluded. Its author is told. Refuses where a contribution says something else than what was read.
 */
export const answerContributions = defineAction<Input, DraftText, Answered>({
  name: 'draft-texts.answer-contributions',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: answerRule,
  event: 'text-contribution.answered',
  record: ({ contributions, outcome }, text) => ({
    ...textRecord(undefined, text),
    detail: { contributions, outcome },
  }),
  async run(context, { contributions: ids, editedAt, outcome, reasons, wording }, text) {
    const { db, now, today, touch } = context;
    const phase = phaseOf(text, today);
    if (!isPublic(text) || phase === 'concluded' || phase === 'adopted')
      throw new Conflict('draft-texts.refusal.concluded');
    const chosen = await contributionsOf(db, text, [...new Set(ids)], { lock: true });
    if (chosen.length < new Set(ids).size || chosen.some(({ state }) => state !== 'shown'))
      throw new Overtaken('draft-texts.refusal.some-gone');
    if (chosen.some((one) => (one.editedAt?.toISOString() ?? '') !== (editedAt[one.id] ?? '')))
      throw new Overtaken('draft-texts.refusal.some-changed');
    // What came of an earlier round stands in the version that followed it.
    if (chosen.some(({ round, answer }) => round < text.round && answer !== null))
      throw new Conflict('draft-texts.refusal.round-over');
    const taken = wordingOf(chosen, outcome, wording);
    await within(db, text.institutionId)
      .updateTable('draft_text_contribution')
      .set({ outcome, answer_reasons: json(reasons), answer_wording: taken, answered_at: now })
      .where('text_id', '=', text.id)
      .where('id', 'in', ids)
      .execute();
    for (const { id, authorId } of chosen)
      await publish(context, {
        institutionId: text.institutionId,
        subjects: [`${CONTRIBUTION}:${id}`],
        people: authorId === null ? [] : [authorId],
        event: 'draft-texts.notice.answered',
        title: text.title,
        path: contributionPath(text.reference, id),
      });
    touch(textTag(text.reference));
    return { reference: text.reference, answered: chosen.length };
  },
});

/** Of an amendment that is accepted in part, the body writes which words it takes over: each time, for that one alone. */
function wordingOf(chosen: readonly Contribution[], outcome: Input['outcome'], wording: string): string | null {
  if (outcome !== 'partly-accepted') return null;
  const written = chosen.filter(({ deed }) => deed !== null && deed !== 'delete');
  if (chosen.some(({ deed }) => deed === 'delete'))
    throw new InvalidInput([{ pointer: '/outcome', key: 'draft-texts.fault.partly-delete' }]);
  if (written.length === 0) return null;
  if (chosen.length > 1) throw new InvalidInput([{ pointer: '/outcome', key: 'draft-texts.fault.partly-many' }]);
  if (!wording) throw new InvalidInput([{ pointer: '/wording', key: 'draft-texts.fault.partly-wording' }]);
  return wording;
}
