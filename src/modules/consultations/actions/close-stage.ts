import { z } from 'zod';
import { publish } from '#core/notifications/index.ts';
import { unansweredIn } from '#modules/proposals/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { publishConsultations } from '../access.ts';
import { callsToAnswer, standingOf } from '../consultation.ts';
import { neededWords, reference, words } from '../input.ts';
import { consultationByReference } from '../queries/consultations.ts';
import { stageReport } from '../queries/stage-report.ts';
import { CONSULTATION } from '../subject.ts';
import { findStage, lockConsultation, type StageTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';

const input = z.object({
  consultation: reference,
  number: z.coerce.number().int(),
  /** What was said, in the body's words; the figures and the contributions stand beside it. */
  said: words(20_000),
  /** What was decided, or what comes next. */
  decided: neededWords(20_000),
});

/**
 * A stage is closed with its public report. Not before its last day is over, before the stages that come first, or while one proposal that
 * it must answer has none. With the last stage the consultation is closed.
 */
export const closeStage = defineAction<z.infer<typeof input>, StageTarget>({
  name: 'consultations.close-stage',
  input,
  target: (context, { consultation, number }) => findStage(context, consultation, number),
  access: publishConsultations,
  event: 'consultation.stage-closed',
  record: ({ number }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { number },
  }),
  run: async (context, { said, decided }, target) => {
    const { db, now, today } = context;
    const { stage, stages, institutionId } = target;
    await lockConsultation(db, target);
    if (target.state !== 'open' || stage.closedAt !== null) throw new Conflict('consultations.refusal.stage-closed');
    if (standingOf(stage, today) !== 'ended') throw new Conflict('consultations.refusal.still-running');
    if (stages.some((one) => one.number < stage.number && one.closedAt === null))
      throw new Conflict('consultations.refusal.earlier-open');
    let unanswered = 0;
    for (const call of callsToAnswer(stages, stage)) {
      const waiting = await unansweredIn(db, { institutionId, id: call });
      unanswered += waiting.unanswered + waiting.held;
    }
    if (unanswered > 0) throw new Conflict('consultations.refusal.unanswered', { n: unanswered });
    const report = await stageReport(db, target, stage, { on: today, said, decided });
    const own = within(db, institutionId);
    await own
      .updateTable('consultation_stage')
      .set({ closed_at: now, report: json(report) })
      .where('id', '=', stage.id)
      .execute();
    if (stages.every((one) => one.id === stage.id || one.closedAt !== null))
      await own
        .updateTable('consultation')
        .set({ state: 'closed', closed_at: now })
        .where('id', '=', target.id)
        .execute();
    const changed = await consultationByReference(db, target.reference);
    if (changed) await refreshPublished(context, changed);
    await publish(context, {
      institutionId,
      subjects: [
        `${CONSULTATION}:${target.reference}`,
        ...stage.activities.filter(({ kind }) => kind === 'proposals').map(({ id }) => `proposal-call:${id}`),
      ],
      event: 'consultations.notice.report',
      title: target.title,
      path: `/consultations/${target.reference}/stages/${stage.number}`,
    });
  },
});
