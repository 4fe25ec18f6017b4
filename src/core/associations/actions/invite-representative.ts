import { z } from 'zod';
import { createPersonByInvitation, parseContact } from '#core/accounts/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, TooMany } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { personOf, representAssociation } from '../access.ts';
import { id, representativeInput } from '../input.ts';
import { writeInvitation } from '../letters.ts';
import { type Own, representativesOf } from '../queries.ts';
import { targetOf } from './update-association.ts';

/** Representatives, invited ones among them, that an association may have at a time. */
const MOST = 20;
/** Invitations that one association may send in a day. */
const MOST_A_DAY = 10;
const DAY = 86_400_000;

const input = z.object({
  association: id,
  /** An e-mail address or a telephone number. */
  contact: z.string().trim().max(320),
  ...representativeInput,
  /** The language of the letter. */
  lang: z.enum(LANGUAGES).default('ar'),
});

/**
 * Asks somebody to represent the association. A letter tells them; they speak for it only once they have said yes. The answer is the same
 * whether the address belongs to an account or not.
 */
export const inviteRepresentative = defineAction<z.infer<typeof input>, Own, { id: string }>({
  name: 'associations.invite-representative',
  input,
  target: (context, { association }) => targetOf(context, association),
  access: representAssociation,
  event: 'representative.invited',
  record: (given, association, result) => ({
    subject: `association:${association.id}`,
    detail: { representation: (result as { id: string }).id, function: given.function },
  }),
  async run(context, given, association) {
    const { db, actor, now, today } = context;
    if (association.state === 'closed') throw new Conflict('associations.refusal.closed');
    const contact = parseContact(given.contact);
    if (!contact) throw new InvalidInput([{ pointer: '/contact', key: 'associations.fault.contact' }]);
    if (given.untilOn && given.untilOn < today)
      throw new InvalidInput([{ pointer: '/untilOn', key: 'associations.fault.past' }]);
    const current = (await representativesOf(db, association.id)).filter(
      (one) => one.state === 'asked' || one.state === 'confirmed',
    );
    if (current.length >= MOST) throw new TooMany(86_400, 'associations.refusal.too-many-representatives');
    const { n } = await db
      .selectFrom('association_representative')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('association_id', '=', association.id)
      .where('asked_at', '>', new Date(now.getTime() - DAY))
      .executeTakeFirstOrThrow();
    if (n > MOST_A_DAY) throw new TooMany(86_400, 'associations.refusal.too-many-representatives');
    const { personId } = await createPersonByInvitation(context, {
      contact,
      lang: given.lang,
      name: given.representative,
    });
    if (current.some((one) => one.personId === personId)) throw new Conflict('associations.refusal.asked-already');
    const representation = newId();
    await db
      .insertInto('association_representative')
      .values({
        id: representation,
        association_id: association.id,
        person_id: personId,
        name: given.representative,
        function: given.function,
        public_name: false,
        from_on: today,
        until_on: given.untilOn,
        state: 'asked',
        asked_by: personOf(actor).id,
        asked_at: now,
        answered_at: null,
        ended_at: null,
      })
      .execute();
    await writeInvitation(context, association, { contact, lang: given.lang, representation });
    return { id: representation };
  },
});
