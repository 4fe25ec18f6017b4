import type { Kind } from '#core/institutions/index.ts';

/** Bodies of the State, whose drafts the decree on public consultation binds (2-08-229); councils and the others follow their own rules. */
const OF_THE_STATE: ReadonlySet<Kind> = new Set(['national-portal', 'ministry', 'department', 'public-establishment']);

/** The rule of `core/deadlines` that says how long a body consults on a text at least. */
export function periodRule(kind: Kind): string {
  return OF_THE_STATE.has(kind) ? 'consultation.draft-text' : 'consultation.local';
}

/** Days that the form proposes where neither the law nor the body says how long. */
export const PROPOSED_DAYS = 15;
