import { timelineOf } from '#core/cases/index.ts';
import { institutionBySlug, institutionsById } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { dateSchema, defineList, defineThing, textSchema, z } from '#platform/api.ts';
import type { Db } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { readPetition, readRequirements } from '../access.ts';
import { PETITION_LEVELS } from '../law.ts';
import { isPublic, LISTED } from '../petition.ts';
import { appealOf } from '../queries/appeals.ts';
import { councilOf, fileOf } from '../queries/council.ts';
import { requirementsOfBody } from '../queries/councils.ts';
import { daysOf } from '../queries/days.ts';
import { countsOf, listPetitions, type Petition } from '../queries/petitions.ts';
import { POPULATION_YEARS } from '../requirements.ts';
import { findPetition } from '../target.ts';
import { councilSchema, presentCouncil } from './council-shapes.ts';
import {
  appealSchema,
  countsSchema,
  petitionSchema,
  presentAppeal,
  presentPetition,
  referenceParam,
} from './shapes.ts';

type Item = z.input<typeof petitionSchema>;

async function slugsOf(db: Db, petitions: readonly Petition[]): Promise<(petition: Petition) => string> {
  const bodies = await institutionsById(db, [...new Set(petitions.map((one) => one.institutionId))]);
  return ({ institutionId }) => bodies.get(institutionId)?.slug ?? '';
}

export const listPetitionsRoute = defineList({
  name: 'petitions.list-petitions',
  path: '/petitions',
  tag: 'petitions',
  summary: 'Petitions to councils, the latest first',
  access: readRequirements,
  filters: z.object({ state: z.enum(LISTED).optional(), level: z.enum(PETITION_LEVELS).optional() }),
  item: petitionSchema,
  async load({ db, tenant, query: { state, level, limit, after }, absolute }) {
    const page = await listPetitions(db, { institutionId: tenant?.id, state, level }, { limit, after });
    const slugOf = await slugsOf(db, page.items);
    return { ...page, items: page.items.map((petition) => presentPetition(petition, slugOf(petition), absolute)) };
  },
  columns: [
    { name: 'id', value: (item) => item.id },
    { name: 'institution', value: (item) => item.institution },
    { name: 'level', value: (item) => item.level },
    { name: 'state', value: (item) => item.state },
    { name: 'language', value: (item) => item.language },
    { name: 'title', value: (item) => item.title },
    { name: 'signatures', value: (item: Item) => item.signatures },
    { name: 'required', value: (item) => item.required },
    { name: 'opened_on', value: (item) => item.openedOn },
    { name: 'closes_on', value: (item) => item.closesOn },
    { name: 'url', value: (item) => item.url },
  ],
});

export const getPetitionRoute = defineThing({
  name: 'petitions.get-petition',
  path: '/petitions/{id}',
  tag: 'petitions',
  summary: 'One petition, with its signatures by province and channel',
  access: readRequirements,
  params: z.object({ id: referenceParam }),
  response: petitionSchema
    .extend({
      version: z.number().int().openapi({ description: 'Of its text: what a change of a draft names.' }),
      counts: countsSchema,
      appeal: appealSchema.nullable(),
      council: councilSchema.nullable(),
    })
    .openapi('PetitionDetail'),
  async load({ db, tenant, actor, today, params, absolute }) {
    const petition = await findPetition({ db, tenant }, params.id ?? '');
    if (!petition) throw new NotFound();
    checkAccess(readPetition, actor, petition, { tenant, today });
    const { total, byProvince, byChannel } = await countsOf(db, petition);
    const council = await councilOf(db, petition);
    const caseFile = await fileOf(db, council);
    const steps = caseFile ? await timelineOf(db, caseFile, 'public') : [];
    const lying = council?.liesWith && (await institutionsById(db, [council.liesWith])).get(council.liesWith);
    const inProvinces = [...byProvince.values()].reduce((sum, n) => sum + n, 0);
    const appeal = await appealOf(db, petition);
    return {
      ...presentPetition(petition, (await slugsOf(db, [petition]))(petition), absolute),
      version: petition.version,
      appeal: appeal ? presentAppeal(appeal) : null,
      counts: {
        total,
        byProvince: Object.fromEntries(byProvince),
        elsewhere: total - inProvinces,
        byChannel: Object.fromEntries(byChannel),
      },
      council: council && caseFile ? presentCouncil(council, caseFile, steps, lying ? lying.slug : null) : null,
    };
  },
});

