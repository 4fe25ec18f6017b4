import { z } from 'zod';
import { AGE_BANDS, GENDERS } from '#core/personal-data/index.ts';
import { territoryByCode } from '#core/territory/index.ts';
import { defineAction } from '#platform/action.ts';
import { InvalidInput } from '#platform/errors.ts';
import { ownAccount, personOf } from '../access.ts';
import { type AttributeKind, attributesOf, setAttributeOf } from '../assurance.ts';

/** What a person may say of themselves: optional, and `''` takes it back. */
export const DECLARED = ['residence', 'age-band', 'gender'] as const;

const VALUES: Record<'age-band' | 'gender', readonly string[]> = { 'age-band': AGE_BANDS, gender: GENDERS };

/**
 * Declares something about oneself, or takes it back. What was verified stays verified as long as the same is said; saying something else
 * makes it a declaration again.
 */
export const setAttribute = defineAction({
  name: 'accounts.set-attribute',
  input: z.object({ kind: z.enum(DECLARED), value: z.string().max(20) }),
  access: ownAccount,
  event: 'attribute.declared',
  record: ({ kind }) => ({ detail: { kind } }),
  run: async ({ db, actor, now }, { kind, value }) => {
    const { id: personId } = personOf(actor);
    if (value === '') {
      await db.deleteFrom('attribute').where('person_id', '=', personId).where('kind', '=', kind).execute();
      return;
    }
    const isKnown = kind === 'residence' ? await territoryByCode(db, value) : VALUES[kind].includes(value);
    if (!isKnown) throw new InvalidInput([{ pointer: `/${kind}`, key: 'accounts.fault.attribute-unknown' }]);
    const said = (await attributesOf(db, personId, now)).find((one) => one.kind === (kind as AttributeKind));
    if (said?.value === value) return;
    await setAttributeOf(db, { personId, kind, value, verified: false, source: 'self', now });
  },
});
