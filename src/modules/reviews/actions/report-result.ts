import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageFollowUp } from '../access.ts';
import { date, id, MOST, optionalWords } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { awaitsAnswer, isOpen, RESULTS, type Resolution } from '../resolution.ts';
import { resolutionRecord, resolutionTarget } from '../resolution-target.ts';

export const reportResultInput = z.object({
  resolution: id,
  result: z.enum(RESULTS, 'reviews.form.choose'),
  note: optionalWords(MOST.paragraph),
  /** Since when that is so. */
  on: date,
});
type Input = z.infer<typeof reportResultInput>;

/** Says what became of a decision or recommendation. Each report is kept; the next review shows the last one. */
export const reportResult = defineAction<Input, Resolution>({
  name: 'reviews.report-result',
  input: reportResultInput,
  target: resolutionTarget,
  access: manageFollowUp,
  event: 'resolution.reported',
  record: (input, resolution) => ({
    ...resolutionRecord(input, resolution),
    detail: { plan: resolution.plan, result: input.result, on: input.on },
  }),
  async run({ db, now, today, touch }, { result, note, on }, resolution) {
    if (resolution.state !== 'adopted' || !isOpen(resolution)) throw new Conflict('reviews.resolution.over');
    if (awaitsAnswer(resolution)) throw new Conflict('reviews.resolution.answer-first');
    if (on > today) throw new InvalidInput([{ pointer: '/on', key: 'reviews.form.in-the-future' }]);
    if (result === 'dropped' && note === null)
      throw new InvalidInput([{ pointer: '/note/ar', key: 'reviews.result.why-dropped' }]);
    await within(db, resolution.institutionId)
      .insert('resolution_result', {
        id: newId(),
        resolution_id: resolution.id,
        result,
        note: note && json(note),
        on_date: on,
        reported_at: now,
      })
      .execute();
    touch(...followUpTags(resolution.plan));
  },
});
