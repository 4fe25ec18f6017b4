import { type ApiRoute, defineActionRoute, textSchema, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { addActivity } from '../actions/add-activity.ts';
import { closeStage } from '../actions/close-stage.ts';
import { copyConsultation } from '../actions/copy-consultation.ts';
import { createConsultation } from '../actions/create-consultation.ts';
import { publishConsultation } from '../actions/publish-consultation.ts';
import { removeActivity } from '../actions/remove-activity.ts';
import { showDraft } from '../actions/show-draft.ts';
import { updateActivity } from '../actions/update-activity.ts';
import { updateConsultation } from '../actions/update-consultation.ts';
import { updateStage } from '../actions/update-stage.ts';
import { ABOUT_KINDS, ACTIVITY_KINDS } from '../consultation.ts';
import { MODEL_NAMES } from '../models.ts';
import { referenceParam } from './shapes.ts';

const tag = 'consultations';
const params = z.object({ id: referenceParam });
const onStage = params.extend({ number: z.coerce.number().int() });
const onActivity = onStage.extend({ activity: z.uuid() });

const thing = z.string().max(40).optional().openapi({
  description:
    'The reference of a survey, a vote or a draft text of the body that the activity holds; `new` begins one.',
});

const body = z.object({
  title: textSchema,
  summary: textSchema,
  aboutKind: z.enum(ABOUT_KINDS),
  aboutReference: z.string().max(300).optional(),
  decides: textSchema,
  openTo: textSchema,
  notOpen: textSchema,
  level: z.number().int(),
  languages: z.array(z.enum(LANGUAGES)),
  partners: z.array(z.string().max(100)).max(30).optional(),
  themes: z
    .array(z.object({ key: z.string().max(10), name: textSchema }))
    .max(40)
    .optional(),
});

type Sent = { params: Record<string, string>; body: unknown };
const named = ({ params: { id, number, activity }, body: sent }: Sent) => ({
  ...(sent as object),
  consultation: id,
  ...(number === undefined ? {} : { number }),
  ...(activity === undefined ? {} : { activity }),
});

/** What officials do (scope `desk`). */
export const consultationRoutes: readonly ApiRoute[] = [
  defineActionRoute({
    name: 'consultations.create',
    path: '/consultations',
    method: 'post',
    tag,
    summary: 'Prepares a consultation from a model (scope `desk`)',
    body: body.extend({ institution: z.string().max(100), model: z.enum(MODEL_NAMES), startsOn: z.iso.date() }),
    action: createConsultation,
    input: ({ body: sent }) => sent,
    status: 201,
    response: z.object({ id: referenceParam }),
    present: ({ reference }: { reference: string }) => ({ id: reference }),
  }),
  defineActionRoute({
    name: 'consultations.copy',
    path: '/consultations/{id}/copies',
    method: 'post',
    tag,
    summary: 'Makes a new draft from a consultation (scope `desk`)',
    params,
    body: z.object({ title: textSchema, startsOn: z.iso.date() }),
    action: copyConsultation,
    input: named,
    status: 201,
    response: z.object({ id: referenceParam }),
    present: ({ reference }: { reference: string }) => ({ id: reference }),
  }),
  defineActionRoute({
    name: 'consultations.show-draft',
    path: '/consultations/{id}/preview',
    method: 'put',
    tag,
    summary: 'Shows a draft to whoever has its link, or takes the link back (scope `desk`)',
    params,
    body: z.object({ shared: z.boolean() }),
    action: showDraft,
    input: named,
    status: 204,
  }),
  defineActionRoute({
    name: 'consultations.update',
    path: '/consultations/{id}',
    method: 'put',
    tag,
    summary: 'Changes what a consultation says of itself (scope `desk`)',
    params,
    body,
    action: updateConsultation,
    input: named,
    status: 204,
  }),
  defineActionRoute({
    name: 'consultations.publish',
    path: '/consultations/{id}/publish',
    method: 'post',
    tag,
    summary: 'Publishes a consultation (scope `desk`)',
    params,
    action: publishConsultation,
    input: named,
    status: 204,
  }),
  defineActionRoute({
    name: 'consultations.update-stage',
    path: '/consultations/{id}/stages/{number}',
    method: 'put',
    tag,
    summary: 'Changes the words and dates of a stage (scope `desk`)',
    params: onStage,
    body: z.object({ title: textSchema, words: textSchema, startsOn: z.iso.date(), endsOn: z.iso.date() }),
    action: updateStage,
    input: named,
    status: 204,
  }),
  defineActionRoute({
    name: 'consultations.close-stage',
    path: '/consultations/{id}/stages/{number}/close',
    method: 'post',
    tag,
    summary: 'Closes a stage with its public report (scope `desk`)',
    params: onStage,
    body: z.object({
      said: textSchema,
      decided: textSchema,
      results: z
        .array(z.string().max(60))
        .max(500)
        .optional()
        .openapi({ description: 'The results of surveys to show (`ENQ-2026-7K4Q2-M:q1`); absent: all.' }),
      entered: z.boolean().optional().openapi({
        description: 'That everything on paper was entered: needed where a survey or a draft text is concerned.',
      }),
    }),
    action: closeStage,
    input: named,
    status: 204,
  }),
  defineActionRoute({
    name: 'consultations.add-activity',
    path: '/consultations/{id}/stages/{number}/activities',
    method: 'post',
    tag,
    summary: 'Adds an activity to a stage (scope `desk`)',
    params: onStage,
    body: z.object({ kind: z.enum(ACTIVITY_KINDS), title: textSchema, target: z.string().max(500).optional(), thing }),
    action: addActivity,
    input: named,
    status: 201,
    response: z.object({ id: z.uuid(), holds: z.string().nullable() }),
    present: ({ id, held }: { id: string; held: string | null }) => ({ id, holds: held }),
  }),
  defineActionRoute({
    name: 'consultations.update-activity',
    path: '/consultations/{id}/stages/{number}/activities/{activity}',
    method: 'put',
    tag,
    summary: 'Changes an activity (scope `desk`)',
    params: onActivity,
    body: z.object({ title: textSchema, target: z.string().max(500).optional(), thing }),
    action: updateActivity,
    input: named,
    status: 204,
  }),
  defineActionRoute({
    name: 'consultations.remove-activity',
    path: '/consultations/{id}/stages/{number}/activities/{activity}',
    method: 'delete',
    tag,
    summary: 'Removes an activity (scope `desk`)',
    params: onActivity,
    action: removeActivity,
    input: named,
    status: 204,
  }),
];
