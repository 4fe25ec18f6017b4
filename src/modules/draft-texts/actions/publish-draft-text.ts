import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotFound } from '#platform/errors.ts';
import { publishRule } from '../access.ts';
import { LIST_TAG, PRESENTATION_MAX, slashed, textTag } from '../draft-text.ts';
import { date, optionalWords, reference } from '../input.ts';
import { tellOfText } from '../notices.ts';
import { opinionProcessing } from '../personal-data.ts';
import { type DraftText, type Floor, floorOf } from '../queries/draft-texts.ts';
import { textRecord, textTarget } from '../target.ts';
import { versionToWrite } from '../working.ts';

const input = z.object({
  text: reference,
  opensOn: date,
  closesOn: date,
  /** Why there is less time than the decree asks; only a State body may say so, and everybody reads it. */
  urgency: optionalWords(PRESENTATION_MAX),
});

type Input = z.infer<typeof input>;

/**
 * Publishes a text with its first version and says from when to when it takes contributions. Refuses less time than the law or the body's
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
    const floor = await checkedFloor(context, text, { opensOn, closesOn, isUrgent: Object.keys(urgency).length > 0 });
    const own = within(db, text.institutionId);
    await own
      .updateTable('draft_text_version')
      .set({ published_at: now })
      .where('text_id', '=', text.id)
      .where('number', '=', version.number)
      .execute();
    await own
      .updateTable('draft_text')
      .set({
        state: 'published',
        version: version.number,
        published_at: now,
        opens_on: opensOn,
        closes_on: closesOn,
        period_rule: floor.period && floor.rule,
        earliest_on: floor.earliestOn,
        urgency: Object.keys(urgency).length > 0 ? json(urgency) : null,
      })
      .where('id', '=', text.id)
      .execute();
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

async function checkedFloor(
  { db, today }: Pick<ActionContext, 'db' | 'today'>,
  { institutionId }: DraftText,
  { opensOn, closesOn, isUrgent }: { opensOn: string; closesOn: string; isUrgent: boolean },
): Promise<Floor> {
  const refuse = (pointer: string, key: string, values = {}) => {
    throw new InvalidInput([{ pointer, key, values }]);
  };
  if (opensOn < today) refuse('/opensOn', 'draft-texts.fault.opens-past');
  if (closesOn < opensOn) refuse('/closesOn', 'draft-texts.fault.closes-before');
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  if (!body) throw new NotFound();
  const floor = await floorOf(db, body, opensOn);
  if (floor.period && floor.earliestOn === null) refuse('/opensOn', 'draft-texts.fault.no-calendar');
  if (isUrgent && !floor.law) refuse('/urgency/ar', 'draft-texts.fault.urgency');
  if (floor.earliestOn !== null && closesOn < floor.earliestOn && !isUrgent)
    refuse('/closesOn', floor.law ? 'draft-texts.fault.too-short-law' : 'draft-texts.fault.too-short-own', {
      n: floor.period?.value ?? 0,
      date: slashed(floor.earliestOn),
    });
  return floor;
}
