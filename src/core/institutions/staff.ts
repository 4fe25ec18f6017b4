import type { Text } from '#platform/i18n/text.ts';
import type { PostFunction } from './functions.ts';

/** What an office is, from the largest to the smallest. */
export const OFFICE_KINDS = ['directorate', 'division', 'service'] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

/** A part of a body. */
export type Office = {
  institutionId: string;
  id: string;
  kind: OfficeKind;
  name: Text;
  parentId: string | null;
  position: number;
  closedOn: string | null;
};

/** A place that somebody holds. */
export type Post = {
  institutionId: string;
  id: string;
  function: PostFunction;
  title: Text | null;
  officeId: string | null;
  extraPowers: string[];
  closedOn: string | null;
};

/** The time for which somebody holds a post. */
export type Term = { startsOn: string; endsOn: string | null; endedAt: Date | null };

/** Somebody who holds a post, or stands in for its holder. */
export type Holder = Term & {
  institutionId: string;
  id: string;
  postId: string;
  personId: string;
  /** As it stands in the organisation chart. */
  name: string;
  deputyOf: string | null;
  absentFrom: string | null;
  absentUntil: string | null;
};

/** How a term stands on a day: still to come, in force, or over. */
export function stateOf(term: Term, today: string): 'coming' | 'in-force' | 'over' {
  if (term.endedAt !== null || (term.endsOn !== null && term.endsOn < today)) return 'over';
  return term.startsOn > today ? 'coming' : 'in-force';
}

/** Whether a holder is absent on a day, so that the deputies act. */
export function isAbsent(holder: Pick<Holder, 'absentFrom' | 'absentUntil'>, today: string): boolean {
  if (holder.absentFrom === null || holder.absentFrom > today) return false;
  return holder.absentUntil === null || holder.absentUntil >= today;
}

/** A letter that offers a post and waits for its answer. */
export type Invitation = {
  institutionId: string;
  id: string;
  postId: string;
  deputyOf: string | null;
  name: string;
  email: string;
  startsOn: string;
  endsOn: string | null;
  sentAt: Date;
  expiresAt: Date;
};

export type OfficeNode = { office: Office; children: OfficeNode[] };

/** Offices as a tree, each level in its order. An office whose parent is not in the list stands at the top. */
export function officeTree(offices: readonly Office[]): OfficeNode[] {
  const nodes = new Map(offices.map((office) => [office.id, { office, children: [] as OfficeNode[] }]));
  const top: OfficeNode[] = [];
  for (const office of [...offices].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))) {
    const node = nodes.get(office.id) as OfficeNode;
    const parent = office.parentId === null ? undefined : nodes.get(office.parentId);
    (parent ? parent.children : top).push(node);
  }
  return top;
}

/** Whether an office may stand under another: a larger kind holds a smaller one, and nothing stands under itself. */
export function mayStandUnder(
  office: Pick<Office, 'id' | 'kind'>,
  parent: Office,
  offices: readonly Pick<Office, 'id' | 'parentId'>[],
): boolean {
  if (OFFICE_KINDS.indexOf(parent.kind) >= OFFICE_KINDS.indexOf(office.kind)) return false;
  const parents = new Map(offices.map((each) => [each.id, each.parentId]));
  const seen = new Set<string>();
  for (let above: string | null = parent.id; above !== null && !seen.has(above); above = parents.get(above) ?? null) {
    if (above === office.id) return false;
    seen.add(above);
  }
  return true;
}
