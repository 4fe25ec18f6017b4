import { institutionsById } from '#core/institutions/index.ts';
import type { PublicSubject } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { isPublic, textPath, textTag } from './draft-text.ts';
import { findDraftText } from './queries/draft-texts.ts';

/** Draft texts as things to follow and to attach documents to. What people say on them has its own forms. */
export const draftTextSubject: PublicSubject = {
  kind: 'draft-text',
  label: 'draft-texts.field.text',
  async find(db, id) {
    const text = await findDraftText({ db, tenant: null }, id);
    if (!text || !isPublic(text)) return undefined;
    const { institutionId, reference, title } = text;
    const body = (await institutionsById(db, [institutionId])).get(institutionId);
    return {
      institutionId,
      id: reference,
      title,
      path: textPath(reference),
      tags: [textTag(reference)],
      attachments: { power: POWERS.write },
      related: body ? [`institution:${body.slug}`] : [],
    };
  },
};
