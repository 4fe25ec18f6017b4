import { z } from 'zod';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { DEMAND_MAX, REASONS_MAX, SIGNING_MONTHS, TITLE_MAX } from './petition.ts';
import { nameInput } from './signing.ts';

const words = (missing: string, long: string, max: number) =>
  z
    .string(missing)
    .transform((text) => text.normalize('NFC').replace(/\r\n/g, '\n').trim())
    .pipe(z.string().min(1, missing).max(max, long));

/** What the representative writes. Title, demand and reasons are in the one language that is named. */
export const petitionInput = z.object({
  lang: z.enum(LANGUAGES, 'petitions.fault.lang'),
  title: words('petitions.fault.title-missing', 'petitions.fault.title-long', TITLE_MAX),
  demand: words('petitions.fault.demand-missing', 'petitions.fault.demand-long', DEMAND_MAX),
  reasons: words('petitions.fault.reasons-missing', 'petitions.fault.reasons-long', REASONS_MAX),
  /** The name of the representative as it stands on the petition. */
  representative: nameInput,
  /** How long signatures are collected. */
  months: z.coerce
    .number('petitions.fault.months')
    .refine((months) => (SIGNING_MONTHS as readonly number[]).includes(months), 'petitions.fault.months'),
});

/** What the representative writes, checked. */
export type PetitionWords = z.infer<typeof petitionInput>;

const publicReasons = z.string().trim().max(3_000, 'petitions.fault.refusal-long');

/** Why a petition is not opened, or opened after all: in Arabic, for everybody; in French too where it is written. */
export const openingReasons = z.object({
  ar: publicReasons.min(20, 'petitions.fault.refusal-missing'),
  fr: publicReasons.default(''),
});
