import { institutionsById } from '#core/institutions/index.ts';
import type { PublicSubject } from '#platform/module.ts';
import { isPublic } from './petition.ts';
import { petitionByReference } from './queries/petitions.ts';

/** Petitions as things to comment on and to follow, by reference; only those that everybody sees. */
export const petitionSubject: PublicSubject = {
  kind: 'petition',
  label: 'petitions.field.petition',
  async find(db, id) {
    const petition = await petitionByReference(db, id);
    if (!petition || !isPublic(petition.state)) return undefined;
    const { institutionId, reference, lang, title, state } = petition;
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    return {
      institutionId,
      id: reference,
      title: { [lang]: title },
      path: `/petitions/${reference}`,
      tags: [`petition:${reference}`],
      comments: { open: state === 'open', answerPower: 'comments.answer' },
      related: body ? [`institution:${body.slug}`] : [],
    };
  },
};
