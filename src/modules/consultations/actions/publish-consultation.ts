import { z } from 'zod';
import { ruleOn } from '#core/deadlines/index.ts';
import { type Institution, institutionsById } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { type Db, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { publishConsultations } from '../access.ts';
import { isBoundByDecree, lengthOf } from '../consultation.ts';
import { type Consultation, type ConsultationStage, stagesOf } from '../queries/consultations.ts';
import { CONSULTATION } from '../subject.ts';
import { consultationTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';

/** A consultation is published: everybody sees it, and its stages open by their dates. */
export const publishConsultation = defineAction<{ consultation: string }, Consultation>({
  name: 'consultations.publish-consultation',
  input: z.object({ consultation: z.string().max(40) }),
  target: consultationTarget,
  access: publishConsultations,
  event: 'consultation.published',
  record: (_input, { reference, institutionId }) => ({ subject: `consultation:${reference}`, institutionId }),
  run: async (context, _input, target) => {
    const { db, now, today } = context;
    const { institutionId, reference, title } = target;
    const stages = await stagesOf(db, target);
    const first = stages[0];
    if (target.state !== 'draft' || !first) throw new Conflict('consultations.refusal.published');
    if (first.startsOn < today) throw new Conflict('consultations.refusal.begins-in-past');
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    if (target.model === 'draft-text' && body) await checkPeriod(db, body, stages, today);
    await within(db, institutionId)
      .updateTable('consultation')
      .set({ state: 'open', published_at: now, shown_since: null })
      .where('id', '=', target.id)
      .execute();
    await refreshPublished(context, { ...target, state: 'open' });
    await publish(context, {
      institutionId,
      subjects: [`${CONSULTATION}:${reference}`, ...(body ? [`institution:${body.slug}`] : [])],
      event: 'consultations.notice.published',
      title,
      path: `/consultations/${reference}`,
    });
  },
});

/**
 * Comments on a draft text of the State are taken for fifteen days at least (decree 2-08-229, art. 6). For other bodies no text gives a
 * length: what a body has entered for itself among its periods binds it, and fifteen days are proposed.
 */
async function checkPeriod(db: Db, body: Institution, stages: readonly ConsultationStage[], today: string) {
  const least = isBoundByDecree(body.kind)
    ? (ruleOn('consultation.draft-text', today)?.period?.value ?? 0)
    : await ownPeriod(db, body.id);
  const discussed = stages.filter(({ activities }) =>
    activities.some(({ kind }) => kind === 'discussion' || kind === 'draft-text'),
  );
  if (!discussed.some((stage) => lengthOf(stage) >= least))
    throw new Conflict('consultations.refusal.too-short', { n: least });
}

async function ownPeriod(db: Db, institutionId: string): Promise<number> {
  const own = await within(db, institutionId)
    .selectFrom('deadline_setting')
    .select('value')
    .where('rule', '=', 'consultation.local')
    .where('unit', '=', 'days')
    .executeTakeFirst();
  return own?.value ?? 0;
}
