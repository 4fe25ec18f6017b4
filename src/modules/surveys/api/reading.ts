import { institutionsById } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { type ApiRequest, dateSchema, defineList, defineThing, textColumns, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, readOwnAnswers, readSurvey, readSurveys } from '../access.ts';
import { surveysOfPerson } from '../queries/own.ts';
import { findSurvey, listSurveys, resultsOf, type Survey } from '../queries/surveys.ts';
import { showsResults } from '../survey.ts';
import { presentSurvey, referenceParam, resultsSchema, surveyDetailSchema, surveySchema } from './shapes.ts';

const onSurvey = z.object({ id: referenceParam });

async function slugsOf(db: Db, surveys: readonly Survey[]): Promise<(survey: Survey) => string> {
  const bodies = await institutionsById(db, [...new Set(surveys.map((one) => one.institutionId))]);
  return ({ institutionId }) => bodies.get(institutionId)?.slug ?? '';
}

/** The survey that a route names, if whoever asks may see it; else 404. */
export async function readable(request: Pick<ApiRequest<unknown>, 'db' | 'tenant' | 'actor' | 'today' | 'params'>) {
  const { db, tenant, actor, today, params } = request;
  const survey = await findSurvey({ db, tenant }, params.id ?? '');
  if (!survey) throw new NotFound();
  checkAccess(readSurvey, actor, survey, { tenant, today });
  return survey;
}

export const listSurveysRoute = defineList({
  name: 'surveys.list-surveys',
  path: '/surveys',
  tag: 'surveys',
  summary: 'Surveys of public bodies, those that open last first',
  access: readSurveys,
  item: surveySchema,
  async load({ db, tenant, query: { limit, after }, absolute }) {
    const page = await listSurveys(db, { institutionId: tenant?.id }, { limit, after });
    const slugOf = await slugsOf(db, page.items);
    return { ...page, items: page.items.map((survey) => presentSurvey(survey, slugOf(survey), absolute)) };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'institution', value: (item) => item.institution },
    { name: 'state', value: (item) => item.state },
    ...textColumns<z.input<typeof surveySchema>>('title', (item) => item.title),
    { name: 'opens_on', value: (item) => item.opensOn },
    { name: 'closes_on', value: (item) => item.closesOn },
    { name: 'admission', value: (item) => item.admission },
    { name: 'privacy', value: (item) => item.privacy },
    { name: 'url', value: (item) => item.url },
  ],
});

const ownSurveySchema = surveySchema
  .extend({
    answeredOn: dateSchema.nullable().openapi({ description: 'Null where nothing is sent yet.' }),
    begun: z.boolean().openapi({ description: 'Something is kept that is not sent: an answer, or a change of one.' }),
  })
  .openapi('OwnSurvey');
type OwnItem = z.input<typeof ownSurveySchema>;

export const listOwnAnswersRoute = defineList({
  name: 'surveys.list-own-answers',
  path: '/me/answers',
  tag: 'surveys',
  summary: 'The surveys that you answered by your account or began to, those that are open first',
  access: readOwnAnswers,
  item: ownSurveySchema,
  async load({ db, actor, around, today, absolute }) {
    const own = actor.kind === 'person' ? await surveysOfPerson(db, around.keys, actor.id, today) : [];
    const slugOf = await slugsOf(
      db,
      own.map(({ survey }) => survey),
    );
    const items = own.map(({ survey, answeredOn, revises }) => ({
      ...presentSurvey(survey, slugOf(survey), absolute),
      answeredOn,
      begun: answeredOn === null || revises,
    }));
    return { items, next: null, total: items.length };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'institution', value: (item) => item.institution },
    ...textColumns<OwnItem>('title', (item) => item.title),
    { name: 'closes_on', value: (item) => item.closesOn },
    { name: 'privacy', value: (item) => item.privacy },
    { name: 'answered_on', value: (item) => item.answeredOn },
    { name: 'begun', value: (item) => item.begun },
    { name: 'url', value: (item) => item.url },
  ],
});

export const getSurveyRoute = defineThing({
  name: 'surveys.get-survey',
  path: '/surveys/{id}',
  tag: 'surveys',
  summary: 'One survey with its questions',
  access: readSurveys,
  params: onSurvey,
  response: surveyDetailSchema,
  async load(request) {
    const survey = await readable(request);
    const slugOf = await slugsOf(request.db, [survey]);
    const { questionnaire } = survey;
    return {
      ...presentSurvey(survey, slugOf(survey), request.absolute),
      questionnaire: structuredClone(questionnaire) as never,
    };
  },
});

export const getResultsRoute = defineThing({
  name: 'surveys.get-results',
  path: '/surveys/{id}/results',
  tag: 'surveys',
  summary: 'The results of a survey, as they were counted last',
  description: '404 until they are shown. Officials of the body see them before.',
  access: readSurveys,
  params: onSurvey,
  response: resultsSchema,
  async load(request) {
    const survey = await readable(request);
    const { db, actor, today } = request;
    if (!showsResults(survey, today) && !holdsPower(actor, MANAGE, survey.institutionId)) throw new NotFound();
    const results = await resultsOf(db, survey);
    if (!results) throw new NotFound();
    return { ...results, countedAt: survey.countedAt?.toISOString() ?? null };
  },
});
