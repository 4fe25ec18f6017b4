import { defineResource, type Resource } from '#platform/page.ts';
import { manageSurvey } from '../../access.ts';
import { SURVEY_FILES } from '../../file/survey-files.ts';
import { surveyOf } from '../public-survey.ts';

/** The files of a survey on its desk: answers with their codebook, and the codes that were issued. Kept by nobody on the way. */
export const surveyFiles: readonly Resource[] = SURVEY_FILES.map(({ name, type, make }) =>
  defineResource({
    name: `surveys.${name.replace('.', '-')}-file`,
    path: `/desk/surveys/:reference/${name}`,
    on: 'tenant',
    access: manageSurvey,
    target: surveyOf,
    async load(request) {
      const { db, page, around } = request;
      const survey = await surveyOf(request);
      const { lang, tenant } = page;
      return {
        type,
        body: await make({ db, around, survey, lang: lang === 'zgh' ? 'ar' : lang, tenant }),
        download: `${survey.reference}-${name}`,
        headers: { 'cache-control': 'private, no-store' },
      };
    },
  }),
);
