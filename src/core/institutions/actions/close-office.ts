import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { manageStaff } from '../access.ts';
import { refuseClosed } from '../giving.ts';
import type { Office } from '../staff.ts';
import { id } from '../staff-input.ts';
import { officeById, officesOf, postsOf } from '../staff-queries.ts';

export const closeOfficeInput = z.object({ office: id });

/** Closes an office that holds nothing any more: its posts and the offices under it are moved or closed first. */
export const closeOffice = defineAction<z.infer<typeof closeOfficeInput>, Office>({
  name: 'institutions.close-office',
  input: closeOfficeInput,
  target: ({ db, tenant }, { office }) => officeById(db, office, tenant),
  access: manageStaff,
  event: 'office.closed',
  record: (_input, office) => ({ subject: office.id, institutionId: office.institutionId }),
  async run({ db, today }, _input, office) {
    refuseClosed(office);
    const offices = await officesOf(db, office.institutionId);
    const posts = await postsOf(db, office.institutionId);
    if (offices.some((each) => each.parentId === office.id) || posts.some((post) => post.officeId === office.id))
      throw new Conflict('institutions.staff.office-in-use');
    await within(db, office.institutionId)
      .updateTable('office')
      .set({ closed_on: today })
      .where('id', '=', office.id)
      .execute();
  },
});
