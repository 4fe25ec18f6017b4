/**
 * What the organic laws on territorial authorities ask of a petition to a council, as dated data. The text of the law wins over every
 * summary of it: the pages of some regions still say 600 signatures, and no article does.
 *
 * Read in the official Arabic texts of the Ministry of Justice, consolidated to February 2026. Numbers are signatures, persons, years.
 */

/** The councils that a petition can be addressed to. */
export const PETITION_LEVELS = ['region', 'province', 'commune'] as const;
export type PetitionLevel = (typeof PETITION_LEVELS)[number];

/** One step of a ladder: it holds for populations from `from` to `to`, both included. */
export type SignatureStep = { from: number; to: number; required: number };

/** Months in which a council has an ordinary session. */
export type SessionMonth = 1 | 2 | 3 | 5 | 6 | 7 | 9 | 10;

export type PetitionLaw = {
  /** Number of the organic law: `111-14`. */
  law: string;
  /** Who may petition and with how many signatures. */
  articles: { conditions: string; associations: string; procedure: string; sessions: string };
  steps: readonly SignatureStep[];
  /** Of communes with arrondissements, whatever their population. */
  withArrondissements?: { required: number; article: string };
  /** The least share of the required number in each prefecture and province, by actual residence, in percent. */
  spreadPercent?: number;
  /** `none`: nothing is asked. `registrable`: signatories meet the conditions of registration on the general electoral rolls. */
  electoralCondition: 'none' | 'registrable';
  associations: { olderThanYears: number; moreMembersThan?: number };
  /** The rule of `core/deadlines` for the notice of a refusal. The law sets no limit for an acceptance. */
  refusalRule: string;
  refusal: { value: number; unit: 'months' };
  /** The ordinary sessions: months of the year, and which day opens them. */
  sessions: {
    months: readonly [SessionMonth, SessionMonth, SessionMonth];
    opens: 'first-monday' | 'second-monday' | 'first-week';
  };
};

const EVERYBODY = Number.MAX_SAFE_INTEGER;

export const PETITION_LAWS: Record<PetitionLevel, PetitionLaw> = {
  region: {
    law: '111-14',
    articles: { conditions: '118–120', associations: '121', procedure: '122', sessions: '36' },
    // The article says "less than a million", "between one and three million" and "more than three million": both edges are 400.
    steps: [
      { from: 0, to: 999_999, required: 300 },
      { from: 1_000_000, to: 3_000_000, required: 400 },
      { from: 3_000_001, to: EVERYBODY, required: 500 },
    ],
    spreadPercent: 5,
    electoralCondition: 'none',
    associations: { olderThanYears: 3 },
    refusalRule: 'petition.region.refusal',
    refusal: { value: 2, unit: 'months' },
    sessions: { months: [3, 7, 10], opens: 'first-monday' },
  },
  province: {
    law: '112-14',
    articles: { conditions: '112–114', associations: '115', procedure: '116', sessions: '34' },
    steps: [{ from: 0, to: EVERYBODY, required: 300 }],
    electoralCondition: 'registrable',
    associations: { olderThanYears: 3, moreMembersThan: 100 },
    refusalRule: 'petition.province.refusal',
    refusal: { value: 2, unit: 'months' },
    sessions: { months: [1, 6, 9], opens: 'second-monday' },
  },
  commune: {
    law: '113-14',
    articles: { conditions: '121–123', associations: '124', procedure: '125', sessions: '33' },
    steps: [
      { from: 0, to: 34_999, required: 100 },
      { from: 35_000, to: EVERYBODY, required: 200 },
    ],
    withArrondissements: { required: 400, article: '216' },
    electoralCondition: 'registrable',
    associations: { olderThanYears: 3 },
    refusalRule: 'petition.commune.refusal',
    refusal: { value: 3, unit: 'months' },
    sessions: { months: [2, 5, 10], opens: 'first-week' },
  },
};
