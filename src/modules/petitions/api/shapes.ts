import { dateSchema, z } from '#platform/api.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { PETITION_LEVELS } from '../law.ts';
import { APPEAL_OUTCOMES, CHANNELS, REFUSAL_GROUNDS, STATES, TIES } from '../petition.ts';
import type { OpeningAppeal } from '../queries/appeals.ts';
import type { Petition } from '../queries/petitions.ts';

export const referenceParam = z
  .string()
  .max(40)
  .openapi({ description: 'The reference of the petition.', example: 'PET-2026-7K4Q2-M' });

/** A petition as lists and its own route show it. */
export const petitionSchema = z
  .object({
    id: referenceParam,
    institution: z.string().openapi({ description: 'The slug of the body whose council is addressed.' }),
    level: z.enum(PETITION_LEVELS),
    state: z.enum(STATES),
    language: z.enum(LANGUAGES).openapi({ description: 'The language it is written in.' }),
    title: z.string(),
    demand: z.string(),
    reasons: z.string(),
    representative: z.string(),
    signatures: z.number().int(),
    required: z.number().int().nullable().openapi({ description: 'What the law asked on the day it was opened.' }),
    perProvinceMinimum: z.number().int().nullable(),
    population: z.object({ year: z.number().int(), persons: z.number().int() }).nullable(),
    openedOn: dateSchema.nullable(),
    closesOn: dateSchema.nullable(),
    closedAt: z.iso.datetime().nullable(),
    refusal: z
      .object({ ground: z.enum(REFUSAL_GROUNDS), reasons: z.record(z.string(), z.string()) })
      .nullable()
      .openapi({ description: 'Why it was not opened for signing.' }),
    assurance: z.number().int().openapi({
      description: 'How surely a signatory must be known: 1, a confirmed contact; 2, a verified identity.',
    }),
    url: z.string(),
  })
  .openapi('Petition', { description: 'A petition to a council.' });

export const countsSchema = z
  .object({
    total: z.number().int(),
    byProvince: z
      .record(z.string(), z.number().int())
      .openapi({ description: 'By code, of the signatories’ residence.' }),
    elsewhere: z.number().int().openapi({ description: 'In the total, and in no province.' }),
    byChannel: z.partialRecord(z.enum(CHANNELS), z.number().int()),
  })
  .openapi('PetitionCounts');

/** The author's appeal against a refusal to open, without the author's words. */
export const appealSchema = z
  .object({
    ground: z.enum(REFUSAL_GROUNDS),
    refusalReasons: z.record(z.string(), z.string()),
    refusedAt: z.iso.datetime(),
    madeAt: z.iso.datetime(),
    outcome: z.enum(APPEAL_OUTCOMES).nullable(),
    reasons: z.record(z.string(), z.string()).nullable(),
    decidedAt: z.iso.datetime().nullable(),
  })
  .openapi('PetitionAppeal');

/** Shows an appeal. */
export function presentAppeal(appeal: OpeningAppeal): z.input<typeof appealSchema> {
  const { ground, refusalReasons, refusedAt, madeAt, outcome, reasons, decidedAt } = appeal;
  return {
    ground,
    refusalReasons: { ...refusalReasons } as Record<string, string>,
    refusedAt: refusedAt.toISOString(),
    madeAt: madeAt.toISOString(),
    outcome,
    reasons: reasons && ({ ...reasons } as Record<string, string>),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

/** What a signatory sends. */
export const signatoryBody = z.object({
  name: z.string().max(200),
  tie: z.enum(TIES),
  territory: z.string().max(20).optional().openapi({ description: 'Code of the prefecture or province of residence.' }),
  address: z.string().max(200).optional().openapi({ description: 'For the file alone: it is never published.' }),
  publish: z.boolean().optional(),
  declares: z.literal(true).openapi({ description: 'The matter concerns the signatory directly.' }),
});

/** What a representative sends. */
export const petitionBody = z.object({
  lang: z.enum(LANGUAGES),
  title: z.string().max(200),
  demand: z.string().max(2_000),
  reasons: z.string().max(6_000),
  representative: z.string().max(200),
  months: z.number().int().openapi({ description: '1, 3, 6 or 12.' }),
});

/** Shows a petition; `slug` of its body. */
export function presentPetition(
  petition: Petition,
  slug: string,
  absolute: (path: string) => string,
): z.input<typeof petitionSchema> {
  const { populationYear, population, refusalGround, refusalReasons } = petition;
  return {
    id: petition.reference,
    institution: slug,
    level: petition.level,
    state: petition.state,
    language: petition.lang,
    title: petition.title,
    demand: petition.demand,
    reasons: petition.reasons,
    representative: petition.representativeName,
    signatures: petition.signatures,
    required: petition.required,
    perProvinceMinimum: petition.perProvinceMinimum,
    population: populationYear !== null && population !== null ? { year: populationYear, persons: population } : null,
    openedOn: petition.openedOn,
    closesOn: petition.closesOn,
    closedAt: petition.closedAt?.toISOString() ?? null,
    refusal: refusalGround && { ground: refusalGround, reasons: { ...refusalReasons } as Record<string, string> },
    assurance: petition.assurance,
    url: absolute(`/${petition.lang}/${slug}/petitions/${petition.reference}`),
  };
}
