import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { decideContribution } from '../access.ts';
import { decide } from '../decide.ts';
import { inLetter, quoteOf, tellAuthor, textBlock } from '../letters.ts';
import { APPEAL_DAYS } from '../moderation.ts';
import { groundsOf } from '../queries/grounds.ts';
import { type FoundThing, recordOf, thingOf } from '../things.ts';

const input = z.object({
  on: z.string().max(200),
  ground: z.string('moderation.hide.ground-missing').min(1, 'moderation.hide.ground-missing').max(60),
  /** What the moderator adds to the letter to the author. */
  words: z.string().trim().max(2_000).optional(),
});

/**
 * Takes something out of sight. In its place stands why; its author is told, with the way to appeal. Nothing is deleted: another moderator
 * can show it again.
 */
export const hideContribution = defineAction<z.infer<typeof input>, FoundThing, { decisionId: string }>({
  name: 'moderation.hide-contribution',
  input,
  target: thingOf,
  access: decideContribution,
  event: 'contribution.hidden',
  record: recordOf,
  run: async (context, given, thing) => {
    const ground = (await groundsOf(context.db, thing.institutionId, context.around)).find(
      (one) => one.key === given.ground,
    );
    if (!ground) throw new InvalidInput([{ pointer: '/ground', key: 'moderation.hide.ground-missing' }]);
    const { decisionId } = await decide(context, thing, { verdict: 'hide', ground, words: given.words });
    await tellAuthor(context, thing, (words, lang, at) => ({
      subject: words.ts('moderation.letter.hidden-subject', { ground: inLetter(ground.label, lang) }),
      blocks: [
        { kind: 'text', text: words.ts('moderation.letter.hidden', { about: inLetter(thing.about, lang) }) },
        quoteOf(thing),
        ...textBlock(inLetter(ground.letter, lang)),
        ...textBlock(given.words),
        { kind: 'text', text: words.ts('moderation.letter.appeal', { days: APPEAL_DAYS }) },
        {
          kind: 'link',
          label: words.ts('moderation.letter.appeal-link'),
          href: at(`/moderation/appeal?on=${given.on}`),
        },
      ],
    }));
    return { decisionId };
  },
});
