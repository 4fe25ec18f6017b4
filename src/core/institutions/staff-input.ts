import { z } from 'zod';
import { isId } from '#platform/ids.ts';

/** The id of a thing of ours. */
export const id = z.string().refine(isId, 'institutions.staff.choose');

/** The slug of the body, for programs; on a body's site it is that body. */
export const slug = z.string().max(80).optional();

/** An empty field of a form is no answer. */
const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const words = z.preprocess(blank, z.string().trim().max(300).optional());

/** A text in the languages that were filled in: Arabic or French at least. */
export const text = z
  .object({ ar: words, fr: words, zgh: words, en: words })
  .transform((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)))
  .refine((given) => given.ar !== undefined || given.fr !== undefined, {
    message: 'institutions.staff.text-missing',
    path: ['ar'],
  });

/** A text that may be left out as a whole. */
export const optionalText = z
  .object({ ar: words, fr: words, zgh: words, en: words })
  .transform((given) => {
    const filled = Object.entries(given).filter(([, value]) => value !== undefined);
    return filled.length > 0 ? Object.fromEntries(filled) : null;
  })
  .nullish();

export const optionalId = z.preprocess(blank, id.nullish());

export const date = z.iso.date('institutions.staff.not-a-date');
export const optionalDate = z.preprocess(blank, date.nullish());

/** The name of an official as it stands in the organisation chart. */
export const officialName = z.string().trim().min(2, 'institutions.staff.name-missing').max(120);
