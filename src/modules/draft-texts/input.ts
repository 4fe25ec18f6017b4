import { z } from 'zod';
import { filledIn, PRESENTATION_MAX } from './draft-text.ts';

/** The reference of a text, however it was typed. */
export const reference = z.string().max(40);

const part = (most: number) => z.string().trim().max(most, 'draft-texts.fault.too-long').default('');

/** A text in Arabic, French or both, which may be left out altogether. At most `most` signs in each. */
export const optionalWords = (most: number) =>
  z
    .object({ ar: part(most), fr: part(most) })
    .default({ ar: '', fr: '' })
    .transform(filledIn);

/** A text in Arabic, French or both. `missing` names the message for none at all. */
export const words = (most: number, missing: string) =>
  optionalWords(most).refine((given) => Object.keys(given).length > 0, { message: missing, path: ['ar'] });

/** A day; an empty field is told so. */
export const date = z.iso.date('draft-texts.fault.date');

/** From when to when a text takes contributions. */
export const periodInput = z.object({
  opensOn: date,
  closesOn: date,
  /** Why there is less time than the decree asks; only a State body may say so, and everybody reads it. */
  urgency: optionalWords(PRESENTATION_MAX),
});
