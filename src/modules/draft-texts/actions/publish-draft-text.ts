import type { z } from 'zod';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { publishRule } from '../access.ts';
import { checkedFloor } from '../checked-floor.ts';
import { LIST_TAG, textTag } from '../draft-text.ts';
import { periodInput, reference } from '../input.ts';
import { tellOfText } from '../notices.ts';
import { opinionProcessing } from '../personal-data.ts';
import type { DraftText } from '../queries/draft-texts.ts';
import { beginRound } from '../rounds.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite } from '../working.ts';

const input = periodInput.extend({ text: reference });

type Input = z.infer<typeof input>;

/**
 * Publishes a text with its first version, its first round, and says from when to when it takes contributions. Refuses less time than the law or the body's
 * own rule asks; a State body may shorten it in urgency, with its reasons (2-08-229 art. 6).
 */
export const publishDraftText = defineAction<Input, DraftText, { reference: string }>({
  name: 'draft-texts.publish-draft-text',
  input: input as unknown as z.ZodType<Input>,
  target: textTarget,
  access: publishRule,
  event: 'draft-text.published',
  record: ({ opensOn, closesOn }, text) => ({ ...textRecord(undefined, text), detail: { opensOn, closesOn } }),
  async run(context, { opensOn, closesOn, urgency }, text) {
    const { db, now, touch } = context;
    if (text.state !== 'draft') throw new Conflict('draft-texts.refusal.published');
    const version = await versionToWrite(context, text);
    refuseUnready(text, version.articles);
    if (!(await isProcessingOpen(db, text.institutionId, opinionProcessing.kind, modeOf(context.around))))
      throw new Conflict('draft-texts.refusal.processing');
    const asked = { opensOn, closesOn, urgency };
    const floor = await checkedFloor(context, text, asked);
    await within(db, text.institutionId)
      .updateTable('draft_text_version')
      .set({ published_at: now })
      .where('text_id', '=', text.id)
      .where('number', '=', version.number)
      .execute();
    await beginRound(context, text, { version: version.number, floor, ...asked });
    await tellOfText(context, text, { event: 'draft-texts.notice.published' });
    touch(LIST_TAG, textTag(text.reference));
    return { reference: text.reference };
  },
});

function refuseUnready(
  { officialLang, title }: DraftText,
  articles: readonly { kind: string; body: DraftText['title'] }[],
) {
  if (!title[officialLang]) throw new Conflict('draft-texts.refusal.no-title');
  if (!articles.some(({ kind }) => kind === 'article')) throw new Conflict('draft-texts.refusal.no-articles');
  if (articles.some(({ kind, body }) => kind !== 'chapter' && !body[officialLang]))
    throw new Conflict('draft-texts.refusal.not-in-official-language');
}
