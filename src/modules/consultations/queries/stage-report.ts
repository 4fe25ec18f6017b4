import { countCommentsBetween } from '#core/comments/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { countDemographics, NOT_TOLD } from '#core/personal-data/index.ts';
import { childrenOf, regions, type Territory } from '#core/territory/index.ts';
import { answersOf, type CallFigures, callFigures, listProposals, outcomesOfAll } from '#modules/proposals/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { discussedIn, toAnswer } from '../consultation.ts';
import { byChannel, type Taken } from '../participation.ts';
import { REPORTED_PROPOSALS, type ReportedCall, type ReportedPlace, type StageReport } from '../report.ts';
import { CONSULTATION } from '../subject.ts';
import type { Consultation, ConsultationStage } from './consultations.ts';
import { stagesOf } from './consultations.ts';
import { type Held, heldThings } from './held.ts';
import { reportedHeld } from './reported-held.ts';

type Written = {
  said: Text;
  decided: Text;
  /** The results of surveys that the body chose, as `resultKey` names them; absent: all. */
  results?: readonly string[] | undefined;
  /** The body confirms that everything on paper was entered. */
  entered?: boolean;
};

/**
 * What a stage came to on a day: the calls, surveys, votes and texts it held or had to answer, who took part, and what was answered. Groups
 * of fewer than five people are not told apart.
 */
export async function stageReport(
  context: Pick<ActionContext, 'db' | 'around' | 'now' | 'today'>,
  consultation: Consultation,
  stage: ConsultationStage,
  { said, decided, results, entered = false }: Written,
): Promise<StageReport> {
  const { db, today } = context;
  const stages = await stagesOf(db, consultation);
  const wanted = new Set([...stage.activities, ...toAnswer(stages, stage)].map(({ id }) => id));
  const activities = stages.flatMap((one) => one.activities).filter(({ id }) => wanted.has(id));
  const calls: ReportedCall[] = [];
  for (const { id, kind, title } of activities)
    if (kind === 'proposals') calls.push(await reportedCall(db, consultation.institutionId, id, title));
  const things = [...(await heldThings(db, consultation, activities, context)).values()].filter(
    ({ phase }) => phase !== 'draft',
  );
  const counted = new Map(calls.map(({ id, figures }) => [id, figures]));
  const taken = await takenIn(db, consultation, stages, things, { only: stage, counted });
  const comments = taken.reduce((sum, { kind, total }) => sum + (kind === 'discussion' ? total : 0), 0);
  const held = [];
  for (const thing of things) held.push(await reportedHeld(context, consultation, thing, results));
  const places = await placesOf(db, consultation, calls, things);
  return { on: today, asked: stage.words, calls, places, comments, taken, held, entered, said, decided };
}

/** How many comments on a consultation belong to a stage with a discussion. Morocco keeps UTC. */
async function commentsIn(
  db: Db,
  { institutionId, reference }: Consultation,
  stages: readonly ConsultationStage[],
  stage: ConsultationStage,
): Promise<number> {
  const days = discussedIn(stages, stage);
  if (!days) return 0;
  const moment = (day: string | null) => (day === null ? null : new Date(`${day}T00:00:00Z`));
  const thread = { institutionId, kind: CONSULTATION, id: reference };
  return countCommentsBetween(db, thread, { from: moment(days.from), before: moment(days.before) });
}

/**
 * What came in by each activity of all stages, or of one, by channel. The one thread of a consultation is shared out among the stages with a
 * discussion, and what others hold elsewhere is not known here. `counted`: calls whose figures are there already.
 */
export async function takenIn(
  db: Db,
  consultation: Consultation,
  stages: readonly ConsultationStage[],
  things: readonly Held[],
  { only, counted }: { only?: ConsultationStage | undefined; counted?: ReadonlyMap<string, CallFigures> } = {},
): Promise<Taken[]> {
  const all: Taken[] = [];
  for (const stage of only ? [only] : stages)
    for (const { id, kind, title } of stage.activities) {
      const one = { activity: id, stage: stage.number, kind, title };
      const thing = things.find(({ activity }) => activity === id);
      if (thing) all.push({ ...one, channels: thing.channels, total: thing.total });
      else if (kind === 'proposals') {
        const { byChannel: channels, total } = counted?.get(id) ?? (await callFigures(db, { ...consultation, id }));
        all.push({ ...one, channels: byChannel(channels), total });
      } else if (
        kind === 'discussion' &&
        !all.some((before) => before.kind === kind && before.stage === stage.number)
      ) {
        const total = await commentsIn(db, consultation, stages, stage);
        all.push({ ...one, channels: byChannel({ online: total }), total });
      }
    }
  return all;
}

async function reportedCall(db: Db, institutionId: string, id: string, title: Text): Promise<ReportedCall> {
  const act = { institutionId, kind: 'proposals.proposal', about: `proposal-call:${id}` };
  const { items } = await listProposals(
    db,
    { institutionId, callId: id, sort: 'supported' },
    { limit: REPORTED_PROPOSALS },
  );
  const ids = items.map((one) => one.id);
  const answers = await answersOf(db, institutionId, ids);
  const outcomes = await outcomesOfAll(db, institutionId, ids);
  return {
    id,
    title,
    figures: await callFigures(db, { institutionId, id }),
    gender: (await countDemographics(db, act, 'gender')).counts,
    ageBand: (await countDemographics(db, act, 'ageBand')).counts,
    proposals: items.map((one) => ({
      reference: one.reference,
      state: one.state,
      supports: one.supports,
      reasons: answers.get(one.id)?.reasons ?? null,
      outcomes: (outcomes.get(one.id) ?? []).map(({ target }) => target).filter(Boolean),
    })),
  };
}

/**
 * The parts of the body's territory with their population of the census, the proposals about each, and how many of those who took part in
 * its surveys, votes and texts said that they live there. One small number hides the sum.
 */
export async function placesOf(
  db: Db,
  { institutionId }: Pick<Consultation, 'institutionId'>,
  calls: readonly { figures: Pick<CallFigures, 'byTerritory'> }[],
  things: readonly Held[],
): Promise<ReportedPlace[]> {
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  if (!body || calls.length + things.length === 0) return [];
  const parts: Territory[] =
    body.territory === null
      ? await regions(db)
      : (await childrenOf(db, body.territory)).filter(({ level }) => level === 'province');
  const isIn = (place: string, code: string) => place === code || place.startsWith(`${code}.`);
  const partOf = (commune: string) => parts.find(({ code }) => isIn(commune, code))?.code ?? NOT_TOLD;
  const told: Record<string, number | null>[] = [];
  for (const { act } of things)
    told.push((await countDemographics(db, { institutionId, ...act }, 'commune', partOf)).counts);
  const residents = (code: string) =>
    told.reduce<number | null>((sum, counts) => {
      const n = code in counts ? (counts[code] ?? null) : 0;
      return sum === null || n === null ? null : sum + n;
    }, 0);
  return parts.map(({ code, name, population2024 }) => ({
    code,
    name,
    population: population2024 ?? 0,
    proposals: calls.reduce(
      (sum, { figures }) =>
        sum +
        Object.entries(figures.byTerritory)
          .filter(([about]) => isIn(about, code))
          .reduce((n, [, counted]) => n + counted, 0),
      0,
    ),
    ...(things.length > 0 ? { residents: residents(code) } : {}),
  }));
}
