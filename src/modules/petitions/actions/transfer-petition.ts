import { z } from 'zod';
import { handOverCase, reasonInput } from '#core/cases/index.ts';
import { institutionBySlug } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { examinePetition } from '../access.ts';
import { petitionReference } from '../council-input.ts';
import { PETITION_LAWS } from '../law.ts';
import { type Filed, findFiled } from '../move-filed.ts';
import { levelOf } from '../queries/councils.ts';

const input = z.object({
  petition: petitionReference,
  /** The slug of the body whose council has the competence. */
  to: z.string().max(100).default(''),
  reason: reasonInput,
});

/**
 * A petition that was filed with one council and belongs to another is handed over before the bureau has decided. Its signatures stay where
 * they were given, its file goes; the period for a refusal begins anew with the day on which the other council receives it, by the law of
 * that council, and its bureau checks every condition itself. Whoever follows the petition goes on following.
 */
export const transferPetition = defineAction<z.infer<typeof input>, Filed>({
  name: 'petitions.transfer-petition',
  input,
  target: (context, { petition }) => findFiled(context, petition),
  access: examinePetition,
  event: 'petition.transferred',
  record: ({ to }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.caseFile.institutionId,
    detail: { to },
  }),
  run: async (context, { to, reason }, petition) => {
    const { db, today } = context;
    const { institutionId, id, caseFile, reference } = petition;
    if (petition.state !== 'filed') throw new Conflict('petitions.refusal.cannot-transfer');
    const body = await institutionBySlug(db, to);
    const level = body && levelOf(body);
    if (!body || !level || body.state !== 'active' || body.id === caseFile.institutionId)
      throw new InvalidInput([{ pointer: '/to', key: 'petitions.fault.other-council' }]);
    const words = Object.fromEntries(Object.entries(reason).filter(([, text]) => text !== ''));
    const rule = PETITION_LAWS[level].refusalRule;
    const there = await handOverCase(context, caseFile, { to: body, reason: words, rule, begins: today });
    const own = within(db, institutionId);
    await own
      .updateTable('petition_council')
      .set(
        body.id === institutionId
          ? { case_id: there.id, lies_with: null, lies_with_case: null, lies_with_level: null, lies_since: null }
          : { lies_with: body.id, lies_with_case: there.id, lies_with_level: level, lies_since: today },
      )
      .where('petition_id', '=', id)
      .execute();
    await own.deleteFrom('petition_check').where('petition_id', '=', id).execute();
    await publish(context, {
      institutionId,
      subjects: [`petition:${reference}`],
      event: 'petitions.notice.transferred',
      title: { [petition.lang]: petition.title },
      path: `/petitions/${reference}`,
    });
  },
});
