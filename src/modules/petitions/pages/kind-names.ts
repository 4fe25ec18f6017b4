import type { PageContext } from '#platform/html/context.tsx';
import type { Offers } from '#platform/module.ts';

/** What the kinds of things that the search finds are called. */
export function kindNames({ ts }: Pick<PageContext, 'ts'>, { searchKinds }: Pick<Offers, 'searchKinds'>) {
  return new Map(searchKinds.map(({ kind, label }) => [kind, ts(label)]));
}
