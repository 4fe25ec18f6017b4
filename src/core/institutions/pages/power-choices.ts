import type { PageContext } from '#platform/html/context.tsx';
import type { Choice } from '#platform/html/field.tsx';
import type { PowerOffer } from '#platform/module.ts';
import { PLATFORM_ONLY } from '../functions.ts';

/** The powers that may be added to a post, with the words that say what they let one do. `besides`: those the function gives anyway. */
export function powerChoices(
  { ts }: Pick<PageContext, 'ts'>,
  powers: readonly PowerOffer[],
  besides: readonly string[] = [],
): Choice[] {
  return powers
    .filter(({ name }) => !PLATFORM_ONLY.has(name) && !besides.includes(name))
    .map(({ name, label }) => ({ value: name, label: ts(label) }));
}
