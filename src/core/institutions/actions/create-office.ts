import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { manageStaff } from '../access.ts';
import { bodyOf } from '../giving.ts';
import { mayStandUnder, OFFICE_KINDS } from '../staff.ts';
import { optionalId, slug, text } from '../staff-input.ts';
import { officesOf } from '../staff-queries.ts';

export const createOfficeInput = z.object({
  institution: slug,
  kind: z.enum(OFFICE_KINDS, 'institutions.staff.choose'),
  name: text,
  /** The office it stands under; absent: directly under the head of the body. */
  parent: optionalId,
  /** Its place among its neighbours; absent: the last. */
  position: z.coerce.number().int().min(0).max(9_999).optional(),
});

/** Adds a directorate, a division or a service. */
export const createOffice = defineAction({
  name: 'institutions.create-office',
  input: createOfficeInput,
  target: (context, { institution }) => bodyOf(context, institution),
  access: manageStaff,
  event: 'office.created',
  record: ({ kind }, { institutionId }, result) => ({
    subject: (result as { id: string }).id,
    institutionId,
    detail: { kind },
  }),
  async run({ db }, { kind, name, parent, position }, { institutionId }): Promise<{ id: string }> {
    const offices = await officesOf(db, institutionId);
    const above = parent ? offices.find((office) => office.id === parent) : undefined;
    const id = newId();
    if (parent && !(above && mayStandUnder({ id, kind }, above, offices)))
      throw new InvalidInput([{ pointer: '/parent', key: 'institutions.staff.wrong-parent' }]);
    const last = Math.max(0, ...offices.map((office) => office.position));
    await within(db, institutionId)
      .insert('office', {
        id,
        kind,
        name: json(name),
        parent_id: parent ?? null,
        position: position ?? last + 1,
        closed_on: null,
      })
      .execute();
    return { id };
  },
});
