import { z } from 'zod';
import { TESTS } from '#platform/html/conditions.ts';
import { flawsOf, MOST, QUESTION_KINDS, type Questionnaire } from './questionnaire.ts';
import { ADMISSIONS, PRIVACIES, SHOWINGS } from './survey.ts';

/** An empty field of a form is no answer. */
const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const part = (most: number) => z.preprocess(blank, z.string().trim().max(most).optional());
const filled = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>;

/** A text in the languages that were filled in: Arabic or French at least. */
export const words = (most: number) =>
  z
    .object({ ar: part(most), fr: part(most), zgh: part(most), en: part(most) })
    .transform(filled)
    .refine((given) => given.ar !== undefined || given.fr !== undefined, {
      message: 'surveys.fault.text-missing',
      path: ['ar'],
    });

const optionalWords = (most: number) =>
  z
    .object({ ar: part(most), fr: part(most), zgh: part(most), en: part(most) })
    .nullish()
    .transform((given) => {
      const kept = filled(given ?? {});
      return Object.keys(kept).length > 0 ? kept : null;
    });

/** The reference of a survey, as it is typed. */
export const surveyParam = z.string().max(40);

/** The number that stands on a sheet, or the code that was printed on it. */
export const sheetInput = z.string().trim().min(1, 'surveys.fault.sheet').max(40);

const idOf = (letter: string) => z.string().regex(new RegExp(`^${letter}\\d{1,4}$`), 'surveys.fault.id');
const conditionInput = z
  .object({
    all: z.boolean(),
    tests: z
      .array(z.object({ of: idOf('q'), is: z.enum(TESTS), values: z.array(z.string().max(40)).max(60) }))
      .min(1)
      .max(10),
  })
  .nullish()
  .transform((given) => given ?? null);
const choices = (letter: string, most: number) =>
  z.array(z.object({ id: idOf(letter), title: words(MOST.title) })).max(most);
const bound = z
  .number()
  .min(-1e15)
  .max(1e15)
  .nullish()
  .transform((given) => given ?? null);

/** The questions of a survey. Refuses what does not fit together, at the place where it stands. */
export const questionnaireInput = z
  .object({
    sections: z
      .array(
        z.object({
          id: idOf('s'),
          title: words(MOST.title),
          intro: optionalWords(MOST.intro),
          shuffled: z.boolean().default(false),
          when: conditionInput,
          questions: z
            .array(
              z.object({
                id: idOf('q'),
                kind: z.enum(QUESTION_KINDS, 'surveys.fault.kind'),
                title: words(MOST.title),
                hint: optionalWords(MOST.title),
                required: z.boolean().default(false),
                options: choices('o', MOST.options).default([]),
                rows: choices('r', MOST.rows).default([]),
                min: bound,
                max: bound,
                shuffled: z.boolean().default(false),
                when: conditionInput,
              }),
            )
            .max(MOST.questions),
        }),
      )
      .max(MOST.sections),
  })
  .superRefine((given, context) => {
    for (const { path, key } of flawsOf(given as Questionnaire))
      context.addIssue({ code: 'custom', message: key, path });
  });

/** What an official says of a survey besides its questions. */
export const settingsInput = z.object({
  title: words(MOST.title),
  intro: words(MOST.intro),
  privacy: z.enum(PRIVACIES, 'surveys.fault.choose'),
  admission: z.enum(ADMISSIONS, 'surveys.fault.choose'),
  showing: z.enum(SHOWINGS, 'surveys.fault.choose'),
  editable: z.boolean().default(false),
  opensOn: z.iso.date('surveys.fault.date'),
  closesOn: z.iso.date('surveys.fault.date'),
});

/** Answers as programs send them, by the id of their question. */
export const answersInput = z
  .record(z.string().max(10), z.array(z.string().max(MOST.longText)).max(MOST.options * MOST.rows))
  .refine((given) => Object.keys(given).length <= MOST.questions);

/** What somebody holds who has begun or finished an answer without an account: a secret, an issued code, a receipt. */
export const holdInput = z.string().trim().max(80).optional();
