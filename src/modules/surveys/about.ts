import { z } from 'zod';
import { AGE_BANDS, GENDERS } from '#core/personal-data/index.ts';

const blank = (value: unknown) => (value === '' ? undefined : value);

/** What somebody tells of themselves for statistics, if they like: gender, age, commune. */
export const aboutInput = z
  .object({
    gender: z.preprocess(blank, z.enum(GENDERS, 'surveys.fault.choose').optional()),
    ageBand: z.preprocess(blank, z.enum(AGE_BANDS, 'surveys.fault.choose').optional()),
    commune: z.preprocess(blank, z.string().max(20).optional()),
  })
  .default({});
