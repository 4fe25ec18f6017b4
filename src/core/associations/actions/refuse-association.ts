import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { verifyAssociation } from '../access.ts';
import { id } from '../input.ts';
import { tellRepresentatives } from '../letters.ts';
import { refuseUntaken, type Verifying, verifyingTarget } from '../verifying.ts';

const input = z.object({
  association: id,
  institution: z.string().max(80).optional(),
  /** What does not agree with the receipt, and what should be mended. The representatives read it. */
  reason: z.string().trim().min(10, 'associations.fault.reason').max(2_000),
});

/**
 * An official refuses a declaration, or the changes to a verified one, with a reason. The representatives may mend it and send it again;
 * what was verified before stands.
 */
export const refuseAssociation = defineAction<z.infer<typeof input>, Verifying>({
  name: 'associations.refuse-association',
  input,
  target: verifyingTarget,
  access: verifyAssociation,
  event: 'association.refused',
  record: (_given, association) => ({
    subject: `association:${association.id}`,
    institutionId: association.institutionId,
    detail: { changes: association.proposed !== null },
  }),
  async run(context, { reason }, association) {
    const { db, actor, now } = context;
    refuseUntaken(actor, association);
    await db
      .updateTable('association')
      .set({
        state: association.state === 'declared' ? 'refused' : association.state,
        proposed: null,
        refusal: reason,
        taken_by: null,
        taken_for: null,
        institution_id: association.institutionId,
        decided_at: now,
      })
      .where('id', '=', association.id)
      .execute();
    await tellRepresentatives(context, association, 'refused');
  },
});
