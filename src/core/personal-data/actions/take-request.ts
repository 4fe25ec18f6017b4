import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { managePersonalData, personOf } from '../access.ts';
import { requestById } from '../queries.ts';
import { noteReader } from '../readers.ts';
import type { DataRequest } from '../request.ts';

export const takeRequestInput = z.object({ request: z.string().refine(isId) });

/**
 * Takes a request to answer it. Only whoever has taken it reads what it says, and the person sees on `/me/data` that and when it was
 * opened.
 */
export const takeRequest = defineAction<z.infer<typeof takeRequestInput>, DataRequest>({
  name: 'personal-data.take-request',
  input: takeRequestInput,
  target: ({ db, tenant }, { request }) => requestById(db, request, tenant?.id),
  access: managePersonalData,
  event: 'data-request.taken',
  record: (_input, request) => ({ subject: request.id, institutionId: request.institutionId }),
  async run({ db, actor, now }, _input, request) {
    const official = personOf(actor);
    if (request.state !== 'open' || request.personId === null) throw new Conflict('personal-data.request.over');
    await within(db, request.institutionId)
      .updateTable('data_request')
      .set({ assigned_to: official.id })
      .where('id', '=', request.id)
      .execute();
    await noteReader(db, { ...request, personId: request.personId }, official.id, now);
  },
});
