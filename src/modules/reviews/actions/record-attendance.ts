import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { manageFollowUp } from '../access.ts';
import { isInForce } from '../follow-up-body.ts';
import { id } from '../input.ts';
import { bodiesOf, membersOf } from '../queries/bodies.ts';
import type { Attendance, Review } from '../review.ts';
import { refuseUnless, reviewRecord, reviewTarget } from '../review-target.ts';

const names = z
  .array(z.string().trim().max(200))
  .max(100)
  .transform((given) => given.filter((name) => name !== ''));

export const recordAttendanceInput = z.object({
  review: id,
  /** The mandates of the members who came; all others in force on that day are absent. */
  members: z.array(id).max(200),
  /** Offices that came, by their name: officials are told by their office, never by their own name. */
  offices: names,
  /** Other organisations that came. */
  others: names,
});
type Input = z.infer<typeof recordAttendanceInput>;

/** Writes down who came to a review. */
export const recordAttendance = defineAction<Input, Review>({
  name: 'reviews.record-attendance',
  input: recordAttendanceInput,
  target: reviewTarget,
  access: manageFollowUp,
  event: 'review.attendance-recorded',
  record: reviewRecord,
  async run({ db }, { members, offices, others }, review) {
    refuseUnless(review, 'planned', 'held');
    const bodies = await bodiesOf(db, { institutionId: review.institutionId, reference: review.plan });
    const all = await membersOf(
      db,
      review.institutionId,
      bodies.map((body) => body.id),
    );
    const invited = all.filter((member) => isInForce(member, review.on));
    if (members.some((member) => !invited.some((one) => one.id === member)))
      throw new InvalidInput([{ pointer: '/members', key: 'reviews.review.not-a-member-then' }]);
    const attendance: Attendance = {
      members: invited.map((member) => ({ id: member.id, present: members.includes(member.id) })),
      offices,
      others,
    };
    await within(db, review.institutionId)
      .updateTable('review')
      .set({ attendance: json(attendance) })
      .where('id', '=', review.id)
      .execute();
  },
});
