import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { decideAppeal as mayDecideAppeal } from '../access.ts';
import { decide } from '../decide.ts';
import { inLetter, tellAuthor, textBlock } from '../letters.ts';
import type { Appeal } from '../moderation.ts';
import { appealById, itemById } from '../queries/items.ts';
import { findThing } from '../things.ts';

const input = z.object({
  appeal: z.string().refine(isId),
  outcome: z.enum(['restored', 'confirmed'], 'moderation.decide-appeal.outcome-missing'),
  /** The reasons, for the author. */
  answer: z.string().trim().min(1, 'moderation.decide-appeal.answer-missing').max(2_000),
});

/** Another moderator than the one who hid a text looks at it again, and says why. This ends the matter on the platform. */
export const decideAppeal = defineAction<z.infer<typeof input>, Appeal, { on: string }>({
  name: 'moderation.decide-appeal',
  input,
  target: ({ db }, { appeal }) => appealById(db, appeal, { lock: true }),
  access: mayDecideAppeal,
  event: 'appeal.decided',
  record: ({ outcome }, appeal, result) => ({
    subject: (result as { on: string }).on,
    institutionId: appeal.institutionId,
    detail: { outcome },
  }),
  run: async (context, { outcome, answer }, appeal) => {
    const { db, actor, now, today } = context;
    if (appeal.outcome !== null) throw new Conflict('moderation.refusal.already-decided');
    if (actor.kind !== 'person') throw new NotAllowed();
    const item = await itemById(db, appeal.itemId);
    if (!item) throw new Error('an appeal without its item');
    const on = `${item.kind}:${item.thingId}`;
    const thing = await findThing(db, context.offers, on);
    // Its author may have withdrawn it meanwhile: then there is nothing to show, and the decision stands.
    if (outcome === 'restored' && thing) await decide(context, thing, { verdict: 'restore', words: answer });
    await within(db, appeal.institutionId)
      .updateTable('moderation_appeal')
      .set({ outcome, answer, decided_by: actor.id, decided_at: now, decided_on: today })
      .where('id', '=', appeal.id)
      .execute();
    context.touch('moderation');
    if (thing) {
      await tellAuthor(context, thing, (words, lang, at) => ({
        subject: words.ts(`moderation.letter.appeal-${outcome}-subject`),
        blocks: [
          {
            kind: 'text',
            text: words.ts(`moderation.letter.appeal-${outcome}`, { about: inLetter(thing.about, lang) }),
          },
          ...textBlock(answer),
          { kind: 'link', label: words.ts('moderation.letter.shown-link'), href: at(thing.path) },
        ],
      }));
    }
    return { on };
  },
});
