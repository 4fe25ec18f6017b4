import { z } from 'zod';
import { meetDeadlines } from '#core/deadlines/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, NotAllowed } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { managePersonalData, personOf } from '../access.ts';
import { tellAnswered } from '../letters.ts';
import { requestById } from '../queries.ts';
import { type DataRequest, DEADLINE_KIND } from '../request.ts';

export const answerRequestInput = z.object({
  request: z.string().refine(isId),
  outcome: z.enum(['accepted', 'refused'], 'personal-data.request.choose'),
  /** What was done, or the reason of the refusal. The person reads it. */
  answer: z.string().trim().min(10, 'personal-data.request.answer-missing').max(4_000),
});

type Input = z.infer<typeof answerRequestInput>;

/** Answers a request, with a reason. A letter tells the person that there is an answer, and not what it says. */
export const answerRequest = defineAction<Input, DataRequest>({
  name: 'personal-data.answer-request',
  input: answerRequestInput,
  target: ({ db, tenant }, { request }) => requestById(db, request, tenant?.id),
  access: managePersonalData,
  event: 'data-request.answered',
  record: ({ outcome }, request) => ({
    subject: request.id,
    institutionId: request.institutionId,
    detail: { kind: request.kind, outcome, dueOn: request.dueOn },
  }),
  async run(context, { outcome, answer }, request) {
    const { db, actor, now, today } = context;
    const official = personOf(actor);
    if (request.state !== 'open' || request.personId === null) throw new Conflict('personal-data.request.over');
    if (request.assignedTo !== official.id) throw new NotAllowed('personal-data.request.take-first');
    await within(db, request.institutionId)
      .updateTable('data_request')
      .set({ state: outcome, answer, answered_at: now, answered_by: official.id })
      .where('id', '=', request.id)
      .execute();
    const subject = { kind: DEADLINE_KIND, id: request.id };
    await meetDeadlines(context, { institutionId: request.institutionId, subject }, today);
    await tellAnswered(context, request, request.personId);
  },
});
