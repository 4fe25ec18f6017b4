import { deskTabs } from '#core/institutions/index.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Crumb } from '#platform/html/layout.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import type { PageRequest } from '#platform/page.ts';
import type { Survey } from '../../queries/surveys.ts';
import { surveyOf } from '../public-survey.ts';

/** A survey as every page of its desk has it: the rule is asked about its body. */
export type OnDesk = Survey & { tabs: Tab[] };

/** Reads it from the address. */
export async function surveyOnDesk(
  request: Pick<PageRequest<never>, 'db' | 'page' | 'params' | 'offers'>,
): Promise<OnDesk> {
  return { ...(await surveyOf(request)), tabs: deskTabs(request) };
}

export const deskPath = (reference: string | undefined) => `/desk/surveys/${reference}`;

/** The pages above a page of its desk. */
export function deskCrumbs({ ts }: Pick<PageContext, 'ts'>, survey?: Pick<Survey, 'reference'>): Crumb[] {
  return [
    { label: ts('surveys.page.surveys'), path: '/desk/surveys' },
    ...(survey ? [{ label: survey.reference, path: deskPath(survey.reference) }] : []),
  ];
}
