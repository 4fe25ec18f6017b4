import { z } from 'zod';
import { publish } from '#core/notifications/index.ts';
import { unansweredIn } from '#modules/proposals/index.ts';
import { defineAction } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { publishConsultations } from '../access.ts';
import { isLastOpen, owedAtClose, standingOf } from '../consultation.ts';
import { neededWords, reference, words } from '../input.ts';
import { consultationByReference } from '../queries/consultations.ts';
import { type HeldPhase, heldThings, takesPaperLate } from '../queries/held.ts';
import { stageReport } from '../queries/stage-report.ts';
import { CONSULTATION } from '../subject.ts';
import { type StageTarget, stageTarget } from '../target.ts';
import { refreshPublished } from '../write.ts';

const input = z.object({
  consultation: reference,
  number: z.coerce.number().int(),
  /** What was said, in the body's words; the figures and the contributions stand beside it. */
  said: words(20_000),
  /** What was decided, or what comes next. */
  decided: neededWords(20_000),
  /** The results of surveys that the report shows (`ENQ-2026-7K4Q2-M:q1`); absent: all that everybody may read. */
  results: z.array(z.string().max(60)).max(500).optional(),
  /** That nothing on paper or said elsewhere is left to enter: needed where surveys or texts still take it after their end. */
  entered: z.boolean().default(false),
});

/** What a report cannot be about yet: it may still change. */
const RUNNING: ReadonlySet<HeldPhase> = new Set(['upcoming', 'open', 'counting']);

/**
 * A stage is closed with its public report. Not before its last day is over, before the stages that come first, while a survey, a vote or a
 * text of it or that it answers still runs, or while one proposal or contribution that it must answer has none. With the last stage, which
 * leaves nothing unanswered, the consultation is closed.
 */
export const closeStage = defineAction<z.infer<typeof input>, StageTarget>({
  name: 'consultations.close-stage',
  input,
  target: stageTarget,
  access: publishConsultations,
  event: 'consultation.stage-closed',
  record: ({ number }, { reference: subject, institutionId }) => ({
    subject: `consultation:${subject}`,
    institutionId,
    detail: { number },
  }),
  run: async (context, { said, decided, results, entered }, target) => {
    const { db, now, today } = context;
    const { stage, stages, institutionId } = target;
    if (target.state !== 'open' || stage.closedAt !== null) throw new Conflict('consultations.refusal.stage-closed');
    if (standingOf(stage, today) !== 'ended') throw new Conflict('consultations.refusal.still-running');
    if (stages.some((one) => one.number < stage.number && one.closedAt === null))
      throw new Conflict('consultations.refusal.earlier-open');
    const owed = owedAtClose(stages, stage);
    const concerned = [...stage.activities, ...owed];
    const held = await heldThings(db, target, concerned, context);
    const running = concerned.find(({ id }) => RUNNING.has(held.get(id)?.phase ?? 'over'));
    if (running)
      throw new Conflict('consultations.refusal.held-running', { title: held.get(running.id)?.reference ?? '' });
    let unanswered = 0;
    for (const { id, kind } of owed) {
      if (kind !== 'proposals') continue;
      const waiting = await unansweredIn(db, { institutionId, id });
      unanswered += waiting.unanswered + waiting.held;
    }
    if (unanswered > 0) throw new Conflict('consultations.refusal.unanswered', { n: unanswered });
    const inTexts = owed.reduce((sum, { id }) => sum + (held.get(id)?.unanswered ?? 0), 0);
    if (inTexts > 0) throw new Conflict('consultations.refusal.unanswered-texts', { n: inTexts });
    const isEntered = concerned.some(({ id }) => takesPaperLate(held.get(id)));
    if (isEntered && !entered) throw new InvalidInput([{ pointer: '/entered', key: 'consultations.fault.entered' }]);
    const report = await stageReport(context, target, stage, { said, decided, results, entered: isEntered });
    const own = within(db, institutionId);
    await own
      .updateTable('consultation_stage')
      .set({ closed_at: now, report: json(report) })
      .where('id', '=', stage.id)
      .execute();
    if (isLastOpen(stages, stage))
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
