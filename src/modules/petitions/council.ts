import { PETITION_LAWS, type PetitionLevel } from './law.ts';

/** Who petitions: citizens together, or an association (111-14 art. 121, 112-14 art. 115, 113-14 art. 124). */
export const PETITIONERS = ['citizens', 'association'] as const;
export type Petitioner = (typeof PETITIONERS)[number];

/** What the bureau of the council checks. Each is a condition of the law, and what is not met is the ground of a refusal. */
export const CONDITIONS = [
  'constants',
  'competence',
  'representative',
  'form',
  'tie',
  'interest',
  'signatures',
  'spread',
  'electoral',
  'identity-copies',
  'association-age',
  'association-standing',
  'association-seat',
  'association-activity',
  'association-members',
  'association-documents',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What became of a petition in the council. */
export const OUTCOMES = ['adopted', 'partly-adopted', 'not-adopted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The longest reasons of a decision, in signs. */
export const COUNCIL_WORDS_MAX = 8_000;

const OF_ALL: readonly Condition[] = ['constants', 'competence', 'representative', 'form'];
const OF_CITIZENS: readonly Condition[] = ['tie', 'interest', 'signatures', 'identity-copies'];
const OF_ASSOCIATIONS: readonly Condition[] = [
  'association-age',
  'association-standing',
  'association-seat',
  'association-activity',
  'association-documents',
];

/**
 * The conditions that the law sets for a petition to a council of this level (111-14 art. 118–121, 112-14 art. 112–115, 113-14 art.
 * 121–124, and the decrees on the form of petitions). Nothing else may be asked.
 */
export function conditionsOf(level: PetitionLevel, petitioner: Petitioner): Condition[] {
  const { spreadPercent, electoralCondition, associations } = PETITION_LAWS[level];
  if (petitioner === 'association')
    return [
      ...OF_ALL,
      ...OF_ASSOCIATIONS,
      ...(associations.moreMembersThan === undefined ? [] : (['association-members'] as const)),
    ];
  return [
    ...OF_ALL,
    ...OF_CITIZENS,
    ...(spreadPercent === undefined ? [] : (['spread'] as const)),
    ...(electoralCondition === 'registrable' ? (['electoral'] as const) : []),
  ];
}

/** The article of the organic law in which a condition stands. */
export function articleOf(level: PetitionLevel, condition: Condition): string {
  const { conditions, associations } = PETITION_LAWS[level].articles;
  return condition.startsWith('association-') ? associations : conditions;
}

/** What the bureau found of a condition. */
export type Check = { condition: Condition; met: boolean; evidence: string; checkedAt: Date };

/** What stands between a petition and its acceptance: conditions that were not checked, and those that are not met. */
export function stillOpen(conditions: readonly Condition[], checks: readonly Check[]) {
  const by = new Map(checks.map((check) => [check.condition, check]));
  return {
    unchecked: conditions.filter((one) => !by.has(one)),
    unmet: conditions.filter((one) => by.get(one)?.met === false),
  };
}
