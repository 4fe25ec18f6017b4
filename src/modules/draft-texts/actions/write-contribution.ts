import { z } from 'zod';
import { freezeWithAct, requireAssurance } from '#core/accounts/index.ts';
import { actedFor } from '#core/associations/index.ts';
import { HELD_FROM, openItem, spamScore } from '#core/moderation/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { across } from '#platform/db/database.ts';
import { Conflict, NotAllowed, TooMany } from '#platform/errors.ts';
import { writeRule } from '../access.ts';
import { addContribution, articleMeant } from '../add-contribution.ts';
import { actOf, CONTRIBUTION } from '../contribution.ts';
import { checkedWords, contributionInput } from '../contribution-input.ts';
import { CONTRIBUTIONS_PER_DAY, type ContributionState, phaseOf } from '../draft-text.ts';
import { reference } from '../input.ts';
import { opinionProcessing } from '../personal-data.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { textTarget } from '../target.ts';

const input = contributionInput.extend({
  text: reference,
  /** The id of a part of the text; `text` for a comment on the whole. */
  article: z.string().max(20),
  /** The association in whose name it is said; absent or empty: in one's own name. */
  actingFor: z.string().max(60).optional(),
});

type Input = z.infer<typeof input>;
export type WrittenContribution = { reference: string; id: string; number: number; state: ContributionState };

/**
 * Comments on a draft text, or proposes an amendment to an article. The author's name is public: the decree knows no anonymous remarks
 * (2-08-229 art. 6). Refuses before the text is open and after, below its level, and where the quoted words do not stand once.
 */
export const writeContribution = defineAction<Input, DraftText, WrittenContribution>({
  name: 'draft-texts.write-contribution',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: writeRule,
  event: 'text-contribution.written',
  record: ({ article, deed }, { institutionId, reference: text }, result) => {
    const { id, state } = result as WrittenContribution;
    return { subject: `${CONTRIBUTION}:${id}`, institutionId, detail: { text, article, deed, state } };
  },
  async run(context, given, text): Promise<WrittenContribution> {
    const { db, actor, now, today } = context;
    if (actor.kind !== 'person') throw new NotAllowed();
    if (phaseOf(text, today) !== 'open') throw new Conflict('draft-texts.refusal.not-open');
    await requireAssurance(db, actor, { level: text.level }, now);
    if (!(await isProcessingOpen(db, text.institutionId, opinionProcessing.kind, modeOf(context.around))))
      throw new NotAllowed('draft-texts.refusal.processing');
    const article = await articleMeant(context, text, given.article);
    const lang = given.lang ?? text.officialLang;
    const words = checkedWords(given, { deed: given.deed, lang, article });
    const association = await actedFor(db, actor.id, given.actingFor, today);
    const recent = await writtenLately(context, actor.id);
    const score = spamScore(`${words.heading}\n${words.wording}\n${words.reasons}`, {
      recent,
      sameByAuthor: 0,
      sameByOthers: 0,
    });
    const state: ContributionState = score.points >= HELD_FROM ? 'held' : 'shown';
    const { id, number } = await addContribution(context, text, {
      words,
      article,
      lang,
      author: { id: actor.id, name: given.author, associationId: association?.id ?? null },
      state,
      channel: 'online',
      receivedOn: null,
      keptAt: null,
    });
    if (state === 'held')
      await openItem(
        context,
        { institutionId: text.institutionId, kind: CONTRIBUTION, id, about: text.title },
        { held: true, ...score },
      );
    // An association has neither age nor gender.
    if (!association) await freezeWithAct(context, actor.id, actOf(text, { id }));
    return { reference: text.reference, id, number, state };
  },
});

/** Refuses whoever writes too much, and says how much they wrote in the last ten minutes. */
async function writtenLately({ db, now }: Pick<ActionContext, 'db' | 'now'>, personId: string): Promise<number> {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const { day, lately } = await across(db)
    .selectFrom('draft_text_contribution')
    .select((row) => [
      row.fn.countAll<number>().as('day'),
      row.fn.countAll<number>().filterWhere('created_at', '>', before(10)).as('lately'),
    ])
    .where('author_id', '=', personId)
    .where('created_at', '>', before(24 * 60))
    .executeTakeFirstOrThrow();
  if (day >= CONTRIBUTIONS_PER_DAY) throw new TooMany(3_600, 'draft-texts.refusal.too-many');
  return lately;
}
