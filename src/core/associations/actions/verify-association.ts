import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { indexDocuments } from '#platform/search/index-documents.ts';
import { verifyAssociation as mayVerify } from '../access.ts';
import { changedIn, declarationOf } from '../association.ts';
import { id } from '../input.ts';
import { tellRepresentatives } from '../letters.ts';
import { associationById, declarationColumns } from '../queries.ts';
import { associationDocuments } from '../search.ts';
import { refuseTwin } from '../twins.ts';
import { refuseUntaken, type Verifying, verifyingTarget } from '../verifying.ts';

const input = z.object({
  association: id,
  /** The slug of the body, for programs; on a body's site it is that body. */
  institution: z.string().max(80).optional(),
});

/**
 * An official has compared the declaration with the receipt: number, authority, date of creation, seat and purpose. From now on the
 * association is in the directory and its representatives may speak for it.
 */
export const verifyAssociation = defineAction<z.infer<typeof input>, Verifying>({
  name: 'associations.verify-association',
  input,
  target: verifyingTarget,
  access: mayVerify,
  event: 'association.verified',
  record: (_given, association) => ({
    subject: `association:${association.id}`,
    institutionId: association.institutionId,
    detail: association.proposed ? { changed: changedIn(association, association.proposed) } : {},
  }),
  async run(context, _given, association) {
    const { db, actor, now, touch } = context;
    refuseUntaken(actor, association);
    const declaration = declarationOf(association.proposed ?? association);
    await refuseTwin(db, declaration, association.id);
    await db
      .updateTable('association')
      .set({
        ...declarationColumns(declaration),
        state: 'verified',
        proposed: null,
        refusal: null,
        taken_by: null,
        taken_for: null,
        institution_id: association.institutionId,
        decided_at: now,
        verified_at: association.verifiedAt ?? now,
      })
      .where('id', '=', association.id)
      .execute();
    const verified = await associationById(db, association.id);
    if (verified) await indexDocuments(db, await associationDocuments(db, [verified]));
    await tellRepresentatives(context, { ...association, ...declaration }, 'verified');
    touch(`association:${association.id}`, 'associations');
  },
});
