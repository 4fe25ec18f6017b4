import { z } from 'zod';
import { defineAction } from '#platform/action.ts';
import { Conflict } from '#platform/errors.ts';
import { endRepresentation as mayEnd } from '../access.ts';
import type { Representative } from '../association.ts';
import { id } from '../input.ts';
import { tellEnded } from '../letters.ts';
import { associationById, representativeById, representativesOf } from '../queries.ts';

const input = z.object({ representation: id });

type Target = Representative & { colleague: boolean };

/**
 * Ends a representation, one's own or a colleague's, or declines an invitation: the person speaks for the association no more, at once. Whoever
 * was ended by somebody else is told by letter.
 */
export const endRepresentation = defineAction<z.infer<typeof input>, Target, { associationId: string; own: boolean }>({
  name: 'associations.end-representation',
  input,
  async target({ db, actor }, { representation }) {
    const one = await representativeById(db, representation);
    if (!one || actor.kind !== 'person') return undefined;
    const all = await representativesOf(db, one.associationId);
    const colleague = all.some((other) => other.personId === actor.id && other.state === 'confirmed');
    return { ...one, colleague };
  },
  access: mayEnd,
  event: 'representative.ended',
  record: (_given, one) => ({ subject: `association:${one.associationId}`, detail: { representation: one.id } }),
  async run(context, _given, one) {
    const { db, actor, now, touch } = context;
    if (one.state !== 'asked' && one.state !== 'confirmed') throw new Conflict('associations.refusal.answered');
    const own = actor.kind === 'person' && actor.id === one.personId;
    await db
      .updateTable('association_representative')
      .set({ state: one.state === 'asked' && own ? 'declined' : 'ended', ended_at: now, public_name: false })
      .where('id', '=', one.id)
      .execute();
    const association = await associationById(db, one.associationId);
    if (association && !own && one.state === 'confirmed') await tellEnded(context, association, one.personId);
    touch(`association:${one.associationId}`);
    return { associationId: one.associationId, own };
  },
});
