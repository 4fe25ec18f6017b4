import { asTenant, institutionsById } from '#core/institutions/index.ts';
import { type ApiRoute, defineFile, z } from '#platform/api.ts';
import { NotFound } from '#platform/errors.ts';
import { manageSurvey } from '../access.ts';
import { SURVEY_FILES } from '../file/survey-files.ts';
import { findSurvey } from '../queries/surveys.ts';
import { referenceParam } from './shapes.ts';

/** The files of a survey for programs of its officials: `GET /surveys/{id}/answers.csv`. */
export const fileRoutes: readonly ApiRoute[] = SURVEY_FILES.map(({ name, type, make }) =>
  defineFile({
    name: `surveys.${name.replace('.', '-')}`,
    path: `/surveys/{id}/${name}`,
    tag: 'surveys',
    summary: `${name} of a survey, made while it is read (scope \`desk\`)`,
    access: manageSurvey as never,
    target: ({ db, tenant, params }) => findSurvey({ db, tenant }, params.id ?? ''),
    params: z.object({ id: referenceParam }),
    query: z.object({ lang: z.enum(['ar', 'fr', 'en']).default('fr') }),
    type,
    async load({ db, tenant, params, around, query: { lang } }) {
      const survey = await findSurvey({ db, tenant }, params.id ?? '');
      const body = survey && (await institutionsById(db, [survey.institutionId])).get(survey.institutionId);
      if (!survey || !body) throw new NotFound();
      return {
        body: await make({ db, around, survey, lang, tenant: asTenant(body) }),
        name: `${survey.reference}-${name}`,
      };
    },
  }),
);
