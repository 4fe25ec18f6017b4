import { institutionsById } from '#core/institutions/index.ts';
import type { PublicSubject } from '#platform/module.ts';
import { findVote } from './queries/votes.ts';
import { isPublic } from './vote.ts';

/** Votes as things to follow, by reference; only those that everybody sees. */
export const voteSubject: PublicSubject = {
  kind: 'vote',
  label: 'votes.field.vote',
  async find(db, id) {
    const vote = await findVote({ db, tenant: null }, id);
    if (!vote || !isPublic(vote)) return undefined;
    const { institutionId, reference, title } = vote;
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    return {
      institutionId,
      id: reference,
      title,
      path: `/votes/${reference}`,
      tags: [`vote:${reference}`],
      related: body ? [`institution:${body.slug}`] : [],
    };
  },
};
