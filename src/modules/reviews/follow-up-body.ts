import type { Text } from '#platform/i18n/text.ts';

/**
 * Who follows up a plan besides its offices: the supervision committee and thematic groups, made up jointly of the administration and civil
 * society, and the independent monitoring body.
 */
export const BODY_KINDS = ['supervision-committee', 'thematic-group', 'monitoring-body'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Whom a member represents. Parity is between the first two. */
export const SIDES = ['administration', 'civil-society', 'independent'] as const;
export type Side = (typeof SIDES)[number];

export const MEMBER_FUNCTIONS = ['chair', 'rapporteur', 'member'] as const;
export type MemberFunction = (typeof MEMBER_FUNCTIONS)[number];

/** Who adopts in the name of a committee. */
export const ADOPTERS: readonly MemberFunction[] = ['chair', 'rapporteur'];

export const ORGANISATION_KINDS = [
  'territorial-collectivity',
  'state-service',
  'public-establishment',
  'association',
  'consultative-body',
  'university',
  'professional-body',
  'media',
  'other',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const GENDERS = ['woman', 'man'] as const;
export type Gender = (typeof GENDERS)[number];

/** Why a mandate ended. `rotation`: the turn passed to another, as the plans promise for civil society. */
export const END_REASONS = ['term', 'rotation', 'resignation', 'other'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** A body that follows up a plan. */
export type FollowUpBody = {
  institutionId: string;
  id: string;
  /** The reference of the plan. */
  plan: string;
  kind: BodyKind;
  name: Text;
  /** What it is for, as the decision says. */
  mandate: Text;
  decisionNumber: string | null;
  decidedOn: string | null;
  closedOn: string | null;
};

/** Somebody's mandate in a body. */
export type Member = {
  institutionId: string;
  id: string;
  bodyId: string;
  personId: string | null;
  name: string;
  side: Side;
  organisation: string;
  organisationKind: OrganisationKind;
  function: MemberFunction;
  gender: Gender | null;
  /** The code of a province or prefecture. */
  province: string | null;
  startsOn: string;
  /** The last day. */
  endsOn: string | null;
  endReason: EndReason | null;
  /** The mandate that this one follows, by rotation or otherwise. */
  replaces: string | null;
  /** Since when the member agrees that the name is published. */
  consentedOn: string | null;
};

/** Whether a mandate is in force on a day. */
export function isInForce(member: Pick<Member, 'startsOn' | 'endsOn'>, day: string): boolean {
  return member.startsOn <= day && (member.endsOn === null || member.endsOn >= day);
}

/** How a body is made up: counts of members, never of persons behind them. */
export type Balance = {
  total: number;
  sides: Record<Side, number>;
  women: number;
  men: number;
  genderUnknown: number;
  /** Women among those whose gender was stated, 0 to 1; null when none was. */
  womenShare: number | null;
  /** Members by province, the code as key. */
  provinces: Record<string, number>;
  provinceUnknown: number;
  organisations: Partial<Record<OrganisationKind, number>>;
  /** Members of the administration minus members of civil society: 0 is equal representation. */
  difference: number;
};

/** The balance figures of the members in force. */
export function balanceOf(
  members: readonly Pick<Member, 'side' | 'gender' | 'province' | 'organisationKind'>[],
): Balance {
  const count = (fits: (member: (typeof members)[number]) => boolean) => members.filter(fits).length;
  const sides = Object.fromEntries(SIDES.map((side) => [side, count((one) => one.side === side)])) as Balance['sides'];
  const women = count((one) => one.gender === 'woman');
  const men = count((one) => one.gender === 'man');
  const provinces: Record<string, number> = {};
  const organisations: Balance['organisations'] = {};
  for (const { province, organisationKind } of members) {
    if (province !== null) provinces[province] = (provinces[province] ?? 0) + 1;
    organisations[organisationKind] = (organisations[organisationKind] ?? 0) + 1;
  }
  return {
    total: members.length,
    sides,
    women,
    men,
    genderUnknown: members.length - women - men,
    womenShare: women + men === 0 ? null : women / (women + men),
    provinces,
    provinceUnknown: count((one) => one.province === null),
    organisations,
    difference: sides.administration - sides['civil-society'],
  };
}
