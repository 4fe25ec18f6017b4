import { z } from 'zod';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { answerRule } from '../access.ts';
import { addContribution, articleMeant } from '../add-contribution.ts';
import { CONTRIBUTION } from '../contribution.ts';
import { checkedWords, contributionInput } from '../contribution-input.ts';
import { ENTERED_CHANNELS, KEPT_AT_MAX, phaseOf, slashed } from '../draft-text.ts';
import { date, reference } from '../input.ts';
import { opinionProcessing } from '../personal-data.ts';
import { type DraftText, roundsOf, versionOf } from '../queries/draft-texts.ts';
import { textTarget } from '../target.ts';

const input = contributionInput.extend({
  text: reference,
  article: z.string().max(20),
  channel: z.enum(ENTERED_CHANNELS, 'draft-texts.fault.channel'),
  /** The day on which it came in. */
  receivedOn: date,
  /** The number it was registered under, or where the paper is kept. */
  keptAt: z.string().trim().max(KEPT_AT_MAX, 'draft-texts.fault.kept-at-long').default(''),
});

type Input = z.infer<typeof input>;
export type Recorded = { reference: string; id: string; number: number };

/**
 * Enters what somebody said at a counter, on paper, in a meeting or by e-mail, under their name and with their words. It came in while its
 * round was open; it may be entered until the answers are given. It is answered and counted like any other.
 */
export const recordContribution = defineAction<Input, DraftText, Recorded>({
  name: 'draft-texts.record-contribution',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: answerRule,
  event: 'text-contribution.recorded',
  record: ({ article, deed, channel }, { institutionId, reference: text }, result) => {
    const { id } = result as Recorded;
    return { subject: `${CONTRIBUTION}:${id}`, institutionId, detail: { text, article, deed, channel } };
  },
  async run(context, given, text): Promise<Recorded> {
    const { db, today } = context;
    const phase = phaseOf(text, today);
    if (phase !== 'open' && phase !== 'answering') throw new Conflict('draft-texts.refusal.not-open');
    if (!(await isProcessingOpen(db, text.institutionId, opinionProcessing.kind, modeOf(context.around))))
      throw new NotAllowed('draft-texts.refusal.processing');
    // Once a version came of the round, what was said on the one before has nowhere to go.
    if ((await roundsOf(db, text)).at(-1)?.version !== text.version || (await versionOf(db, text, text.version + 1)))
      throw new Conflict('draft-texts.refusal.round-answered');
    const { opensOn, closesOn } = text;
    if (opensOn === null || closesOn === null || given.receivedOn < opensOn || given.receivedOn > closesOn)
      throw new InvalidInput([
        {
          pointer: '/receivedOn',
          key: 'draft-texts.fault.received-outside',
          values: { opens: slashed(opensOn ?? ''), closes: slashed(closesOn ?? '') },
        },
      ]);
    if (given.receivedOn > today)
      throw new InvalidInput([{ pointer: '/receivedOn', key: 'draft-texts.fault.received-future' }]);
    const article = await articleMeant(context, text, given.article);
    const lang = given.lang ?? text.officialLang;
    const added = await addContribution(context, text, {
      words: checkedWords(given, { deed: given.deed, lang, article }),
      article,
      lang,
      author: { id: null, name: given.author, associationId: null },
      state: 'shown',
      channel: given.channel,
      receivedOn: given.receivedOn,
      keptAt: given.keptAt || null,
    });
    return { reference: text.reference, ...added };
  },
});
