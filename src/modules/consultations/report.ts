import type { AgeBand, Gender } from '#core/personal-data/index.ts';
import type { Figures, Outcome } from '#modules/draft-texts/index.ts';
import type { CallFigures } from '#modules/proposals/index.ts';
import type { Question, Results } from '#modules/surveys/index.ts';
import type { Standing } from '#modules/votes/index.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { ByChannel, Taken } from './participation.ts';

/** Counts of people as they may be published; null is too few. */
export type Published = Record<string, number | null>;

/** What came of one call, as it was when the stage was closed. */
export type ReportedCall = {
  id: string;
  title: Text;
  figures: CallFigures;
  /** Who took part, of those who told it. */
  gender: Published;
  ageBand: Published;
  /** Those with the most supports, with the answer to each. */
  proposals: ReportedProposal[];
};

/** A proposal with its answer. Its title is not sealed: see `queries/shown-report.ts`. */
export type ReportedProposal = {
  reference: string;
  state: string;
  supports: number;
  reasons: Text | null;
  outcomes: string[];
};

/**
 * A place of the body's territory with its population, how many proposals are about it, and how many of those who took part in surveys,
 * votes and texts said that they live there (null: too few to be told).
 */
export type ReportedPlace = {
  code: string;
  name: Text;
  population: number;
  proposals: number;
  residents?: number | null;
};

/** Who took part in one activity, of those who told it. */
export type People = { gender: Published; ageBand: Published };

type ReportedThing = People & {
  activity: string;
  reference: string;
  title: Text;
  path: string;
  channels: ByChannel;
  total: number;
};

/** A question of a survey with what was answered: by option, or in the mean. */
export type ReportedQuestion = {
  id: string;
  title: Text;
  answered: number;
  lines: { label: Text; n: number }[];
  mean: number | null;
};

/** `results`: whether everybody may read them; then the questions that the body chose for the report. */
export type ReportedSurvey = ReportedThing & { kind: 'survey'; results: boolean; questions: ReportedQuestion[] };

/** A line of a vote's count; `label` null: one of the answers yes, no, abstention, named by `option`. */
export type ReportedLine = { label: Text | null; option: string; votes: number; outcome: Standing['outcome'] };
export type ReportedVote = ReportedThing & { kind: 'vote'; cancelled: boolean; lines: ReportedLine[] };

/** A contribution with its answer. Its words are not sealed: see `queries/shown-report.ts`. */
export type ReportedContribution = {
  number: number;
  id: string;
  supports: number;
  outcome: Outcome | null;
  reasons: Text | null;
};
export type ReportedText = ReportedThing & {
  kind: 'draft-text';
  figures: Figures;
  contributions: ReportedContribution[];
};

/** What came of one survey, vote or draft text, as it was when the stage was closed. */
export type ReportedHeld = ReportedSurvey | ReportedVote | ReportedText;

/** What a stage was: what was asked, who took part, what was said, what was answered, what was decided. Sealed when the stage is closed. */
export type StageReport = {
  on: string;
  asked: Text;
  calls: ReportedCall[];
  places: ReportedPlace[];
  comments: number;
  /** What came in by each activity and channel. Absent from reports of before surveys, votes and texts were held by stages. */
  taken?: Taken[];
  held?: ReportedHeld[];
  /** The body confirmed that everything on paper was entered. */
  entered?: boolean;
  /** Written by the body. */
  said: Text;
  decided: Text;
};

/** What people wrote, as everybody may read it now; null: it was taken back or hidden. */
export type ShownProposal = ReportedProposal & { title: Text | null };
export type ShownCall = Omit<ReportedCall, 'proposals'> & { proposals: ShownProposal[] };
export type ShownContribution = ReportedContribution & { path: string; words: Text | null };
export type ShownText = Omit<ReportedText, 'contributions'> & { contributions: ShownContribution[] };
export type ShownHeld = ReportedSurvey | ReportedVote | ShownText;

/** A report as it is shown: what was sealed, with what people wrote as far as it is still public. */
export type ShownReport = Omit<StageReport, 'calls' | 'held'> & { calls: ShownCall[]; held?: ShownHeld[] };

/** The most proposals that a report names one by one; the open data have all. */
export const REPORTED_PROPOSALS = 100;

/** How a result is named in the form that chooses those of the report. */
export const resultKey = (reference: string, question: string): string => `${reference}:${question}`;

/** Whether a report can show what was answered to a question: by option, or in the mean. What people wrote stands with the survey. */
export function isReported({ kind }: Pick<Question, 'kind'>): boolean {
  return kind === 'single' || kind === 'several' || kind === 'rating' || kind === 'ranking' || kind === 'number';
}

/** What was answered to a question, by option; of a ranking, how often each came first. */
export function reportedQuestion(question: Question, results: Pick<Results, 'questions'>): ReportedQuestion {
  const { id, kind, title, options, min, max } = question;
  const result = results.questions[id];
  const of = (key: string) => result?.counts[key] ?? 0;
  const scale = kind === 'rating' ? Array.from({ length: (max ?? 5) - (min ?? 1) + 1 }, (_, n) => (min ?? 1) + n) : [];
  return {
    id,
    title,
    answered: result?.answered ?? 0,
    lines: [
      ...options.map((option) => ({ label: option.title, n: of(kind === 'ranking' ? `${option.id}=1` : option.id) })),
      ...scale.map((point) => ({
        label: { ar: String(point), fr: String(point), en: String(point) },
        n: of(String(point)),
      })),
    ],
    mean: result?.numbers?.mean ?? null,
  };
}

/** The people that a group must at least have in a territory before its absence is worth an alert. */
const WORTH_AN_ALERT = 1_000;

/** Places nobody has proposed anything about and nobody who took part lives in, the most populous first: while there is time, somebody can go there. */
export function absentPlaces(places: readonly ReportedPlace[]): ReportedPlace[] {
  return places
    .filter(
      ({ proposals, residents, population }) =>
        proposals === 0 && (residents === undefined || residents === 0) && population >= WORTH_AN_ALERT,
    )
    .sort((a, b) => b.population - a.population);
}

const GROUPS: { gender: readonly Gender[]; ageBand: readonly AgeBand[] } = {
  gender: ['woman', 'man'],
  ageBand: ['18-24', '25-34', '35-49', '50-64', '65-and-over'],
};

/** The groups of people of whom not one has said to have taken part, when enough people have said who they are. */
export function absentGroups(by: keyof typeof GROUPS, counts: Published): string[] {
  const told = Object.entries(counts).filter(([group]) => group !== 'not-told');
  const known = told.reduce((sum, [, n]) => sum + (n ?? 0), 0);
  // A cell that is hidden has people in it.
  return known < 20 ? [] : GROUPS[by].filter((group) => !told.some(([one]) => one === group));
}
