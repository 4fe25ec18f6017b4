import { z } from 'zod';
import { isId } from '#platform/ids.ts';
import { BODY_MAX, TITLE_MAX } from './proposal.ts';
import { answersInput } from './questions.ts';

// What turns the direction of what follows could make a line say something else than it does.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
const UNWANTED = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u202A-\u202E\u2066-\u2069]/g;

const clean = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNWANTED, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** An empty field of a form is no answer. */
export const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const part = (most: number, long: string) =>
  z.preprocess(blank, z.string().transform(clean).pipe(z.string().max(most, long)).optional());

const filled = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>;

/** A text in the languages that were filled in; none at all is an empty text. */
export const optionalText = (most: number, long: string) =>
  z
    .object({ ar: part(most, long), fr: part(most, long), zgh: part(most, long), en: part(most, long) })
    .transform(filled);

/** A text in the languages that were filled in, one at least. */
export const text = (most: number, { missing, long }: { missing: string; long: string }) =>
  optionalText(most, long).refine((given) => Object.values(given).some((one) => /[\p{L}\p{N}]/u.test(one)), {
    message: missing,
    path: ['ar'],
  });

/** A few sentences in whatever language they come. */
export const prose = (most: number, missing: string) =>
  z
    .string(missing)
    .transform(clean)
    .pipe(
      z
        .string()
        .regex(/[\p{L}\p{N}]/u, missing)
        .max(most, 'proposals.fault.text-long'),
    );

/** What somebody proposes. */
export const proposalInput = z.object({
  title: text(TITLE_MAX, { missing: 'proposals.fault.title-missing', long: 'proposals.fault.title-long' }),
  body: text(BODY_MAX, { missing: 'proposals.fault.body-missing', long: 'proposals.fault.body-long' }),
  theme: z.preprocess(blank, z.string().max(60).optional()),
  /** Code of the region, province or commune it is about. */
  territory: z.preprocess(blank, z.string().max(20).optional()),
  /** The place in the author's own words: a street, a douar. */
  place: z.preprocess(blank, z.string().trim().max(200, 'proposals.fault.place-long').optional()),
  /** To the questions of the call, by their keys. */
  answers: answersInput,
});

/** What somebody proposes, checked. */
export type ProposalWords = z.infer<typeof proposalInput>;

/** Reasons, steps: what officials write about a proposal, in Arabic or French at least. */
export const officialText = (most: number) =>
  text(most, { missing: 'proposals.fault.text-missing', long: 'proposals.fault.text-long' }).refine(
    (given) => 'ar' in given || 'fr' in given,
    { message: 'proposals.fault.text-missing', path: ['ar'] },
  );

export const id = z.string().refine(isId, 'proposals.fault.choose');
/** A reference as it was typed. */
export const reference = z.string().trim().min(1, 'proposals.fault.choose').max(40);
export const date = z.iso.date('proposals.fault.date');
