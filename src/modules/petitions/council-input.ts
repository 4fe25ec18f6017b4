import { z } from 'zod';
import type { Text } from '#platform/i18n/text.ts';
import { COUNCIL_WORDS_MAX } from './council.ts';

const words = (max: number) =>
  z
    .string()
    .max(max * 2, 'petitions.fault.council-long')
    .transform((text) => text.normalize('NFC').replace(/\r\n/g, '\n').trim())
    .pipe(z.string().max(max, 'petitions.fault.council-long'));

/** What a council says to everybody: in Arabic, and in French where it is written. Undefined languages are not shown. */
export const councilWords = z
  .object({
    ar: words(COUNCIL_WORDS_MAX).refine((text) => text.length >= 20, 'petitions.fault.council-missing'),
    fr: words(COUNCIL_WORDS_MAX).default(''),
  })
  .transform(({ ar, fr }): Text => (fr ? { ar, fr } : { ar }));

/** A short line in the languages that officials write in: the name of a committee, the words of an agenda. */
export const councilLine = z
  .object({
    ar: words(300).refine((text) => text !== '', 'petitions.fault.line-missing'),
    fr: words(300).default(''),
    en: words(300).default(''),
  })
  .transform((typed): Text => Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')));

/** Which petition a deed is about, as it was typed. */
export const petitionReference = z.string().max(40);
