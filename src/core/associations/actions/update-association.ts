import { z } from 'zod';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { json } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import { representAssociation } from '../access.ts';
import { changedIn, declarationOf } from '../association.ts';
import { checkDeclaration, declarationInput, id, particularsInput } from '../input.ts';
import { declarationColumns, type Own, ownAssociation, particularsColumns } from '../queries.ts';
import { refuseTwin } from '../twins.ts';

const input = z.object({ association: id, ...declarationInput, ...particularsInput });

/** The association of an action as the person who acts may represent it. */
export function targetOf(
  { db, actor }: Pick<ActionContext, 'db' | 'actor'>,
  association: string,
): Promise<Own | undefined> {
  return ownAssociation(db, association, actor.kind === 'person' ? actor.id : undefined);
}

/**
 * Changes what an association declared. Of a verified one, what was compared with the receipt stands until an official has seen the change
 * (changes are declared within a month: dahir 1-58-376, art. 5); a refused one waits again.
 */
export const updateAssociation = defineAction<z.infer<typeof input>, Own, { waits: boolean }>({
  name: 'associations.update-association',
  input,
  target: (context, { association }) => targetOf(context, association),
  access: representAssociation,
  event: 'association.updated',
  record: (given, association) => ({
    subject: `association:${association.id}`,
    detail: { changed: changedIn(association.proposed ?? association, given) },
  }),
  async run({ db, now, today, touch }, given, association) {
    if (association.state === 'closed') throw new Conflict('associations.refusal.closed');
    await checkDeclaration(db, given, today);
    await refuseTwin(db, given, association.id);
    const verified = association.state === 'verified';
    const waits = changedIn(association, given).length > 0;
    const again = { taken_by: null, taken_for: null, declared_at: now };
    await db
      .updateTable('association')
      .set({
        ...particularsColumns(given),
        ...(verified
          ? waits
            ? { proposed: json(declarationOf(given)), refusal: null, ...again }
            : { proposed: null }
          : { ...declarationColumns(given), state: 'declared', refusal: null, ...again }),
      })
      .where('id', '=', association.id)
      .execute();
    touch(`association:${association.id}`);
    return { waits: waits || !verified };
  },
});
