import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { appealDecision as mayAppealDecision } from '../access.ts';
import { ANSWERED_WITHIN, daysLater, mayAppeal } from '../moderation.ts';
import { itemOf, whyHidden } from '../queries/items.ts';
import { type FoundThing, recordOf, thingOf } from '../things.ts';

const input = z.object({
  on: z.string().max(200),
  words: z.string().trim().min(1, 'moderation.appeal.words-missing').max(2_000),
});

/** The author of something hidden asks that another moderator look at it. Once for each decision. */
export const appealDecision = defineAction<z.infer<typeof input>, FoundThing, { appealId: string; dueOn: string }>({
  name: 'moderation.appeal-decision',
  input,
  target: async (context, given) => {
    const thing = await thingOf(context, given);
    return thing?.state === 'hidden' ? thing : undefined;
  },
  access: mayAppealDecision,
  event: 'decision.appealed',
  record: recordOf,
  run: async (context, given, thing) => {
    const { db, now, today } = context;
    const name = { institutionId: thing.institutionId, kind: thing.kind.kind, id: thing.id };
    // A second click waits here and then finds the first one's appeal.
    const item = await itemOf(db, name, { lock: true });
    const because = await whyHidden(db, name);
    if (!item || !because || !mayAppeal(because.decision, because.appeal, today))
      throw new Conflict(because?.appeal ? 'moderation.refusal.appealed' : 'moderation.refusal.appeal-too-late');
    const appealId = newId();
    const dueOn = daysLater(today, ANSWERED_WITHIN.appeal);
    await within(db, thing.institutionId)
      .insert('moderation_appeal', {
        id: appealId,
        item_id: item.id,
        decision_id: because.decision.id,
        person_id: thing.authorId,
        words: given.words,
        made_at: now,
        made_on: today,
        due_on: dueOn,
        hidden_by: because.decision.decidedBy,
        outcome: null,
        answer: null,
        decided_by: null,
        decided_at: null,
        decided_on: null,
      })
      .execute();
    context.touch('moderation');
    return { appealId, dueOn };
  },
});
