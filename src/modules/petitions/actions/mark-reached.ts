import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { EXAMINE, markReached as mayMark } from '../access.ts';
import { tellOffice, tellRepresentative } from '../letters.ts';
import { missingOf } from '../missing.ts';
import { countsOf, type Petition, petitionByReference } from '../queries/petitions.ts';
import { provincesOf } from '../sign.ts';

/**
 * Writes down that a petition has what the law asks for, in all and in each province, and tells its representative, the council's office
 * and whoever follows it: once, whatever the count does afterwards.
 */
export const markReached = defineAction<{ petition: string }, Petition, { reached: boolean }>({
  name: 'petitions.mark-reached',
  input: z.object({ petition: z.string().max(40) }),
  target: ({ db }, { petition }) => petitionByReference(db, petition),
  access: mayMark,
  event: 'petition.threshold-reached',
  record: (_input, { reference, institutionId }, result) =>
    (result as { reached: boolean }).reached ? { subject: `petition:${reference}`, institutionId } : null,
  run: async (context, _input, petition) => {
    const { db, now } = context;
    const { institutionId, id, reference, level } = petition;
    if (petition.state !== 'open' && petition.state !== 'closed') return { reached: false };
    const provinces = level === 'region' ? await provincesOf(db, institutionId) : [];
    const missing = missingOf(petition, await countsOf(db, petition), provinces);
    if (!missing || missing.total > 0 || missing.provinces.length > 0) return { reached: false };
    const first = await within(db, institutionId)
      .updateTable('petition')
      .set({ reached_at: now })
      .where('id', '=', id)
      .where('reached_at', 'is', null)
      .executeTakeFirst();
    if (Number(first.numUpdatedRows) === 0) return { reached: false };
    await tellRepresentative(context, petition, 'reached');
    await tellOffice(context, petition, {
      power: EXAMINE,
      news: 'reached-office',
      path: `/desk/petitions/${reference}`,
    });
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    await publish(context, {
      institutionId,
      subjects: [`petition:${reference}`, ...(body ? [`institution:${body.slug}`] : [])],
      event: 'petitions.notice.reached',
      title: { [petition.lang]: petition.title },
      path: `/petitions/${reference}`,
    });
    return { reached: true };
  },
});
