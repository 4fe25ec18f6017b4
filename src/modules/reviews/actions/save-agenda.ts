import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { manageFollowUp } from '../access.ts';
import { id, MOST, optionalId, optionalReference, words } from '../input.ts';
import { followUpTags } from '../plan.ts';
import { AGENDA_KINDS, MOST_AGENDA, type Review } from '../review.ts';
import { refuseUnless, reviewRecord, reviewTarget } from '../review-target.ts';

export const saveAgendaInput = z.object({
  review: id,
  /** The points in their order. */
  items: z
    .array(
      z.object({
        kind: z.enum(AGENDA_KINDS),
        milestone: optionalReference,
        resolution: optionalId,
        text: words(MOST.paragraph),
      }),
    )
    .max(MOST_AGENDA),
});
type Input = z.infer<typeof saveAgendaInput>;

/** Writes the agenda of a review as a whole, until its minutes are published. */
export const saveAgenda = defineAction<Input, Review>({
  name: 'reviews.save-agenda',
  input: saveAgendaInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'review.agenda-saved',
  record: reviewRecord,
  async run({ db, touch }, { items }, review) {
    refuseUnless(review, 'planned', 'held');
    const agenda = items.map(({ kind, milestone, resolution, text }) => ({
      kind,
      milestone: milestone ?? null,
      resolution: resolution ?? null,
      text,
    }));
    await within(db, review.institutionId)
      .updateTable('review')
      .set({ agenda: json(agenda) })
      .where('id', '=', review.id)
      .execute();
    touch(...followUpTags(review.plan));
  },
});
