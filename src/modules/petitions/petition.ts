/** The states of a petition until its file is given to the council. What follows is the council's, see `README.md`. */
export const STATES = ['draft', 'submitted', 'refused', 'open', 'closed', 'withdrawn'] as const;
export type PetitionState = (typeof STATES)[number];

/** States in which everybody sees it. */
export const PUBLIC_STATES: readonly PetitionState[] = ['refused', 'open', 'closed', 'withdrawn'];

/** One step of a petition's life: what is done, by whom, from where to where. */
type Transition = { from: PetitionState; verb: string; who: 'representative' | 'council' | 'clock'; to: PetitionState };

export const TRANSITIONS: readonly Transition[] = [
  { from: 'draft', verb: 'submit', who: 'representative', to: 'submitted' },
  { from: 'submitted', verb: 'open', who: 'council', to: 'open' },
  { from: 'submitted', verb: 'refuse', who: 'council', to: 'refused' },
  { from: 'submitted', verb: 'withdraw', who: 'representative', to: 'draft' },
  { from: 'open', verb: 'close', who: 'representative', to: 'closed' },
  { from: 'open', verb: 'close', who: 'clock', to: 'closed' },
  { from: 'open', verb: 'withdraw', who: 'representative', to: 'withdrawn' },
  { from: 'closed', verb: 'withdraw', who: 'representative', to: 'withdrawn' },
];

/** Where a deed leads from a state; undefined when it cannot be done there. */
export function after(from: PetitionState, verb: string, who: Transition['who']): PetitionState | undefined {
  return TRANSITIONS.find((one) => one.from === from && one.verb === verb && one.who === who)?.to;
}

/**
 * Why a petition is not opened for signing. Only what the organic laws say: what touches the constants of the Constitution (111-14 art. 118,
 * 112-14 art. 112, 113-14 art. 121) and what is not within the competence of the council; and what no public body may publish.
 */
export const REFUSAL_GROUNDS = ['constants', 'competence', 'offence', 'already-open'] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** Longest texts, in signs. */
export const TITLE_MAX = 120;
export const DEMAND_MAX = 1_500;
export const REASONS_MAX = 5_000;
export const NAME_MAX = 120;

/** How long signatures may be collected, in months. The law sets no limit; these are the platform's, and the representative chooses. */
export const SIGNING_MONTHS = [1, 3, 6, 12] as const;

/** How a signature came in. Totals are kept for each. */
export const CHANNELS = ['online', 'counter', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What ties a signatory to the territory: living there, or an economic, commercial or professional activity there. */
export const TIES = ['residence', 'activity'] as const;
export type Tie = (typeof TIES)[number];

/** `counted`; taken back by its signatory; or found not to count, with a reason that the file keeps. */
export const SIGNATURE_STATES = ['counted', 'withdrawn', 'invalidated'] as const;
export type SignatureState = (typeof SIGNATURE_STATES)[number];

/** Hours after the end in which a signature that was begun before it can still be confirmed. */
export const GRACE_HOURS = 24;

/** Where a signatory who lives outside the territory is counted: in the total, and for no province's floor. */
export const ELSEWHERE = '';

/** Whether a signature may be begun. */
export function takesSignatures(petition: { state: PetitionState; closesOn: string | null }, today: string): boolean {
  return petition.state === 'open' && petition.closesOn !== null && today <= petition.closesOn;
}
