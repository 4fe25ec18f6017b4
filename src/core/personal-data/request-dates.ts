import { within } from '#platform/db/database.ts';
import type { DateOwner } from '#platform/module.ts';
import { tellMoved } from './letters.ts';
import { requestById } from './queries.ts';
import { DEADLINE_KIND } from './request.ts';

/** The legal dates of requests: the row repeats them so that the desk can sort by them, and the person hears when one has moved. */
export const requestDates: DateOwner = {
  kind: DEADLINE_KIND,
  async moved(context, { institutionId, subjectId, due, before }) {
    const request = await requestById(context.db, subjectId, institutionId);
    if (request?.state !== 'open' || due === before) return;
    await within(context.db, institutionId)
      .updateTable('data_request')
      .set({ due_on: due })
      .where('id', '=', subjectId)
      .execute();
    if (due !== null && request.personId !== null) await tellMoved(context, request, request.personId, due);
  },
};
