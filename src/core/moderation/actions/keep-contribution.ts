import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { decideContribution } from '../access.ts';
import { decide } from '../decide.ts';
import { inLetter, tellAuthor } from '../letters.ts';
import { type FoundThing, recordOf, thingOf } from '../things.ts';

/** Finds nothing wrong with something: what was reported stays, what waited unseen is shown, and its author is told. */
export const keepContribution = defineAction<{ on: string }, FoundThing, { decisionId: string }>({
  name: 'moderation.keep-contribution',
  input: z.object({ on: z.string().max(200) }),
  target: thingOf,
  access: decideContribution,
  event: 'contribution.kept',
  record: recordOf,
  run: async (context, _input, thing) => {
    const { decisionId, held } = await decide(context, thing, { verdict: 'keep' });
    if (held) {
      await tellAuthor(context, thing, (words, lang, at) => ({
        subject: words.ts('moderation.letter.shown-subject'),
        blocks: [
          { kind: 'text', text: words.ts('moderation.letter.shown', { about: inLetter(thing.about, lang) }) },
          { kind: 'link', label: words.ts('moderation.letter.shown-link'), href: at(thing.path) },
        ],
      }));
    }
    return { decisionId };
  },
});
