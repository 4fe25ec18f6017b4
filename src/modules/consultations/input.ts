import { z } from 'zod';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { isId } from '#platform/ids.ts';
import { ABOUT_KINDS } from './consultation.ts';

/** An empty field of a form is no answer. */
export const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const part = (most: number) =>
  z.preprocess(
    blank,
    z
      .string()
      .trim()
      .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n'))
      .pipe(z.string().max(most, 'consultations.fault.too-long'))
      .optional(),
  );
const filled = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>;

/** A text in the languages that were filled in; none at all is an empty text. */
export const words = (most: number) =>
  z.object({ ar: part(most), fr: part(most), zgh: part(most), en: part(most) }).transform(filled);

/** A text in Arabic or French at least. */
export const neededWords = (most: number) =>
  words(most).refine(isSaid, { message: 'consultations.fault.text-missing', path: ['ar'] });

/** Whether a text was said in Arabic or French. */
export function isSaid(text: Record<string, string>): boolean {
  return 'ar' in text || 'fr' in text;
}

export const MOST = { title: 300, text: 6_000 } as const;

export const id = z.string().refine(isId, 'consultations.fault.choose');
export const reference = z.string().trim().min(1, 'consultations.fault.choose').max(40);
export const date = z.iso.date('consultations.fault.date');

/** A path of this platform (`/commitments/…`), or an address elsewhere. */
export const targetInput = z
  .string()
  .trim()
  .max(500, 'consultations.fault.too-long')
  .refine((text) => text === '' || /^(\/[^/\s]\S*|https:\/\/\S+)$/.test(text), 'consultations.fault.target');

/** The reference of a survey, a vote or a draft text; `new` to begin one; empty for none. */
export const thingInput = z.string().trim().max(40).default('');

const theme = z.object({ key: z.string().regex(/^t\d{1,3}$/), name: neededWords(200) });

/** What a consultation says of itself. */
export const consultationInput = z.object({
  title: neededWords(MOST.title),
  summary: neededWords(MOST.text),
  aboutKind: z.enum(ABOUT_KINDS, 'consultations.fault.choose'),
  aboutReference: z.string().trim().max(300, 'consultations.fault.too-long').default(''),
  /** Who decides, and when. */
  decides: neededWords(MOST.text),
  /** What people can change. */
  openTo: neededWords(MOST.text),
  /** What is settled already. */
  notOpen: neededWords(MOST.text),
  level: z.coerce.number('consultations.fault.choose').pipe(z.union([z.literal(1), z.literal(2)])),
  languages: z.array(z.enum(LANGUAGES)).min(1, 'consultations.fault.languages'),
  /** The slugs of the bodies that hold it together with this one. */
  partners: z.array(z.string().max(100)).max(30).default([]),
  themes: z.array(theme).max(40).default([]),
});

/** What a consultation says of itself, checked. */
export type ConsultationWords = z.infer<typeof consultationInput>;

/** The dates and words of a stage. */
export const stageInput = z
  .object({ title: neededWords(MOST.title), words: words(MOST.text), startsOn: date, endsOn: date })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    message: 'consultations.fault.ends-before',
    path: ['endsOn'],
  });
