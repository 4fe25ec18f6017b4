import { z } from 'zod';
import { nationalPortal } from '#core/institutions/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import { removeDocuments } from '#platform/search/index-documents.ts';
import { representAssociation } from '../access.ts';
import { CLOSING_REASONS } from '../association.ts';
import { id } from '../input.ts';
import { tellRepresentatives } from '../letters.ts';
import type { Own } from '../queries.ts';
import { SEARCH_KIND } from '../search.ts';
import { targetOf } from './update-association.ts';

const input = z.object({
  association: id,
  /** `dissolved`: the association is no more. `left`: it leaves the platform. */
  why: z.enum(CLOSING_REASONS, 'associations.fault.choose'),
  /** The day it was dissolved, or leaves. */
  on: z.iso.date('associations.fault.date'),
});

/**
 * A representative closes an association: nobody speaks for it any more, and it is in the directory no more. What it said keeps its place
 * under its name.
 */
export const closeAssociation = defineAction<z.infer<typeof input>, Own>({
  name: 'associations.close-association',
  input,
  target: (context, { association }) => targetOf(context, association),
  access: representAssociation,
  event: 'association.closed',
  record: ({ why, on }, association) => ({ subject: `association:${association.id}`, detail: { why, on } }),
  async run(context, { why, on }, association) {
    const { db, today, touch } = context;
    if (association.state === 'closed') throw new Conflict('associations.refusal.closed');
    if (on > today) throw new InvalidInput([{ pointer: '/on', key: 'associations.fault.future' }]);
    if (on < association.createdOn) throw new InvalidInput([{ pointer: '/on', key: 'associations.fault.before' }]);
    await db
      .updateTable('association')
      .set({ state: 'closed', closed_on: on, closed_why: why, proposed: null, taken_by: null, taken_for: null })
      .where('id', '=', association.id)
      .execute();
    const portal = await nationalPortal(db);
    await removeDocuments(db, { institutionId: portal.id, kind: SEARCH_KIND, ids: [association.id] });
    await tellRepresentatives(context, association, 'closed');
    touch(`association:${association.id}`, 'associations');
  },
});
