import { z } from 'zod';
import { AGE_BANDS, GENDERS } from '#core/personal-data/index.ts';
import { territoryByCode } from '#core/territory/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { verifyIdentity } from '../access.ts';
import { logAccess } from '../access-log.ts';
import { type AttributeKind, DOCUMENTS, giveLevelTwo, setAttributeOf } from '../assurance.ts';
import { takeCounterCode } from '../counter.ts';
import { parseNationalId, recordNationalId } from '../national-id.ts';

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const input = z.object({
  code: z.string().trim().min(1, 'accounts.fault.counter-code-missing').max(40),
  document: z.enum(DOCUMENTS, 'accounts.fault.document-missing'),
  fullName: z.string().trim().min(2, 'accounts.fault.full-name-missing').max(120),
  ageBand: optional(z.enum(AGE_BANDS)),
  gender: optional(z.enum(GENDERS)),
  /** The code of the commune or province where the document says that the person lives. */
  residence: optional(z.string().max(20)),
  voter: z.boolean().default(false),
  /** The number of the identity card, where the body may collect it. */
  nationalId: optional(z.string().max(40)),
});

type Input = z.infer<typeof input>;

/**
 * Verifies who somebody is, at a counter, against a document that the official holds in their hands. Kept are the kind of document, who
 * verified and what; the number of the card only as a keyed hash, and only where the CNDP has authorised the body.
 */
export const verifyAtCounter = defineAction<Input, undefined, { personId: string }>({
  name: 'accounts.verify-at-counter',
  input,
  access: verifyIdentity,
  event: 'identity.verified',
  record: ({ document }, _target, result) => ({
    subject: (result as { personId: string }).personId,
    detail: { method: 'counter', document },
  }),
  run: async (context, given) => {
    const { db, actor, around, tenant, now } = context;
    if (!tenant) throw new NotFound();
    const personId = await takeCounterCode(db, around.keys, given.code, now);
    if (!personId) throw new InvalidInput([{ pointer: '/code', key: 'accounts.fault.counter-code' }]);
    if (actor.kind === 'person' && actor.id === personId)
      throw new InvalidInput([{ pointer: '/code', key: 'accounts.fault.own-identity' }]);
    if (given.residence && !(await territoryByCode(db, given.residence)))
      throw new InvalidInput([{ pointer: '/residence', key: 'accounts.fault.residence-unknown' }]);
    if (given.nationalId) await recordNumber(context, personId, given.nationalId, tenant.id);
    const source = actor.kind === 'person' ? `person:${actor.id}` : 'system';
    await giveLevelTwo(context, {
      personId,
      method: 'counter',
      source,
      institutionId: tenant.id,
      document: given.document,
    });
    const seen: [AttributeKind, string | undefined][] = [
      ['full-name', given.fullName],
      ['age-band', given.ageBand],
      ['gender', given.gender],
      ['residence', given.residence],
      ['voter', given.voter ? 'yes' : undefined],
    ];
    for (const [kind, value] of seen)
      if (value)
        await setAttributeOf(db, { personId, kind, value, verified: true, source, institutionId: tenant.id, now });
    await logAccess(context, { personId, what: 'accounts.access.identity' });
    return { personId };
  },
});

async function recordNumber(context: ActionContext, personId: string, typed: string, institutionId: string) {
  const number = parseNationalId(typed);
  if (!number) throw new InvalidInput([{ pointer: '/nationalId', key: 'accounts.fault.national-id' }]);
  const { outcome } = await recordNationalId(context, { personId, number, institutionId });
  if (outcome === 'taken')
    throw new InvalidInput([{ pointer: '/nationalId', key: 'accounts.fault.national-id-taken' }]);
}
