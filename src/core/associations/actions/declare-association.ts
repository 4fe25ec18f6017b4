import { z } from 'zod';
import { nationalPortal } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { NotAllowed, TooMany } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { declareAssociation as mayDeclare, personOf } from '../access.ts';
import { checkDeclaration, declarationInput, particularsInput, representativeInput } from '../input.ts';
import { representativeProcessing } from '../personal-data.ts';
import { declarationColumns, particularsColumns } from '../queries.ts';
import { refuseTwin } from '../twins.ts';

/** Declarations of one person that may wait at a time. */
const MOST_WAITING = 5;

const input = z.object({
  ...declarationInput,
  ...particularsInput,
  ...representativeInput,
  /** Whether the page of the association names this representative. */
  publicName: z.boolean().default(false),
});

/**
 * Declares an association to the platform and oneself as its representative. It waits for an official of the body of its seat; until then
 * nobody else sees it and nobody speaks for it.
 */
export const declareAssociation = defineAction<z.infer<typeof input>, undefined, { id: string }>({
  name: 'associations.declare-association',
  input,
  access: mayDeclare,
  event: 'association.declared',
  record: ({ seat }, _target, result) => ({
    subject: `association:${(result as { id: string }).id}`,
    detail: { seat },
  }),
  async run({ db, actor, now, today, around }, given) {
    const person = personOf(actor);
    const portal = await nationalPortal(db);
    if (!(await isProcessingOpen(db, portal.id, representativeProcessing.kind, modeOf(around))))
      throw new NotAllowed('associations.refusal.processing');
    await checkDeclaration(db, given, today);
    await refuseTwin(db, given);
    const { n } = await db
      .selectFrom('association')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('declared_by', '=', person.id)
      .where('state', '=', 'declared')
      .executeTakeFirstOrThrow();
    if (n >= MOST_WAITING) throw new TooMany(86_400, 'associations.refusal.too-many');
    const id = newId();
    await db
      .insertInto('association')
      .values({
        id,
        state: 'declared',
        ...declarationColumns(given),
        ...particularsColumns(given),
        declared_by: person.id,
        declared_at: now,
        proposed: null,
        taken_by: null,
        taken_for: null,
        institution_id: null,
        decided_at: null,
        verified_at: null,
        refusal: null,
        closed_on: null,
        closed_why: null,
      })
      .execute();
    await db
      .insertInto('association_representative')
      .values({
        id: newId(),
        association_id: id,
        person_id: person.id,
        name: given.representative,
        function: given.function,
        public_name: given.publicName,
        from_on: today,
        until_on: given.untilOn,
        state: 'confirmed',
        asked_by: person.id,
        asked_at: now,
        answered_at: now,
        ended_at: null,
      })
      .execute();
    return { id };
  },
});
