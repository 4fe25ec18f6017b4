import type { FormState } from '#platform/page.ts';

/** What was typed in a field; absent when it was not sent. */
export function one(values: FormState['values'], name: string): string | undefined {
  return [values[name]].flat()[0];
}

/** What somebody who signs says of themselves, from the fields of `SignatoryFields`. */
export function signatoryOf(values: FormState['values']): object {
  const place = one(values, 'territory');
  // Councils that are no region's have one question: living there, or working there.
  const tie = one(values, 'tie') ?? (place === ACTIVITY ? 'activity' : place === undefined ? undefined : 'residence');
  return {
    name: one(values, 'name'),
    tie: tie ?? (values['asks-territory'] ? 'residence' : undefined),
    // Asked and not answered is a fault of that field; where it is not asked, nobody is counted by a province.
    territory: place === ACTIVITY ? '' : (place ?? (values['asks-territory'] ? null : '')),
    address: one(values, 'address'),
    publish: one(values, 'publish') !== undefined,
    declares: one(values, 'declares') !== undefined,
  };
}

/** The choice of whoever lives outside the region and works in it. */
export const ACTIVITY = 'activity';
