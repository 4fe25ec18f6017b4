import { many, one } from '#core/institutions/index.ts';
import type { FormState } from '#platform/page.ts';
import type { Marks } from '../ballot.ts';

const LATIN = '0123456789';

/** What was marked in the fields of `ChoiceFields`. A number that is none comes out as one that no ballot accepts. */
export function marksIn(values: FormState['values']): Marks {
  const given: Record<string, number> = {};
  for (const name of Object.keys(values)) {
    const option = /^given\.(\d{1,3})$/.exec(name)?.[1];
    const typed = option === undefined ? '' : latin(one(values, name)).trim();
    if (option !== undefined && typed !== '') given[option] = /^\d{1,4}$/.test(typed) ? Number(typed) : -1;
  }
  return { picked: many(values, 'choice').filter((value) => value !== ''), given };
}

/** Digits as they are written in the east of the Arab world, as Latin ones. */
function latin(text: string): string {
  return text.replace(/[٠-٩]/g, (digit) => LATIN[digit.charCodeAt(0) - 0x660] ?? digit);
}
