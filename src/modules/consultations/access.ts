import { type AccessRule, rule, withPower } from '#platform/access.ts';
import type { Consultation } from './queries/consultations.ts';

export { anyone as readConsultations } from '#platform/access.ts';

/** The powers of this room, each held in one body. */
export const POWERS = { manage: 'consultations.manage', publish: 'consultations.publish' } as const;

/** Whose a thing is. */
export type Owned = { institutionId: string };

/** What is published is public; what is being prepared exists on the desk only. */
export const readConsultation: AccessRule<Consultation> = rule(
  'published',
  (_actor, consultation) => consultation.state !== 'draft',
  { hides: true },
);

/** Officials who prepare consultations and run their stages. */
export const manageConsultations: AccessRule<Owned> = withPower(POWERS.manage);

/** Whoever answers for what is published: a consultation, and the report of a stage. */
export const publishConsultations: AccessRule<Owned> = withPower(POWERS.publish);
