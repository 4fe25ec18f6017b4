import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { decideContribution } from '../access.ts';
import { decide } from '../decide.ts';
import { inLetter, tellAuthor, textBlock } from '../letters.ts';
import { type FoundThing, recordOf, thingOf } from '../things.ts';

const input = z.object({
  on: z.string().max(200),
  words: z.string().trim().max(2_000).optional(),
});

/**
 * Shows again what was hidden: a moderator corrects a decision, their own or another's. An appeal that waited has reached what it wanted.
 */
export const restoreContribution = defineAction<z.infer<typeof input>, FoundThing, { decisionId: string }>({
  name: 'moderation.restore-contribution',
  input,
  target: thingOf,
  access: decideContribution,
  event: 'contribution.restored',
  record: recordOf,
  run: async (context, given, thing) => {
    const { itemId, decisionId } = await decide(context, thing, { verdict: 'restore', words: given.words });
    // Nobody decided the appeal: what it was against was taken back.
    await within(context.db, thing.institutionId)
      .updateTable('moderation_appeal')
      .set({ outcome: 'restored', decided_at: context.now, decided_on: context.today, answer: given.words ?? null })
      .where('item_id', '=', itemId)
      .where('outcome', 'is', null)
      .execute();
    await tellAuthor(context, thing, (words, lang, at) => ({
      subject: words.ts('moderation.letter.shown-subject'),
      blocks: [
        { kind: 'text', text: words.ts('moderation.letter.restored', { about: inLetter(thing.about, lang) }) },
        ...textBlock(given.words),
        { kind: 'link', label: words.ts('moderation.letter.shown-link'), href: at(thing.path) },
      ],
    }));
    return { decisionId };
  },
});
