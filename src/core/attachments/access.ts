import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { holdsPower } from '#platform/tenant.ts';

/** Public documents are public; private ones have no page of their own. */
export { anyone as readDocument, systemOnly as recordWords } from '#platform/access.ts';

/** What rules look at: whose the thing is, and the power that attaches to it. */
export type Attachable = { institutionId: string; power: string };

/** Officials who hold the power that the thing itself names. Everybody sees the thing, so others are told that they may not. */
export const attachDocument: AccessRule<Attachable> = rule(
  'power named by the thing',
  (actor, thing, scene) =>
    holdsPower(actor, thing?.power ?? 'power named by the thing', thing?.institutionId ?? scene.tenant?.id ?? null),
  { need: { level: 1, secondFactor: true } },
);

/** The list of a body's documents, at its desk. */
export const listDocuments: AccessRule<unknown> = withPower('desk.see');
