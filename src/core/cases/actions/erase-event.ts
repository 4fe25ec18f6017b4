import { z } from 'zod';
import { removeAttachmentsOf } from '#core/attachments/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { type CaseTarget, workOnCase } from '../access.ts';
import { kindNamed, written } from '../case.ts';
import { reasonInput } from '../message-input.ts';
import { EVENT_KIND } from '../queries.ts';
import { findCase } from '../target.ts';

const input = z.object({
  case: z.string().max(40),
  event: z.string().refine(isId, 'cases.fault.event'),
  /** Whoever read the event reads why its words are gone. */
  reason: reasonInput,
});

/**
 * Takes the words and documents of an event out of everything that shows them: pages, API, PDF, spreadsheets and kept pages are made from
 * this row, letters never held them. Its place, its day and the reason stay.
 */
export const eraseEvent = defineAction<z.infer<typeof input>, CaseTarget>({
  name: 'cases.erase-event',
  input,
  target: (context, given) => findCase(context, given.case),
  access: workOnCase,
  event: 'case.event-erased',
  record: ({ event }, { institutionId, reference }) => ({
    subject: `case:${reference}`,
    institutionId,
    detail: { event },
  }),
  run: async (context, { event, reason }, { institutionId, id, kind, about }) => {
    const why = written(reason);
    const done = await within(context.db, institutionId)
      .updateTable('case_event')
      .set({ words: json({}), redacted_at: context.now, redacted_why: json(why) })
      .where('case_id', '=', id)
      .where('id', '=', event)
      .where('redacted_at', 'is', null)
      .executeTakeFirst();
    if (Number(done.numUpdatedRows) === 0) throw new Conflict('cases.refusal.erased');
    await removeAttachmentsOf(
      context,
      { institutionId, subject: { kind: EVENT_KIND, id: event }, visibility: 'private', tags: [] },
      why,
    );
    context.touch(...kindNamed(context.offers.caseKinds, kind).tags(about));
  },
});
