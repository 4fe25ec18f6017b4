import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { examinePetition } from '../access.ts';
import { movePetition } from '../move.ts';
import { lastDay } from '../petition.ts';
import { associationPetition } from '../queries/association-petitions.ts';
import { requirementsOfBody } from '../queries/councils.ts';
import type { Petition } from '../queries/petitions.ts';
import { petitionDocuments } from '../search.ts';
import { findPetition } from '../target.ts';

/** The census whose figures are the population of the law today. */
const POPULATION_YEAR = 2024;

/** The council's office opens a petition for signing. What it needs is the law's by the figures of this day, and stays so. */
export const openPetition = defineAction<{ petition: string }, Petition>({
  name: 'petitions.open-petition',
  input: z.object({ petition: z.string().max(40) }),
  target: (context, { petition }) => findPetition(context, petition),
  access: examinePetition,
  event: 'petition.opened',
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, _input, petition) => {
    const { db, now, today } = context;
    const body = (await institutionsById(db, [petition.institutionId])).get(petition.institutionId);
    const asked = body && (await requirementsOfBody(db, body, POPULATION_YEAR));
    if (!asked) throw new Conflict('petitions.refusal.no-council');
    const association = await associationPetition(db, petition);
    // No signatures are asked of an association (111-14 art. 121, 112-14 art. 115, 113-14 art. 124).
    if (association)
      await movePetition(
        context,
        petition,
        { verb: 'publish', who: 'council' },
        { decided_at: now, opened_on: today, closed_at: now },
      );
    else
      await movePetition(
        context,
        petition,
        { verb: 'open', who: 'council' },
        {
          decided_at: now,
          opened_on: today,
          closes_on: lastDay(today, petition.months),
          population_year: POPULATION_YEAR,
          population: asked.population,
          required: asked.required,
          per_province_minimum: asked.perProvinceMinimum,
        },
      );
    await indexDocuments(db, await petitionDocuments(db, [petition]));
    await publish(context, {
      institutionId: petition.institutionId,
      subjects: [`institution:${body.slug}`, `petition:${petition.reference}`],
      event: 'petitions.notice.opened',
      title: { [petition.lang]: petition.title },
      path: `/petitions/${petition.reference}`,
    });
  },
});
