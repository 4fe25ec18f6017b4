import type { z } from 'zod';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { publishRule } from '../access.ts';
import { checkedFloor } from '../checked-floor.ts';
import { LIST_TAG, phaseOf, ROUNDS_MAX, textTag } from '../draft-text.ts';
import { periodInput, reference } from '../input.ts';
import { tellOfText } from '../notices.ts';
import { opinionProcessing } from '../personal-data.ts';
import { type DraftText, roundsOf, workingVersion } from '../queries/draft-texts.ts';
import { beginRound } from '../rounds.ts';
import { textRecord, textTarget } from '../target.ts';

const input = periodInput.extend({ text: reference });
type Input = z.infer<typeof input>;

/**
 * Puts the version that came of a round before everybody once more. What was said and answered before stays as it is; new contributions are
 * of the new round. Refuses while something is unanswered, while a version is begun, and where nothing changed since.
 */
export const openRound = defineAction<Input, DraftText, { reference: string; round: number }>({
  name: 'draft-texts.open-round',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: publishRule,
  event: 'draft-text.round-opened',
  record: ({ opensOn, closesOn }, text) => ({ ...textRecord(undefined, text), detail: { opensOn, closesOn } }),
  async run(context, { opensOn, closesOn, urgency }, text) {
    const { db, today, touch } = context;
    if (phaseOf(text, today) !== 'answering') throw new Conflict('draft-texts.refusal.not-answering');
    if (text.unanswered > 0) throw new Conflict('draft-texts.refusal.unanswered', { n: text.unanswered });
    if (await workingVersion(db, text)) throw new Conflict('draft-texts.refusal.version-unpublished');
    const rounds = await roundsOf(db, text);
    if (rounds.at(-1)?.version === text.version) throw new Conflict('draft-texts.refusal.same-version');
    if (rounds.length >= ROUNDS_MAX) throw new Conflict('draft-texts.refusal.too-many-rounds', { n: ROUNDS_MAX });
    if (!(await isProcessingOpen(db, text.institutionId, opinionProcessing.kind, modeOf(context.around))))
      throw new Conflict('draft-texts.refusal.processing');
    const asked = { opensOn, closesOn, urgency };
    const floor = await checkedFloor(context, text, asked);
    await beginRound(context, text, { version: text.version, floor, ...asked });
    await tellOfText(context, text, { event: 'draft-texts.notice.round', authors: true });
    touch(LIST_TAG, textTag(text.reference));
    return { reference: text.reference, round: text.round + 1 };
  },
});
