import { countDemographics } from '#core/personal-data/index.ts';
import { figuresOf, findDraftText, firstContributions } from '#modules/draft-texts/index.ts';
import { countResults, findSurvey, questionsOf, resultsOf, showsResults } from '#modules/surveys/index.ts';
import { optionsOf, votesByReference } from '#modules/votes/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import {
  isReported,
  type People,
  type ReportedHeld,
  type ReportedSurvey,
  type ReportedText,
  type ReportedVote,
  reportedQuestion,
  resultKey,
} from '../report.ts';
import type { Consultation } from './consultations.ts';
import type { Held } from './held.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'today'>;
type Owner = Pick<Consultation, 'institutionId'>;

/** What came of a survey, a vote or a draft text, with who took part as far as they told it. `chosen`: the results of surveys to show. */
export async function reportedHeld(
  context: Context,
  owner: Owner,
  held: Held,
  chosen: readonly string[] | undefined,
): Promise<ReportedHeld> {
  const { activity, reference, title, path, channels, total } = held;
  const thing = { activity, reference, title, path, channels, total, ...(await peopleOf(context.db, owner, held)) };
  if (held.kind === 'survey') return { ...thing, ...(await surveyPart(context, reference, chosen)) };
  if (held.kind === 'vote') return { ...thing, ...(await votePart(context.db, reference)) };
  return { ...thing, ...(await textPart(context.db, reference)) };
}

/** Who took part, of those who told it; small numbers are hidden. */
export async function peopleOf(db: Db, { institutionId }: Owner, { act }: Pick<Held, 'act'>): Promise<People> {
  const of = { institutionId, ...act };
  return {
    gender: (await countDemographics(db, of, 'gender')).counts,
    ageBand: (await countDemographics(db, of, 'ageBand')).counts,
  };
}

async function surveyPart(
  { db, around, today }: Context,
  reference: string,
  chosen: readonly string[] | undefined,
): Promise<Pick<ReportedSurvey, 'kind' | 'results' | 'questions'>> {
  const survey = await findSurvey({ db, tenant: null }, reference);
  if (!survey || !showsResults(survey, today)) return { kind: 'survey', results: false, questions: [] };
  const kept = await resultsOf(db, survey);
  // A job counts every few minutes: what came since then belongs to the report as well.
  const isLate =
    kept === null || survey.countedAt === null || survey.closedAt === null || survey.countedAt < survey.closedAt;
  const results = isLate ? await countResults(db, around.keys, survey, today) : kept;
  const wanted = chosen && new Set(chosen);
  const questions = questionsOf(survey.questionnaire)
    .filter((one) => isReported(one) && (!wanted || wanted.has(resultKey(reference, one.id))))
    .map((one) => reportedQuestion(one, results));
  return { kind: 'survey', results: true, questions };
}

async function votePart(db: Db, reference: string): Promise<Pick<ReportedVote, 'kind' | 'cancelled' | 'lines'>> {
  const vote = (await votesByReference(db, [reference])).get(reference);
  if (!vote) return { kind: 'vote', cancelled: true, lines: [] };
  const options = await optionsOf(db, vote);
  const lines = (vote.state === 'closed' ? (vote.count?.standings ?? []) : []).map(({ option, votes, outcome }) => ({
    label: options.find(({ number }) => String(number) === option)?.text ?? null,
    option,
    votes,
    outcome,
  }));
  return { kind: 'vote', cancelled: vote.state === 'cancelled', lines };
}

/** The most contributions that a report names one by one; the table of the text has all. */
const REPORTED_CONTRIBUTIONS = 100;

async function textPart(db: Db, reference: string): Promise<Pick<ReportedText, 'kind' | 'figures' | 'contributions'>> {
  const text = await findDraftText({ db, tenant: null }, reference);
  if (!text) throw new Error(`${reference} is gone`);
  const contributions = await firstContributions(db, text, REPORTED_CONTRIBUTIONS);
  return {
    kind: 'draft-text',
    figures: await figuresOf(db, text),
    contributions: contributions.map((one) => ({
      number: one.number,
      id: one.id,
      supports: one.supports,
      outcome: one.answer?.outcome ?? null,
      reasons: one.answer?.reasons ?? null,
    })),
  };
}
