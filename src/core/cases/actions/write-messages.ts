import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { workOnCases } from '../access.ts';
import { WORDS_MAX } from '../case.ts';
import { type Chosen, chosenCases, chosenInput } from '../chosen.ts';
import { wordsInput } from '../message-input.ts';
import { sayInCase } from '../say.ts';

const input = z.object({
  cases: chosenInput,
  lang: z.enum(LANGUAGES, 'cases.fault.lang'),
  words: wordsInput(WORDS_MAX, 'cases.fault.words-long').refine((words) => words !== '', 'cases.fault.words-missing'),
});

/** Writes the same message to those who brought many cases: each reads it in their own. Cases whose names are forgotten are left out. */
export const writeMessages = defineAction<z.infer<typeof input>, Chosen, { written: number }>({
  name: 'cases.write-messages',
  input,
  target: (context, { cases }) => chosenCases(context, cases),
  access: workOnCases,
  event: 'cases.messages-written',
  record: ({ cases }, { institutionId }) => ({ institutionId, detail: { cases } }),
  run: async (context, { lang, words }, { cases }) => {
    const reached = cases.filter(({ anonymisedAt }) => anonymisedAt === null);
    const message = { verb: 'message', who: 'office', readers: 'parties', lang, words, upload: '' } as const;
    for (const one of reached) await sayInCase(context, one, message);
    return { written: reached.length };
  },
});
