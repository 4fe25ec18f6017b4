/** The states of a petition once its file was given to the president of the council. */
export const COUNCIL_STATES = ['filed', 'rejected', 'accepted', 'scheduled', 'answered', 'finished'] as const;
export type CouncilState = (typeof COUNCIL_STATES)[number];

/**
 * All states of a petition. `refused`: not opened for signing; `rejected`: by the bureau, after its file was given; `removed`: taken off the
 * platform by an order, without its words.
 */
export const STATES = [
  'draft',
  'submitted',
  'refused',
  'open',
  'closed',
  'withdrawn',
  ...COUNCIL_STATES,
  'removed',
] as const;
export type PetitionState = (typeof STATES)[number];

/** States in which everybody sees it. */
export const PUBLIC_STATES = [
  'open',
  'closed',
  'withdrawn',
  'refused',
  ...COUNCIL_STATES,
] as const satisfies readonly PetitionState[];
export type PublicState = (typeof PUBLIC_STATES)[number];

/** The states in which nothing more is decided about a petition: the archive. */
export const ARCHIVED_STATES = [
  'withdrawn',
  'refused',
  'rejected',
  'answered',
  'finished',
] as const satisfies readonly PublicState[];

/** What lists can be narrowed to: a state, or the archive. */
export const LISTED = [...PUBLIC_STATES, 'archived'] as const;
export type Listed = (typeof LISTED)[number];

/** The states of a list. */
export function statesOf(listed: Listed | undefined): readonly PublicState[] {
  if (listed === undefined) return PUBLIC_STATES;
  return listed === 'archived' ? ARCHIVED_STATES : [listed];
}

/** Whether everybody sees a petition in this state. */
export function isPublic(state: PetitionState): state is PublicState {
  return (PUBLIC_STATES as readonly PetitionState[]).includes(state);
}

/** One step of a petition's life: what is done, by whom, from where to where. */
export type Transition = {
  from: PetitionState;
  verb: string;
  who: 'representative' | 'council' | 'clock';
  to: PetitionState;
};

export const TRANSITIONS: readonly Transition[] = [
  { from: 'draft', verb: 'submit', who: 'representative', to: 'submitted' },
  { from: 'submitted', verb: 'open', who: 'council', to: 'open' },
  // An association's petition needs no signatures: it is published, and can be filed.
  { from: 'submitted', verb: 'publish', who: 'council', to: 'closed' },
  { from: 'submitted', verb: 'refuse', who: 'council', to: 'refused' },
  { from: 'submitted', verb: 'withdraw', who: 'representative', to: 'draft' },
  // Somebody else than who refused decides about the appeal.
  { from: 'refused', verb: 'grant', who: 'council', to: 'open' },
  { from: 'refused', verb: 'grant-publishing', who: 'council', to: 'closed' },
  { from: 'open', verb: 'close', who: 'representative', to: 'closed' },
  { from: 'open', verb: 'close', who: 'clock', to: 'closed' },
  { from: 'open', verb: 'withdraw', who: 'representative', to: 'withdrawn' },
  { from: 'closed', verb: 'withdraw', who: 'representative', to: 'withdrawn' },
  { from: 'closed', verb: 'file', who: 'representative', to: 'filed' },
  { from: 'closed', verb: 'file', who: 'council', to: 'filed' },
  { from: 'filed', verb: 'withdraw', who: 'representative', to: 'withdrawn' },
  { from: 'filed', verb: 'accept', who: 'council', to: 'accepted' },
  { from: 'filed', verb: 'reject', who: 'council', to: 'rejected' },
  { from: 'rejected', verb: 'reopen', who: 'council', to: 'filed' },
  { from: 'accepted', verb: 'withdraw', who: 'representative', to: 'withdrawn' },
  { from: 'accepted', verb: 'refer', who: 'council', to: 'accepted' },
  { from: 'accepted', verb: 'schedule', who: 'council', to: 'scheduled' },
  { from: 'scheduled', verb: 'withdraw', who: 'representative', to: 'withdrawn' },
  { from: 'scheduled', verb: 'refer', who: 'council', to: 'scheduled' },
  { from: 'scheduled', verb: 'schedule', who: 'council', to: 'scheduled' },
  { from: 'scheduled', verb: 'answer', who: 'council', to: 'answered' },
  { from: 'answered', verb: 'report', who: 'council', to: 'answered' },
  { from: 'answered', verb: 'finish', who: 'council', to: 'finished' },
  ...PUBLIC_STATES.map((from): Transition => ({ from, verb: 'remove', who: 'council', to: 'removed' })),
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

/** What orders that a public petition be taken off the platform: a judicial decision, or one on personal data in its text. */
export const REMOVAL_GROUNDS = ['court', 'private-data'] as const;
export type RemovalGround = (typeof REMOVAL_GROUNDS)[number];

/** What became of an appeal against a refusal to open. */
export const APPEAL_OUTCOMES = ['opened', 'confirmed'] as const;
export type AppealOutcome = (typeof APPEAL_OUTCOMES)[number];

/** For so long an official who took a petition to examine it has it alone, unless somebody else takes it over. */
export const TAKEN_MINUTES = 60;

/** Who examines a petition at this moment; null when nobody does. */
export function examinedBy({ takenBy, takenAt }: { takenBy: string | null; takenAt: Date | null }, now: Date) {
  return takenAt && now.getTime() < takenAt.getTime() + TAKEN_MINUTES * MINUTE ? takenBy : null;
}

/** Longest texts, in signs. */
export const TITLE_MAX = 120;
export const DEMAND_MAX = 1_500;
export const REASONS_MAX = 5_000;
export const NAME_MAX = 120;
export const ADDRESS_MAX = 200;
export const APPEAL_MAX = 3_000;

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

type Signable = { state: PetitionState; closesOn: string | null; closedAt: Date | null };

/** Whether a signature may be begun on a day. */
export function takesSignatures({ state, closesOn }: Signable, today: string): boolean {
  return state === 'open' && closesOn !== null && today <= closesOn;
}

/**
 * Whether a signature that was begun in time may still be confirmed: until 24 hours after the end, whether the day or the representative
 * ended it. `midnight` is the end of the last day.
 */
export function takesConfirmation(petition: Signable, now: Date): boolean {
  if (petition.state !== 'open' && petition.state !== 'closed') return false;
  const end = petition.closedAt ?? (petition.closesOn && endOfDay(petition.closesOn));
  return end ? now.getTime() <= end.getTime() + GRACE_HOURS * HOUR : false;
}

/**
 * Whether officials may still type in what was signed on paper: while people sign, and afterwards until the file is given to the council,
 * since a sheet that was signed in time may come in late.
 */
export function takesOfficialEntries({ state }: Pick<Signable, 'state'>): boolean {
  return state === 'open' || state === 'closed';
}

/** Whether its signatures may be looked at and found not to count: once it was opened, and while it is not withdrawn. */
export function isJudged({ openedOn, state }: { openedOn: string | null; state: PetitionState }): boolean {
  return openedOn !== null && state !== 'withdrawn';
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** The last day of signing: date to date after so many months, or the last day of a month that has no such date. */
export function lastDay(openedOn: string, months: number): string {
  const [year = 0, month = 0, day = 0] = openedOn.split('-').map(Number);
  const end = new Date(Date.UTC(year, month - 1 + months, 1));
  const daysThere = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, daysThere));
  return end.toISOString().slice(0, 10);
}

/** The moment a day ends in Morocco, which keeps UTC since 20 September 2026. */
export function endOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR);
}
