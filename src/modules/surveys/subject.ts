import { institutionsById } from '#core/institutions/index.ts';
import type { PublicSubject } from '#platform/module.ts';
import { findSurvey } from './queries/surveys.ts';

/** Surveys as things to follow, by reference; only those that were published. */
export const surveySubject: PublicSubject = {
  kind: 'survey',
  label: 'surveys.field.survey',
  async find(db, id) {
    const survey = await findSurvey({ db, tenant: null }, id);
    if (!survey || survey.state === 'draft') return undefined;
    const { institutionId, reference, title } = survey;
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    return {
      institutionId,
      id: reference,
      title,
      path: `/surveys/${reference}`,
      tags: [`survey:${reference}`],
      related: body ? [`institution:${body.slug}`] : [],
    };
  },
};
