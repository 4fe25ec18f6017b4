/**
 * When assessments are due. The open-government handbooks set these times for members of the local programme; they are no statute. Each names
 * where it was read and how surely.
 */
export type Rule = { months: number; source: string; confidence: 'verified-secondary' | 'analogy' };

/** The inception assessment, from the day the plan was submitted. */
export const INCEPTION: Rule = {
  months: 2,
  source: 'OGP Local, monitoring body: inception assessment (opengovpartnership.org/?p=57265)',
  confidence: 'verified-secondary',
};

/** The assessment of a commitment, from the day it was fully carried out. */
export const COMMITMENT_END: Rule = {
  months: 1,
  source: 'OGP Local, end-of-commitment assessment form',
  confidence: 'verified-secondary',
};

/**
 * The assessment of the whole plan, from its end. The local programme's own time is not confirmed: this is the one of the Independent
 * Reporting Mechanism.
 */
export const PLAN_END: Rule = {
  months: 4,
  source: 'IRM, completion of commitments (opengovpartnership.org/glossary/completion)',
  confidence: 'analogy',
};

/** The longest time between two public updates. */
export const UPDATE: Rule = {
  months: 4,
  source: 'OGP Local, forum: website updated at least every four months (opengovpartnership.org/?p=57265)',
  confidence: 'verified-secondary',
};
