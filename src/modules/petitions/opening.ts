import { countDeadline, periodIn, ruleOn, workingCalendar } from '#core/deadlines/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { movePetition } from './move.ts';
import { lastDay } from './petition.ts';
import { associationPetition } from './queries/association-petitions.ts';
import { requirementsOfBody } from './queries/councils.ts';
import type { Petition } from './queries/petitions.ts';
import { signatoryLevel } from './queries/settings.ts';
import { petitionDocuments } from './search.ts';

/** The rules of `core/deadlines` for what comes before the opening. No law gives these lengths: a body may enter its own. */
export const OPENING_RULES = { decision: 'petition.opening.decision', appeal: 'petition.opening.appeal' } as const;

/** What the clocks of an opening hang on. */
export const OPENING_SUBJECT = 'petition-opening';

/** The census whose figures are the population of the law today. */
const POPULATION_YEAR = 2024;

/**
 * Opens a petition for signing, or publishes an association's, of which no signatures are asked (111-14 art. 121, 112-14 art. 115, 113-14
 * art. 124). What it needs is the law's by the figures of this day, and what the body asks of signatories its setting of this day: both
 * stay so. `onAppeal`: it was refused before.
 */
export async function openForSigning(
  context: ActionContext,
  petition: Petition,
  { onAppeal }: { onAppeal: boolean },
): Promise<void> {
  const { db, now, today, actor } = context;
  const { institutionId, level, reference } = petition;
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  const asked = body && (await requirementsOfBody(db, body, POPULATION_YEAR));
  if (!asked) throw new Conflict('petitions.refusal.no-council');
  const decided = {
    decided_at: now,
    decided_by: actor.kind === 'person' ? actor.id : null,
    taken_by: null,
    taken_at: null,
    opened_on: today,
    refusal_ground: null,
    refusal_reasons: null,
  };
  if (await associationPetition(db, petition))
    await movePetition(
      context,
      petition,
      { verb: onAppeal ? 'grant-publishing' : 'publish', who: 'council' },
      { ...decided, closed_at: now },
    );
  else
    await movePetition(
      context,
      petition,
      { verb: onAppeal ? 'grant' : 'open', who: 'council' },
      {
        ...decided,
        closes_on: lastDay(today, petition.months),
        population_year: POPULATION_YEAR,
        population: asked.population,
        required: asked.required,
        per_province_minimum: asked.perProvinceMinimum,
        assurance: await signatoryLevel(db, institutionId, level),
      },
    );
  await indexDocuments(db, await petitionDocuments(db, [petition]));
  await publish(context, {
    institutionId,
    subjects: [`petition:${reference}`, `institution:${body.slug}`],
    event: 'petitions.notice.opened',
    title: { [petition.lang]: petition.title },
    path: `/petitions/${reference}`,
  });
}

/**
 * The last day of an appeal against a refusal of some day, by the length that the body gives itself. Null: it gives none, or the calendar
 * does not reach that far, and the appeal stays open.
 */
export async function appealEnd(db: Db, institutionId: string, refusedOn: string): Promise<string | null> {
  const rule = ruleOn(OPENING_RULES.appeal, refusedOn);
  const period = rule && (await periodIn({ db }, rule, institutionId));
  if (!period) return null;
  return countDeadline(await workingCalendar(db), { from: refusedOn, period }).deadline?.due ?? null;
}
