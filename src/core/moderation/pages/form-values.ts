import type { FormState } from '#platform/page.ts';

/** One field as it was typed; undefined when it is empty or was not sent. */
export function one(values: FormState['values'], name: string): string | undefined {
  return [values[name] ?? ''].flat()[0]?.trim() || undefined;
}
