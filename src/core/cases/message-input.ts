import { z } from 'zod';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { REASON_MAX, WORDS_MAX } from './case.ts';

/** A long text as it was typed: composed signs, one kind of line end. */
export const wordsInput = (max: number, long: string) =>
  z
    .string()
    .max(max * 2, long)
    .transform((text) => text.normalize('NFC').replace(/\r\n/g, '\n').trim())
    .pipe(z.string().max(max, long));

/** What somebody writes in a case: words in one language, and the ticket of a document that was kept. */
export const messageInput = z.object({
  lang: z.enum(LANGUAGES, 'cases.fault.lang'),
  words: wordsInput(WORDS_MAX, 'cases.fault.words-long').refine((words) => words !== '', 'cases.fault.words-missing'),
  upload: z.string().max(100).default(''),
});

/** What is said in Arabic, and in French where it is written. */
export const reasonInput = z.object({
  ar: wordsInput(REASON_MAX, 'cases.fault.reason-long').refine((words) => words !== '', 'cases.fault.reason-missing'),
  fr: wordsInput(REASON_MAX, 'cases.fault.reason-long').default(''),
});
