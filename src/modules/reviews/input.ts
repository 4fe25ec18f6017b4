import { z } from 'zod';
import { isId } from '#platform/ids.ts';

/** The id of a thing of ours. */
export const id = z.string().refine(isId, 'reviews.form.choose');

/** The reference of a plan, a commitment or a milestone. */
export const reference = z.string().trim().min(1, 'reviews.form.choose').max(120);

/** An empty field of a form is no answer. */
export const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

export const optionalId = z.preprocess(blank, id.nullish());
export const optionalReference = z.preprocess(blank, reference.nullish());
export const date = z.iso.date('reviews.form.not-a-date');
export const optionalDate = z.preprocess(blank, date.nullish());

const part = (most: number) => z.preprocess(blank, z.string().trim().max(most).optional());
const filled = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>;

/** A text in the languages that were filled in: Arabic or French at least. At most `most` signs each. */
export const words = (most: number) =>
  z
    .object({ ar: part(most), fr: part(most), zgh: part(most), en: part(most) })
    .transform(filled)
    .refine((given) => given.ar !== undefined || given.fr !== undefined, {
      message: 'reviews.form.text-missing',
      path: ['ar'],
    });

/** A text that may be left out as a whole: then null. */
export const optionalWords = (most: number) =>
  z
    .object({ ar: part(most), fr: part(most), zgh: part(most), en: part(most) })
    .transform((given) => {
      const kept = filled(given);
      return Object.keys(kept).length > 0 ? kept : null;
    })
    .nullish()
    .transform((given) => given ?? null);

/** How long texts may be: a name, a paragraph, a page, minutes. */
export const MOST = { name: 300, paragraph: 2_000, page: 8_000, minutes: 40_000 } as const;
