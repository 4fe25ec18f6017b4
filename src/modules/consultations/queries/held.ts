import { deskDraftTexts, figuresOf, findDraftText, phaseOf as textPhase } from '#modules/draft-texts/index.ts';
import {
  answersByChannel,
  findSurvey,
  listSurveys,
  showsResults,
  phaseOf as surveyPhase,
} from '#modules/surveys/index.ts';
import { ballotsOf, listVotes, phaseOf as votePhase, votesByReference } from '#modules/votes/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { type Db, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { type HeldKind, isHeldKind } from '../consultation.ts';
import { type ByChannel, byChannel } from '../participation.ts';
import type { StageActivity } from './consultations.ts';
import '../tables.ts';

/** Where a held thing stands: `counting` is a vote that is over and not counted yet. */
export type HeldPhase = 'draft' | 'upcoming' | 'open' | 'counting' | 'over' | 'cancelled';

/** A survey, a vote or a draft text that an activity holds, as a consultation shows it. */
export type Held = {
  activity: string;
  kind: HeldKind;
  reference: string;
  title: Text;
  phase: HeldPhase;
  /** `YYYY-MM-DD`; null for a text whose dates are not set. */
  opensOn: string | null;
  closesOn: string | null;
  path: string;
  deskPath: string;
  /** Where one takes part now. */
  doPath: string | null;
  /** Where the results stand that everybody may read. */
  resultsPath: string | null;
  channels: ByChannel;
  total: number;
  /** Contributions to a text that still have no answer. */
  unanswered: number;
  /** What people told of themselves when they took part is kept under this. */
  act: { kind: string; about: string };
  /** The tags of what is shown of it. */
  tags: readonly string[];
};

/** Whether officials may still enter what came in on paper or elsewhere before its end. A vote is counted with it. */
export function takesPaperLate(held: Pick<Held, 'kind' | 'phase'> | undefined): boolean {
  return held !== undefined && held.kind !== 'vote' && held.phase === 'over';
}

type When = { today: string; now: Date };
type Owner = { institutionId: string };

/** The things that activities hold, by the id of the activity. What was removed in its own room is absent. */
export async function heldThings(
  db: Db,
  owner: Owner,
  activities: readonly StageActivity[],
  when: When,
): Promise<Map<string, Held>> {
  const things = new Map<string, Held>();
  for (const { id, kind, held } of activities) {
    if (held === null || !isHeldKind(kind)) continue;
    const thing = await READERS[kind](db, owner, held, when);
    if (thing) things.set(id, { ...thing, activity: id });
  }
  return things;
}

type Thing = Omit<Held, 'activity'>;
type Reader = (db: Db, owner: Owner, reference: string, when: When) => Promise<Thing | undefined>;

const READERS: Record<HeldKind, Reader> = { survey: readSurvey, vote: readVote, 'draft-text': readText };

async function readSurvey(db: Db, { institutionId }: Owner, typed: string, { today }: When) {
  const survey = await findSurvey({ db, tenant: { id: institutionId } }, typed);
  if (!survey) return undefined;
  const { reference } = survey;
  const { total, channels } = await answersByChannel(db, survey);
  const phase = surveyPhase(survey, today);
  const path = `/surveys/${reference}`;
  return {
    kind: 'survey' as const,
    reference,
    title: survey.title,
    phase,
    opensOn: survey.opensOn,
    closesOn: survey.closesOn,
    path,
    deskPath: `/desk${path}`,
    doPath: phase === 'open' ? `${path}/answer` : null,
    resultsPath: showsResults(survey, today) ? `${path}/results` : null,
    channels: byChannel(Object.fromEntries(channels)),
    total,
    unanswered: 0,
    act: { kind: 'surveys.answer', about: `survey:${survey.id}` },
    tags: [`survey:${reference}`, `~survey-results:${reference}`],
  };
}

async function readVote(db: Db, { institutionId }: Owner, reference: string, { now }: When) {
  const vote = (await votesByReference(db, [reference])).get(reference);
  if (vote?.institutionId !== institutionId) return undefined;
  const { total, channels } = await ballotsOf(db, vote);
  const phase = votePhase(vote, now);
  const path = `/votes/${reference}`;
  return {
    kind: 'vote' as const,
    reference,
    title: vote.title,
    phase: phase === 'closed' ? ('over' as const) : phase,
    opensOn: calendarDate(vote.opensAt),
    // The closing moment itself no longer takes ballots: midnight ends the day before.
    closesOn: calendarDate(new Date(vote.closesAt.getTime() - 1)),
    path,
    deskPath: `/desk${path}`,
    doPath: phase === 'open' ? `${path}/cast` : null,
    resultsPath: vote.count && (phase === 'closed' || (phase === 'open' && vote.results === 'live')) ? path : null,
    channels: byChannel(channels),
    total,
    unanswered: 0,
    act: { kind: 'votes.vote', about: `vote:${reference}` },
    tags: [`vote:${reference}`, `~vote-count:${reference}`],
  };
}

async function readText(db: Db, { institutionId }: Owner, typed: string, { today }: When) {
  const text = await findDraftText({ db, tenant: { id: institutionId } }, typed);
  if (!text) return undefined;
  const { reference } = text;
  const phase = textPhase(text, today);
  const { comments, amendments, channels } = await figuresOf(db, text);
  const path = `/draft-texts/${reference}`;
  const isBefore = phase === 'draft' || phase === 'open';
  return {
    kind: 'draft-text' as const,
    reference,
    title: text.title,
    phase: isBefore ? phase : phase === 'announced' ? ('upcoming' as const) : ('over' as const),
    opensOn: text.opensOn,
    closesOn: text.closesOn,
    path,
    deskPath: `/desk${path}`,
    doPath: phase === 'open' ? path : null,
    resultsPath: phase === 'draft' || phase === 'announced' ? null : `${path}/amendments`,
    channels: byChannel(channels),
    total: comments + amendments,
    unanswered: text.unanswered,
    act: { kind: 'draft-texts.contribution', about: `draft-text:${reference}` },
    tags: [`draft-text:${reference}`],
  };
}

/** A thing of a body that an activity may hold: none does yet. */
export type Free = { reference: string; title: Text };

/** The most things that are offered to choose from: the newest. */
const MOST_OFFERED = 100;

/** The surveys, votes or draft texts of a body that no activity of a consultation holds, the newest first. */
export async function freeThings(db: Db, institutionId: string, kind: HeldKind, now: Date): Promise<Free[]> {
  const rows = await within(db, institutionId)
    .selectFrom('consultation_activity')
    .select('held')
    .where('held', 'is not', null)
    .where('kind', '=', kind)
    .execute();
  const taken = new Set(rows.map(({ held }) => held));
  const all = await offeredOf(db, institutionId, kind, now);
  return all.filter(({ reference }) => !taken.has(reference)).map(({ reference, title }) => ({ reference, title }));
}

async function offeredOf(db: Db, institutionId: string, kind: HeldKind, now: Date): Promise<Free[]> {
  if (kind === 'draft-text') return deskDraftTexts(db, [institutionId], MOST_OFFERED);
  const filter = { institutionId, drafts: true };
  if (kind === 'survey') return (await listSurveys(db, filter, { limit: MOST_OFFERED })).items;
  return (await listVotes(db, filter, { limit: MOST_OFFERED, now })).items;
}
