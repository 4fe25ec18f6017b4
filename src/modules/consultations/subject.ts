import { institutionsById } from '#core/institutions/index.ts';
import type { PublicSubject } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { consultationByReference, partnersOf, stagesOf } from './queries/consultations.ts';

/** Consultations among followed and commented things. */
export const CONSULTATION = 'consultation';

/**
 * Consultations as things to follow, to attach documents to and, while a stage with a discussion is not closed, to comment on. The days of
 * the stage are asked by the page that links to the comments.
 */
export const consultationSubject: PublicSubject = {
  kind: CONSULTATION,
  label: 'consultations.field.consultation',
  async find(db, id) {
    const found = await consultationByReference(db, id);
    if (!found || found.state === 'draft') return undefined;
    const stages = await stagesOf(db, found);
    const bodies = await institutionsById(db, [found.institutionId, ...(await partnersOf(db, found))]);
    const discussed = stages.some(
      (stage) => stage.closedAt === null && stage.activities.some(({ kind }) => kind === 'discussion'),
    );
    return {
      institutionId: found.institutionId,
      id: found.reference,
      title: found.title,
      path: `/consultations/${found.reference}`,
      tags: [`consultation:${found.reference}`],
      comments: { open: found.state === 'open' && discussed, answerPower: 'comments.answer' },
      attachments: { power: POWERS.manage },
      related: [...bodies.values()].map((body) => `institution:${body.slug}`),
    };
  },
};
