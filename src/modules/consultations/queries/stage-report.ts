import { threadSummary } from '#core/comments/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { countDemographics } from '#core/personal-data/index.ts';
import { childrenOf, regions, type Territory } from '#core/territory/index.ts';
import { answersOf, callFigures, listProposals, outcomesOfAll } from '#modules/proposals/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { callsToAnswer } from '../consultation.ts';
import { REPORTED_PROPOSALS, type ReportedCall, type ReportedPlace, type StageReport } from '../report.ts';
import { CONSULTATION } from '../subject.ts';
import type { Consultation, ConsultationStage } from './consultations.ts';
import { stagesOf } from './consultations.ts';

/**
 * What a stage came to on a day: the calls it held or had to answer, who took part, and what was answered. Groups of fewer than five
 * people are not told apart.
 */
export async function stageReport(
  db: Db,
  consultation: Consultation,
  stage: ConsultationStage,
  { on, said, decided }: { on: string; said: Text; decided: Text },
): Promise<StageReport> {
  const stages = await stagesOf(db, consultation);
  const wanted = new Set([
    ...stage.activities.filter(({ kind }) => kind === 'proposals').map(({ id }) => id),
    ...callsToAnswer(stages, stage),
  ]);
  const activities = stages.flatMap((one) => one.activities).filter(({ id }) => wanted.has(id));
  const calls: ReportedCall[] = [];
  for (const { id, title } of activities) calls.push(await reportedCall(db, consultation.institutionId, id, title));
  const discussed = stage.activities.some(({ kind }) => kind === 'discussion');
  const comments = discussed
    ? (
        await threadSummary(db, {
          institutionId: consultation.institutionId,
          kind: CONSULTATION,
          id: consultation.reference,
          open: false,
        })
      ).total.total
    : 0;
  return { on, asked: stage.words, calls, places: await placesOf(db, consultation, calls), comments, said, decided };
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
      title: one.title,
      state: one.state,
      supports: one.supports,
      reasons: answers.get(one.id)?.reasons ?? null,
      outcomes: (outcomes.get(one.id) ?? []).map(({ target }) => target).filter(Boolean),
    })),
  };
}

/** The parts of the body's territory with their population of the census, and the proposals about each. */
export async function placesOf(
  db: Db,
  { institutionId }: Pick<Consultation, 'institutionId'>,
  calls: readonly Pick<ReportedCall, 'figures'>[],
): Promise<ReportedPlace[]> {
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  if (!body || calls.length === 0) return [];
  const parts: Territory[] =
    body.territory === null
      ? await regions(db)
      : (await childrenOf(db, body.territory)).filter(({ level }) => level === 'province');
  return parts.map(({ code, name, population2024 }) => ({
    code,
    name,
    population: population2024 ?? 0,
    proposals: calls.reduce(
      (sum, { figures }) =>
        sum +
        Object.entries(figures.byTerritory)
          .filter(([about]) => about === code || about.startsWith(`${code}.`))
          .reduce((n, [, counted]) => n + counted, 0),
      0,
    ),
  }));
}
