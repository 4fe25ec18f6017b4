import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { manageHolding } from '../access.ts';
import { refuseUngivable } from '../giving.ts';
import { type Holder, stateOf } from '../staff.ts';
import { id, optionalId } from '../staff-input.ts';
import { powersOf } from '../staff-powers.ts';
import { holderById, officialsOf, postById } from '../staff-queries.ts';

export const endAppointmentInput = z.object({
  holder: id,
  /** Who takes over the open work; empty: it goes back to everybody in the body who may do it. */
  to: optionalId,
});

type Input = z.infer<typeof endAppointmentInput>;

/**
 * Ends somebody's post: what it let them do ends with the commit, because powers are computed for every request, and that of their
 * deputies too. Open work that they may no longer do is handed over. Whoever leaves may do this for themselves.
 */
export const endAppointment = defineAction<Input, Holder, { handedOver: number }>({
  name: 'institutions.end-appointment',
  input: endAppointmentInput,
  target: ({ db, tenant }, { holder }) => holderById(db, holder, tenant),
  access: manageHolding,
  event: 'appointment.ended',
  record: ({ to }, holder, result) => ({
    subject: holder.postId,
    institutionId: holder.institutionId,
    detail: {
      holder: holder.id,
      person: holder.personId,
      to: to ?? null,
      handedOver: (result as { handedOver: number }).handedOver,
    },
  }),
  async run(context, { to }, holder) {
    const { db, actor, now, today, offers } = context;
    const { institutionId, personId } = holder;
    const post = await postById(db, holder.postId, { id: institutionId });
    if (!post || stateOf(holder, today) === 'over') throw new Conflict('institutions.staff.over');
    if (actor.kind !== 'person' || actor.id !== personId) await refuseUngivable(context, post);
    if (to && (to === personId || !(await officialsOf(db, institutionId, today)).some((one) => one.personId === to)))
      throw new InvalidInput([{ pointer: '/to', key: 'institutions.staff.not-an-official' }]);
    await within(db, institutionId)
      .updateTable('post_holder')
      .set({ ended_at: now })
      .where((or) => or.or([or('id', '=', holder.id), or('deputy_of', '=', holder.id)]))
      .where('ended_at', 'is', null)
      .execute();
    const powersHere = async (person: string) =>
      (await powersOf(db, person, now))
        .filter((power) => power.institutionId === institutionId)
        .map((power) => power.name);
    const from = { institutionId, personId, keeps: await powersHere(personId), now };
    const next = to ? { personId: to, powers: await powersHere(to) } : null;
    let handedOver = 0;
    for (const source of offers.desk) handedOver += (await source.handOver?.(db, from, next)) ?? 0;
    return { handedOver };
  },
});
