import type { Act } from '#core/personal-data/index.ts';

/** The kind under which moderators and notices know a contribution. */
export const CONTRIBUTION = 'text-contribution';

/** A contribution as an act for statistics: which text it was about, and never by whom. */
export function actOf(text: { institutionId: string; reference: string }, { id }: { id: string }): Act {
  const { institutionId, reference } = text;
  return { institutionId, kind: 'draft-texts.contribution', id, about: `draft-text:${reference}` };
}

/** The path of a contribution's page, or of one below it. */
export function contributionPath(reference: string, id: string, more = ''): string {
  return `/draft-texts/${reference}/contributions/${id}${more}`;
}
