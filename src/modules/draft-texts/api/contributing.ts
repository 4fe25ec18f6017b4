import { type ApiRoute, dateSchema, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { answerContributions } from '../actions/answer-contributions.ts';
import { editContribution } from '../actions/edit-contribution.ts';
import { type Recorded, recordContribution } from '../actions/record-contribution.ts';
import { supportContribution } from '../actions/support-contribution.ts';
import { withdrawContribution } from '../actions/withdraw-contribution.ts';
import { type WrittenContribution, writeContribution } from '../actions/write-contribution.ts';
import { DEEDS } from '../amend.ts';
import { TEXT_LANGS } from '../article.ts';
import { ENTERED_CHANNELS, OUTCOMES } from '../draft-text.ts';
import { referenceParam } from './shapes.ts';

const onText = z.object({ id: referenceParam });
const onContribution = onText.extend({ contribution: z.string().max(60) });
const at = ({ params }: { params: Record<string, string> }) => ({ text: params.id, contribution: params.contribution });

const wordsBody = z.object({
  quote: z.string().optional().openapi({ description: 'Words of the article; absent: the whole article.' }),
  wording: z.string().optional().openapi({ description: 'The new words, for `replace`, `add` and `insert`.' }),
  heading: z.string().optional().openapi({ description: 'The heading of a new article, for `insert`.' }),
  reasons: z.string(),
});

const saidBody = wordsBody.extend({
  article: z.string().max(20).openapi({
    description: 'The id of an article; `text` for the whole. A new article (`insert`) stands behind it.',
  }),
  deed: z.enum(['comment', ...DEEDS]),
  lang: z.enum(TEXT_LANGS).optional(),
  author: z.string().openapi({ description: 'The name that stands with it in public.' }),
});

const writeRoute = defineActionRoute({
  name: 'draft-texts.write-contribution',
  path: '/draft-texts/{id}/contributions',
  method: 'post',
  tag: 'draft-texts',
  summary: 'Comments on a draft text or proposes an amendment, as the person whom the token stands for',
  params: onText,
  body: saidBody.extend({
    actingFor: z.string().optional().openapi({ description: 'The id of an association that one represents.' }),
  }),
  action: writeContribution,
  input: ({ params, body }) => ({ ...(body as object), text: params.id }),
  status: 201,
  response: z.object({ id: z.uuid(), number: z.number().int(), state: z.string() }),
  present: ({ id, number, state }: WrittenContribution) => ({ id, number, state }),
});

const editRoute = defineActionRoute({
  name: 'draft-texts.edit-contribution',
  path: '/draft-texts/{id}/contributions/{contribution}',
  method: 'put',
  tag: 'draft-texts',
  summary: 'Changes one’s own contribution, within an hour',
  params: onContribution,
  body: wordsBody,
  action: editContribution,
  input: ({ params, body }) => ({ ...(body as object), ...at({ params }) }),
  status: 204,
});

const withdrawRoute = defineActionRoute({
  name: 'draft-texts.withdraw-contribution',
  path: '/draft-texts/{id}/contributions/{contribution}/withdraw',
  method: 'post',
  tag: 'draft-texts',
  summary: 'Takes one’s own contribution back; officials remove what they entered, with a reason (scope `desk`)',
  params: onContribution,
  body: z
    .object({
      reason: textSchema
        .optional()
        .openapi({ description: 'Why it is removed: asked of the officials who entered it for somebody.' }),
    })
    .optional(),
  action: withdrawContribution,
  input: ({ params, body }) => ({ ...(body as object), ...at({ params }) }),
  status: 204,
});

const supports = (method: 'put' | 'delete', support: boolean, summary: string) =>
  defineActionRoute({
    name: support ? 'draft-texts.support-contribution' : 'draft-texts.unsupport-contribution',
    path: '/draft-texts/{id}/contributions/{contribution}/support',
    method,
    tag: 'draft-texts',
    summary,
    params: onContribution,
    action: supportContribution,
    input: (request) => ({ ...at(request), support }),
    status: 200,
    response: z.object({ supports: z.number().int() }),
    present: ({ supports: n }: { supports: number }) => ({ supports: n }),
  });

/** What citizens do by program. */
export const contributionRoutes: readonly ApiRoute[] = [
  writeRoute,
  editRoute,
  withdrawRoute,
  supports('put', true, 'Supports a contribution, once'),
  supports('delete', false, 'Takes one’s support back'),
];

export const answerRoute = defineActionRoute({
  name: 'draft-texts.answer-contributions',
  path: '/draft-texts/{id}/answers',
  method: 'post',
  tag: 'draft-texts',
  summary: 'Answers contributions in the name of the body (scope `desk`)',
  params: onText,
  body: z.object({
    contributions: z.array(z.string()).openapi({ description: 'The ids of the contributions that get this answer.' }),
    editedAt: z.record(z.string(), z.string().nullable()).optional().openapi({
      description: 'By id, the `editedAt` of those that were changed, as it was read: 409 where it is another now.',
    }),
    outcome: z.enum(OUTCOMES),
    reasons: textSchema,
    wording: z.string().optional().openapi({ description: 'The words taken over of one that is accepted in part.' }),
  }),
  action: answerContributions,
  input: ({ params, body }) => ({ ...(body as object), text: params.id }),
  status: 200,
  response: z.object({ answered: z.number().int() }),
  present: ({ answered }: { answered: number }) => ({ answered }),
});

export const recordRoute = defineActionRoute({
  name: 'draft-texts.record-contribution',
  path: '/draft-texts/{id}/recorded-contributions',
  method: 'post',
  tag: 'draft-texts',
  summary: 'Enters what was said at a counter, on paper, in a meeting or by e-mail (scope `desk`)',
  params: onText,
  body: saidBody.extend({
    channel: z.enum(ENTERED_CHANNELS),
    receivedOn: dateSchema.openapi({ description: 'The day on which it came in, within the round.' }),
    keptAt: z.string().optional().openapi({ description: 'The number in the register, or where the paper is kept.' }),
  }),
  action: recordContribution,
  input: ({ params, body }) => ({ ...(body as object), text: params.id }),
  status: 201,
  response: z.object({ id: z.uuid(), number: z.number().int() }),
  present: ({ id, number }: Recorded) => ({ id, number }),
});
