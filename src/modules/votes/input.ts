import { z } from 'zod';
import {
  DAYS_MAX,
  METHODS,
  NAME_MAX,
  OPTION_MAX,
  OPTIONS_MAX,
  POINTS_MAX,
  RESULTS,
  TEXT_MAX,
  TIE_RULES,
  TITLE_MAX,
} from './vote.ts';

/** The reference of a vote as it was typed. */
export const voteInput = z.string().max(40);

/** The code of a ballot as it was typed. */
export const codeInput = z.string('votes.fault.code').trim().min(1, 'votes.fault.code').max(60, 'votes.fault.code');

/** What was marked on a ballot. That it is one of this vote, `writeChoice` says. */
export const marksInput = z.object({
  picked: z.array(z.string().max(20)).max(OPTIONS_MAX).default([]),
  given: z
    .record(z.string().max(4), z.number('votes.fault.number'))
    .refine((given) => Object.keys(given).length <= OPTIONS_MAX)
    .default({}),
});

// What could be taken for another sign of the page is no part of a name; nor may it hold the line break that separates the words of a leaf.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** What a voter is called in a published list; null for nothing. */
export const nameInput = z
  .string()
  .default('')
  .transform((text) => text.normalize('NFC').replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(NAME_MAX, 'votes.fault.name-long'))
  .transform((name) => name || null);

const blank = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);

const part = (most: number) =>
  z.preprocess(
    blank,
    z
      .string()
      .transform((text) => text.normalize('NFC').replace(/\r\n/g, '\n').trim())
      .pipe(z.string().max(most, 'votes.fault.text-long'))
      .optional(),
  );

const filled = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>;

/** A text in the languages that were filled in: Arabic or French at least. */
export const words = (most: number) =>
  z
    .object({ ar: part(most), fr: part(most), zgh: part(most), en: part(most) })
    .transform(filled)
    .refine((given) => given.ar !== undefined || given.fr !== undefined, {
      message: 'votes.fault.text-missing',
      path: ['ar'],
    });

const count = (most: number) =>
  z.coerce
    .number('votes.fault.number')
    .int('votes.fault.number')
    .min(1, 'votes.fault.number')
    .max(most, 'votes.fault.number');

/** A path on this platform, as votes and options link to what they are about. */
const link = z.preprocess(
  blank,
  z
    .string()
    .trim()
    .max(300)
    .regex(/^\/[^/\\\s][^\\\s]*$/, 'votes.fault.link')
    .nullish()
    .transform((path) => path ?? null),
);

const option = z.object({
  text: words(OPTION_MAX),
  link,
  /** In dirhams. */
  cost: z.preprocess(
    blank,
    z.coerce
      .number('votes.fault.cost')
      .int('votes.fault.cost')
      .min(0, 'votes.fault.cost')
      .max(1e12, 'votes.fault.cost')
      .nullish()
      .transform((cost) => cost ?? null),
  ),
});

const moment = z.iso.datetime({ offset: true, error: 'votes.fault.moment' }).transform((text) => new Date(text));

/** What officials declare of a vote, before its opening. */
export const termsInput = z
  .object({
    title: words(TITLE_MAX),
    explanation: words(TEXT_MAX),
    about: link,
    method: z.enum(METHODS, 'votes.fault.choose'),
    most: count(POINTS_MAX).default(1),
    points: count(POINTS_MAX).default(1),
    winners: count(OPTIONS_MAX).default(1),
    secret: z.boolean('votes.fault.choose'),
    changeable: z.boolean().default(false),
    results: z.enum(RESULTS, 'votes.fault.choose'),
    level: z.union([z.literal(1), z.literal(2)], 'votes.fault.choose'),
    territory: z.preprocess(
      blank,
      z
        .string()
        .max(20)
        .nullish()
        .transform((code) => code ?? null),
    ),
    tieRule: z.enum(TIE_RULES, 'votes.fault.choose'),
    opensAt: moment,
    closesAt: moment,
    options: z.array(option).max(OPTIONS_MAX, 'votes.fault.options-many').default([]),
  })
  .superRefine((given, issues) => {
    const fault = (path: string, message: string) => issues.addIssue({ code: 'custom', path: [path], message });
    const { method, options, most, points, winners, opensAt, closesAt } = given;
    if (closesAt <= opensAt) fault('closesAt', 'votes.fault.closes-before');
    if (closesAt.getTime() - opensAt.getTime() > DAYS_MAX * 86_400_000) fault('closesAt', 'votes.fault.too-long');
    if (method === 'support') return;
    if (options.length < 2) fault('options', 'votes.fault.options-few');
    else if (winners >= options.length) fault('winners', 'votes.fault.winners');
    else if (method === 'choose' && most > options.length) fault('most', 'votes.fault.most');
    if (method === 'points' && most > points) fault('most', 'votes.fault.most-points');
  });

/** The terms of a vote and its options, checked. */
export type TermsInput = z.infer<typeof termsInput>;
