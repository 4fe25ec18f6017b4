import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import { manageStaff } from '../access.ts';
import { refuseClosed } from '../giving.ts';
import { mayStandUnder, type Office } from '../staff.ts';
import { id, optionalId, text } from '../staff-input.ts';
import { officeById, officesOf } from '../staff-queries.ts';

export const updateOfficeInput = z.object({
  office: id,
  name: text,
  parent: optionalId,
  position: z.coerce.number().int().min(0).max(9_999),
});

type Input = z.infer<typeof updateOfficeInput>;

/** Gives an office another name, another place in the tree, or another order among its neighbours. */
export const updateOffice = defineAction<Input, Office>({
  name: 'institutions.update-office',
  input: updateOfficeInput,
  target: ({ db, tenant }, { office }) => officeById(db, office, tenant),
  access: manageStaff,
  event: 'office.updated',
  record: ({ parent }, office) => ({
    subject: office.id,
    institutionId: office.institutionId,
    detail: { before: { name: office.name, parent: office.parentId }, parent: parent ?? null },
  }),
  async run({ db }, { name, parent, position }, office) {
    refuseClosed(office);
    const offices = await officesOf(db, office.institutionId);
    const above = parent ? offices.find((each) => each.id === parent) : undefined;
    if (parent && !(above && mayStandUnder(office, above, offices)))
      throw new InvalidInput([{ pointer: '/parent', key: 'institutions.staff.wrong-parent' }]);
    await within(db, office.institutionId)
      .updateTable('office')
      .set({ name: json(name), parent_id: parent ?? null, position })
      .where('id', '=', office.id)
      .execute();
  },
});
