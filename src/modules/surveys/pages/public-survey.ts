import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/page.ts';
import { findSurvey, type Survey } from '../queries/surveys.ts';

/** The survey of an address, whoever asks; else 404. */
export async function surveyOf({
  db,
  page,
  params,
}: Pick<PageRequest<never>, 'db' | 'page' | 'params'>): Promise<Survey> {
  const survey = await findSurvey({ db, tenant: page.tenant }, params.reference ?? '');
  if (!survey) throw new NotFound();
  return survey;
}

/** The survey of an address if everybody may see it; else 404. */
export async function publicSurvey(request: Pick<PageRequest<never>, 'db' | 'page' | 'params'>): Promise<Survey> {
  const survey = await surveyOf(request);
  if (survey.state === 'draft') throw new NotFound();
  return survey;
}
