import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { triageProposals } from '../access.ts';
import { id, officialText, optionalText } from '../input.ts';
import { isAnswered, type ProposalCall, writeQuestions } from '../queries/calls.ts';
import { CHOICES_MAX, hasChoices, QUESTION_KINDS, QUESTIONS_MAX, type Question } from '../questions.ts';
import { findCall, lockCall } from '../target.ts';

const input = z.object({
  call: id,
  /** The question that is changed; absent or empty: a new one. */
  key: z.string().max(10).default(''),
  kind: z.enum(QUESTION_KINDS, 'proposals.fault.choose'),
  label: officialText(200),
  hint: optionalText(300, 'proposals.fault.text-long').default({}),
  needed: z.boolean().default(false),
  /** What can be chosen, in this order; for questions that are answered with choices. */
  choices: z.array(officialText(200)).max(CHOICES_MAX, 'proposals.fault.choices-many').default([]),
});

type Input = z.infer<typeof input>;

/**
 * An official asks something beside the proposal itself, or words a question better. Once somebody has answered it, its kind stays and its
 * choices only grow: answers go on meaning what they meant.
 */
export const saveQuestion = defineAction<Input, ProposalCall, { key: string }>({
  name: 'proposals.save-question',
  input,
  target: (context, { call }) => findCall(context, call),
  access: triageProposals,
  event: 'proposal-call.question-saved',
  record: (_input, call, result) => ({
    subject: `proposal-call:${call.id}`,
    institutionId: call.institutionId,
    detail: result as { key: string },
  }),
  run: async (context, given, target) => {
    const { db } = context;
    const call = await lockCall(db, target);
    if (call.closedAt !== null) throw new Conflict('proposals.refusal.call-closed');
    const former = call.questions.find(({ key }) => key === given.key);
    if (given.key !== '' && !former) throw new Conflict('proposals.refusal.no-question');
    if (!former && call.questions.length >= QUESTIONS_MAX) throw new Conflict('proposals.refusal.questions-many');
    const choices = hasChoices(given) ? given.choices : [];
    if (hasChoices(given) && choices.length < 2)
      throw new InvalidInput([{ pointer: '/choices/ar', key: 'proposals.fault.choices-few' }]);
    if (
      former &&
      (former.kind !== given.kind || choices.length < former.choices.length) &&
      (await isAnswered(db, call, former))
    )
      throw new Conflict('proposals.refusal.question-answered');
    const question: Question = {
      key: former?.key ?? nextKey(call.questions),
      kind: given.kind,
      label: given.label,
      hint: given.hint,
      needed: given.needed,
      choices: choices.map((name, index) => ({ key: `c${index + 1}`, name })),
    };
    await writeQuestions(
      db,
      call,
      former ? call.questions.map((one) => (one === former ? question : one)) : [...call.questions, question],
    );
    context.touch(`proposal-call:${call.id}`);
    return { key: question.key };
  },
});

/** A key that no question of the call has had: a removed one may have been answered in a draft. */
function nextKey(questions: readonly Question[]): string {
  return `q${Math.max(0, ...questions.map(({ key }) => Number(key.slice(1)))) + 1}`;
}
