import type { FormState } from '#platform/page.ts';

/** What was typed in a field; absent when it was not sent. */
export function one(values: FormState['values'], name: string): string | undefined {
  return [values[name]].flat()[0];
}
