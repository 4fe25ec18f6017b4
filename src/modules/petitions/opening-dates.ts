import { across } from '#platform/db/database.ts';
import type { DateOwner } from '#platform/module.ts';
import { tellRepresentative } from './letters.ts';
import { OPENING_SUBJECT } from './opening.ts';
import { petitionByReference } from './queries/petitions.ts';
import './tables.ts';

/**
 * The time that a body gives itself to examine what was submitted. When it has passed the author is told that the examination takes longer;
 * the desk shows the date.
 */
export const openingDates: DateOwner = {
  kind: OPENING_SUBJECT,
  moved: async () => undefined,
  async passed(context, { institutionId, subjectId }) {
    const row = await across(context.db)
      .selectFrom('petition')
      .select('reference')
      .where('institution_id', '=', institutionId)
      .where('id', '=', subjectId)
      .executeTakeFirst();
    const petition = row && (await petitionByReference(context.db, row.reference));
    if (petition?.state === 'submitted') await tellRepresentative(context, petition, 'late');
  },
};
