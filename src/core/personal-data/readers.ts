import type { Tx } from '#platform/db/database.ts';
import { newId } from '#platform/ids.ts';
import type { DataRequest } from './request.ts';

/** Writes down, where its author sees it, that a request was opened to an official: by taking it, or because a colleague who left handed it over. */
export async function noteReader(
  tx: Tx,
  request: Pick<DataRequest, 'institutionId'> & { personId: string },
  officialId: string,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('access_log')
    .values({
      id: newId(),
      person_id: request.personId,
      official_id: officialId,
      institution_id: request.institutionId,
      what: 'personal-data.access.request',
      reason: null,
      at: now,
    })
    .execute();
}
