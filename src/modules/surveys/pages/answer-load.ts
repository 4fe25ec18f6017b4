import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { collectionNotice, type Notice } from '#core/personal-data/index.ts';
import type { PageRequest } from '#platform/page.ts';
import { countingSections } from '../answers.ts';
import { type Draft, draftKey, readDraft } from '../holder.ts';
import { answerProcessing } from '../personal-data.ts';
import { type Choosable, placesOf } from '../places.ts';
import type { Survey } from '../queries/surveys.ts';
import type { Section } from '../questionnaire.ts';
import { publicSurvey } from './public-survey.ts';

export const answerQuery = z.object({
  /** What whoever has no account holds their answer by. */
  hold: z.string().max(80).optional().catch(undefined),
  /** The section to show; `check` at the end. */
  s: z.string().max(10).optional().catch(undefined),
  /** The receipt of the answer that is to be changed. */
  receipt: z.string().max(80).optional().catch(undefined),
  /** It was kept, to go on later. */
  kept: z.string().max(1).optional().catch(undefined),
});
export type AnswerQuery = z.infer<typeof answerQuery>;

/** What the pages of answering show. `draft` null: it has not begun. `section` null: everything is answered. */
export type AnswerData = {
  survey: Survey;
  notice: Notice;
  places: Choosable[];
  draft: Draft | null;
  /** The sections that apply so far. */
  path: Section[];
  section: Section | null;
  /** Takes part by their account. */
  isPerson: boolean;
};

/** Reads how far somebody is with their answer. */
export async function loadAnswer(request: PageRequest<AnswerQuery>): Promise<AnswerData> {
  const { db, page, query, around, offers } = request;
  const survey = await publicSurvey(request);
  const body = (await institutionsById(db, [survey.institutionId])).get(survey.institutionId);
  const notice = await collectionNotice({ db, offers, around }, answerProcessing.kind, {
    id: survey.institutionId,
    name: body?.name ?? {},
  });
  const key = draftKey(around.keys, survey, page.actor, query.hold);
  const draft = (key && (await readDraft(db, around.keys, survey, key, page.now))) ?? null;
  const path = draft ? countingSections(survey.questionnaire, draft.answers) : [];
  const section = query.s === 'check' ? null : (path.find(({ id }) => id === query.s) ?? path[0] ?? null);
  return {
    survey,
    notice,
    places: draft ? await placesOf(db, survey) : [],
    draft,
    path,
    section,
    isPerson: isPerson(survey, request),
  };
}

function isPerson({ admission }: Survey, { page: { actor } }: Pick<PageRequest, 'page'>): boolean {
  return admission !== 'token' && actor.kind === 'person' && actor.level >= (admission === 'verified' ? 2 : 1);
}