export const petitionDaysRoute = defineThing({
  name: 'petitions.get-days',
  path: '/petitions/{id}/days',
  tag: 'petitions',
  summary: 'How many signatures of each day count, from the opening to the last day on which anybody signed',
  access: readRequirements,
  params: z.object({ id: referenceParam }),
  response: z
    .object({
      days: z.array(z.object({ day: dateSchema, signatures: z.number().int(), total: z.number().int() })),
    })
    .openapi('PetitionDays'),
  async load({ db, tenant, params }) {
    const petition = await findPetition({ db, tenant }, params.id ?? '');
    if (!petition || !isPublic(petition.state)) throw new NotFound();
    return { days: await daysOf(db, petition) };
  },
});

const slugParam = z
  .string()
  .max(100)
  .openapi({ description: 'The word of the body in addresses.', example: 'laayoune-sakia-el-hamra' });

export const petitionRequirementsRoute = defineThing({
  name: 'petitions.get-requirements',
  path: '/institutions/{slug}/petition-requirements',
  tag: 'petitions',
  summary: 'What the law asks of a petition to a council',
  description: 'By the population of a census. 404 for a body without a council that takes petitions.',
  access: readRequirements,
  params: z.object({ slug: slugParam }),
  query: z.object({
    'population-year': z
      .enum(POPULATION_YEARS.map(String) as ['2014', '2024'])
      .default('2024')
      .openapi({ description: 'The census whose figures are used.' }),
  }),
  response: z
    .object({
      type: z.enum(PETITION_LEVELS),
      populationYear: z.number().int(),
      population: z.number().int(),
      required: z.number().int(),
      perProvinceMinimum: z.number().int().nullable(),
      provinces: z.array(z.object({ code: z.string(), name: textSchema, minimum: z.number().int() })),
      electoralCondition: z.enum(['none', 'registrable']).openapi({
        description: '`registrable`: signatories meet the conditions of registration on the general electoral rolls.',
      }),
      associations: z.object({ olderThanYears: z.number().int(), moreMembersThan: z.number().int().nullable() }),
      refusalRule: z.string().openapi({ description: 'The rule of `/deadlines` for the notice of a refusal.' }),
      sessions: z.object({
        months: z.array(z.number().int()),
        opens: z.enum(['first-monday', 'second-monday', 'first-week']),
      }),
      sources: z.array(z.object({ law: z.string(), articles: z.string() })),
    })
    .openapi('PetitionRequirements'),
  async load({ db, params, query }) {
    const year = query['population-year'] === '2014' ? 2014 : 2024;
    const body = await institutionBySlug(db, params.slug ?? '');
    const asked = body && (await requirementsOfBody(db, body, year));
    if (!asked) throw new NotFound();
    const { law, population, required, perProvinceMinimum, provinces, hasArrondissements } = asked;
    const articles = [...Object.values(law.articles)];
    if (hasArrondissements && law.withArrondissements) articles.push(law.withArrondissements.article);
    return {
      type: asked.level,
      populationYear: year,
      population,
      required,
      perProvinceMinimum,
      provinces: [...provinces],
      electoralCondition: law.electoralCondition,
      associations: {
        olderThanYears: law.associations.olderThanYears,
        moreMembersThan: law.associations.moreMembersThan ?? null,
      },
      refusalRule: law.refusalRule,
      sessions: { months: [...law.sessions.months], opens: law.sessions.opens },
      sources: articles.map((one) => ({ law: law.law, articles: one })),
    };
  },
  cache: () => ['institutions', 'territories'],
});
