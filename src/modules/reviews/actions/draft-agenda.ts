import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { manageFollowUp } from '../access.ts';
import { id } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { resolutionsOf } from '../queries/resolutions.ts';
import { matrixRowsOf } from '../queries/reviews.ts';
import { isOpen } from '../resolution.ts';
import { type AgendaItem, agendaKindOf, draftAgenda as drawAgenda, type Review } from '../review.ts';
import { refuseUnless, reviewRecord, reviewTarget } from '../review-target.ts';

export const draftAgendaInput = z.object({ review: id });
type Input = z.infer<typeof draftAgendaInput>;

/**
 * Draws the agenda of a planned review from the state of the matrix: earlier decisions and recommendations that are still open, then what is
 * late, stuck, or due in the next quarter. What somebody wrote is kept. Answers how many points found no room.
 */
export const draftAgenda = defineAction<Input, Review, { points: number; left: number }>({
  name: 'reviews.draft-agenda',
  input: draftAgendaInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'review.agenda-drafted',
  record: reviewRecord,
  async run({ db, today, touch }, _input, review) {
    refuseUnless(review, 'planned');
    const plan = { institutionId: review.institutionId, reference: review.plan };
    const [matrix, resolutions] = [await matrixRowsOf(db, review.plan, today), await resolutionsOf(db, plan)];
    const earlier = resolutions
      .filter((one) => one.state === 'adopted' && isOpen(one))
      .map(
        (one): AgendaItem => ({ kind: 'earlier', milestone: null, resolution: one.id, text: one.withheld ?? one.text }),
      );
    const rows = matrix.flatMap((milestone): AgendaItem[] => {
      const { start, end, timeliness, content, reportedOn } = milestone;
      const said = { status: content.status, saidOn: reportedOn ?? content.statusOn, start, end, timeliness };
      const kind = agendaKindOf(said, review.on);
      return kind ? [{ kind, milestone: milestone.reference, resolution: null, text: milestone.title }] : [];
    });
    const { agenda, left } = drawAgenda(review.agenda, [...earlier, ...rows]);
    await within(db, review.institutionId)
      .updateTable('review')
      .set({ agenda: json(agenda) })
      .where('id', '=', review.id)
      .execute();
    touch(...followUpTags(review.plan));
    return { points: agenda.length, left };
  },
});
