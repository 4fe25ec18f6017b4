import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { removeQuestion } from '../actions/remove-question.ts';
import { saveQuestion } from '../actions/save-question.ts';
import { CHOICES_MAX, QUESTION_KINDS } from '../questions.ts';

const tag = 'proposals';
const onQuestion = z.object({ call: z.uuid(), key: z.string().max(10) });
const keyed = { response: z.object({ key: z.string() }), present: (saved: { key: string }) => saved };
const questionBody = z.object({
  kind: z.enum(QUESTION_KINDS),
  label: textSchema,
  hint: textSchema.optional(),
  needed: z.boolean().optional(),
  choices: z.array(textSchema).max(CHOICES_MAX).optional(),
});
const given = ({ params, body }: { params: Record<string, string>; body: unknown }) => ({
  ...(body as object),
  ...params,
});

/** What a call asks beside the proposal itself, written by officials. */
export const questionRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'proposals.add-question',
    path: '/proposal-calls/{call}/questions',
    method: 'post',
    tag,
    summary: 'Asks something in a call beside the proposal itself; answers the key of the question',
    params: z.object({ call: z.uuid() }),
    body: questionBody,
    action: saveQuestion,
    input: given,
    status: 201,
    ...keyed,
  }),
  defineActionRoute({
    name: 'proposals.change-question',
    path: '/proposal-calls/{call}/questions/{key}',
    method: 'put',
    tag,
    summary: 'Words a question of a call anew; once it was answered its kind stays and its choices only grow',
    params: onQuestion,
    body: questionBody,
    action: saveQuestion,
    input: given,
    status: 200,
    ...keyed,
  }),
  defineActionRoute({
    name: 'proposals.remove-question',
    path: '/proposal-calls/{call}/questions/{key}',
    method: 'delete',
    tag,
    summary: 'Asks a question no longer that nobody has answered',
    params: onQuestion,
    action: removeQuestion,
    input: given,
    status: 204,
  }),
];
