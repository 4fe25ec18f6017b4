/**
 * Petitions to the public authorities of the State (organic law 44-14, as amended by 70-21) and motions on legislation (64-14, as amended by
 * 71-21), as further types: what they ask for, and by which clocks of `core/deadlines` they are answered. They are filed elsewhere.
 */
export const NATIONAL_TYPES = ['petition', 'motion'] as const;
export type NationalType = (typeof NATIONAL_TYPES)[number];

export type NationalLaw = {
  law: string;
  /** Articles on who petitions, how many support it, and how it is decided. */
  articles: { signatures: string; committee: string; procedure: string };
  signatures: number;
  committee: {
    members: number;
    /** The least share of the regions that they belong to, as `[of, in]`: one third. */
    regions: readonly [number, number] | null;
  };
  /** Where the text says that petitioners and supporters are registered on the general electoral rolls. */
  registered?: string;
  /** Where the text itself says that supporters may sign electronically. */
  electronic?: string;
  /** Rules of `core/deadlines`, in the order of the procedure. */
  rules: readonly string[];
};

export const NATIONAL_LAWS: Record<NationalType, NationalLaw> = {
  petition: {
    law: '44-14',
    articles: { signatures: '6', committee: '2, 5', procedure: '7–15 bis' },
    signatures: 4_000,
    committee: { members: 5, regions: null },
    registered: '2',
    electronic: '2, 7',
    rules: [
      'petition.national.local-forwarding',
      'petition.national.referral',
      'petition.national.roll-check',
      'petition.national.rapporteur-report',
      'petition.national.administration-reply',
      'petition.national.opinion',
      'petition.national.refusal-notice',
      'petition.national.other-body-notice',
    ],
  },
  motion: {
    law: '64-14',
    articles: { signatures: '7', committee: '2', procedure: '5–12' },
    signatures: 20_000,
    committee: { members: 5, regions: [1, 3] },
    rules: ['motion.roll-check', 'motion.decision', 'motion.notice'],
  },
};

/** From how many regions the members of a committee come at least, in a country of so many regions. */
export function regionsOfCommittee({ committee: { regions } }: NationalLaw, inAll: number): number | null {
  return regions && Math.ceil((inAll * regions[0]) / regions[1]);
}
