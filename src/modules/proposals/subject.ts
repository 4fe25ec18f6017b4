import { institutionsById } from '#core/institutions/index.ts';
import type { PublicSubject } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { callById } from './queries/calls.ts';
import { proposalByReference } from './queries/proposals.ts';
import { PROPOSAL } from './search.ts';

/** Proposals as things to comment on, to follow and to attach to, by reference. Comments are taken while the call is not closed. */
export const proposalSubject: PublicSubject = {
  kind: PROPOSAL,
  label: 'proposals.field.proposal',
  async find(db, id) {
    const proposal = await proposalByReference(db, id);
    if (proposal?.standing !== 'shown') return undefined;
    const { institutionId, reference, title, callId } = proposal;
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    const call = await callById(db, callId);
    return {
      institutionId,
      id: reference,
      title,
      path: `/proposals/${reference}`,
      tags: [`proposal:${reference}`],
      comments: { open: call?.closedAt === null, answerPower: 'comments.answer', stances: true },
      attachments: { power: POWERS.record },
      related: [`proposal-call:${callId}`, ...(body ? [`institution:${body.slug}`] : [])],
    };
  },
};
