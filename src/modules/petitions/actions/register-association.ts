import { z } from 'zod';
import { actedFor } from '#core/associations/index.ts';
import { attachTo, removeAttachmentsOf } from '#core/attachments/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { changePetition as mayChange } from '../access.ts';
import { ASSOCIATION_DOCUMENTS } from '../association-petition.ts';
import { documentSubject } from '../queries/association-petitions.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';

const BRANCH_MAX = 300;
const ACTIVITY_MAX = 1_500;

const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max, 'petitions.fault.association-long')
    .transform((text) => text.normalize('NFC'));

const input = z.object({
  petition: z.string().max(40),
  /** The association's id; empty: citizens petition after all. */
  actingFor: z.string().max(40).default(''),
  branch: words(BRANCH_MAX).default(''),
  activity: words(ACTIVITY_MAX).default(''),
  members: z
    .union([z.literal(''), z.coerce.number().int().min(0).max(10_000_000)], 'petitions.fault.members')
    .default(''),
  /** That it works by democratic principles and its statutes, and is in good standing with the laws. */
  standing: z.boolean().default(false),
  documents: z
    .array(z.object({ document: z.enum(ASSOCIATION_DOCUMENTS), upload: z.string().max(100) }))
    .max(ASSOCIATION_DOCUMENTS.length)
    .default([]),
});

/**
 * A draft is made in the name of an association that its representative speaks for: no signatures are asked of it, but what the organic
 * laws ask of associations. Documents are kept privately, for the council's office. Refuses what is no draft (409), an association that the
 * person does not represent today or that was not verified, and an association without its declaration of good standing (422).
 */
export const registerAssociation = defineAction<z.infer<typeof input>, Petition, { reference: string }>({
  name: 'petitions.register-association',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: mayChange,
  event: 'petition.association-registered',
  record: ({ actingFor, documents }, petition) => ({
    subject: `petition:${petition.reference}`,
    institutionId: petition.institutionId,
    detail: { association: actingFor || null, documents: documents.map(({ document }) => document) },
  }),
  run: async (context, { actingFor, branch, activity, members, standing, documents }, petition) => {
    const { db, actor, now, today } = context;
    const { institutionId, id, reference } = petition;
    if (petition.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    if (actor.kind !== 'person') throw new NotAllowed();
    const here = within(db, institutionId);
    const association = await actedFor(db, actor.id, actingFor, today);
    if (!association) {
      await here.deleteFrom('petition_association').where('petition_id', '=', id).execute();
      // Citizens petition after all: the papers of the association are nobody's any more, and nobody sees where they were.
      for (const document of ASSOCIATION_DOCUMENTS) {
        const subject = documentSubject(petition, document);
        await removeAttachmentsOf(context, { institutionId, subject, visibility: 'private', tags: [] }, {});
      }
      return { reference };
    }
    if (!standing) throw new InvalidInput([{ pointer: '/standing', key: 'petitions.fault.standing' }]);
    const said = {
      association_id: association.id,
      branch,
      activity,
      members: members === '' ? null : members,
      declared_at: now,
    };
    await here
      .insert('petition_association', { petition_id: id, ...said })
      .onConflict((conflict) => conflict.columns(['institution_id', 'petition_id']).doUpdateSet(said))
      .execute();
    for (const { document, upload } of documents)
      await attachTo(
        context,
        { institutionId, subject: documentSubject(petition, document), visibility: 'private', tags: [] },
        { upload, lang: 'mul', pointer: `/${document}` },
      );
    return { reference };
  },
});
