import type { PublicSubject } from '#platform/module.ts';
import { institutionBySlug } from './queries.ts';

/** Public bodies as things to follow, by slug: everything that a body does reaches who follows it. */
export const institutionSubject: PublicSubject = {
  kind: 'institution',
  label: 'institutions.letter.body',
  async find(db, id) {
    const body = await institutionBySlug(db, id);
    if (!body) return undefined;
    return { institutionId: body.id, id: body.slug, title: body.name, path: '/', tags: [`institution:${body.id}`] };
  },
};
