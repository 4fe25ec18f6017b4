import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { triageProposals } from '../access.ts';
import { id } from '../input.ts';
import { isAnswered, type ProposalCall, writeQuestions } from '../queries/calls.ts';
import { findCall, lockCall } from '../target.ts';

const input = z.object({ call: id, key: z.string().min(1, 'proposals.fault.choose').max(10) });

/** An official asks a question no longer that nobody has answered yet. */
export const removeQuestion = defineAction<z.infer<typeof input>, ProposalCall, void>({
  name: 'proposals.remove-question',
  input,
  target: (context, { call }) => findCall(context, call),
  access: triageProposals,
  event: 'proposal-call.question-removed',
  record: ({ key }, call) => ({
    subject: `proposal-call:${call.id}`,
    institutionId: call.institutionId,
    detail: { key },
  }),
  run: async ({ db, touch }, { key }, target) => {
    const call = await lockCall(db, target);
    const question = call.questions.find((one) => one.key === key);
    if (!question) throw new Conflict('proposals.refusal.no-question');
    if (await isAnswered(db, call, question)) throw new Conflict('proposals.refusal.question-answered');
    await writeQuestions(
      db,
      call,
      call.questions.filter((one) => one !== question),
    );
    touch(`proposal-call:${call.id}`);
  },
});
