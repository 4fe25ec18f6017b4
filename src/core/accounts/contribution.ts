import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { InvalidInput } from '#platform/errors.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { type CodeAnswer, makeChallenge, tryCode } from './challenge.ts';
import { parseContact } from './contact.ts';
import { sendCode } from './letters.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'tenant' | 'now'>;

/**
 * Sends a code to whoever takes part once without an account. `subject` names what is confirmed (`survey:ABC`); the code confirms that
 * and nothing else. Answers the id of the challenge, for the page where the code is typed. Refuses an address that is none (422) and too
 * many letters (429); whether the address has an account is not looked up.
 */
export async function askContributionCode(
  context: Context,
  given: { contact: string; subject: string; lang: Lang; network: string },
): Promise<{ challenge: string }> {
  const contact = parseContact(given.contact);
  if (!contact) throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.contact-wrong' }]);
  const { smsUrl, mode } = context.around.settings;
  if (contact.kind === 'phone' && !smsUrl && mode !== 'trial')
    throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.no-text-messages' }]);
  const { lang, network, subject } = given;
  const challenge = await makeChallenge(context, { purpose: 'contribution', contact, lang, network, subject });
  await sendCode(context, { contact, challenge, lang, about: 'contribution' });
  return { challenge: challenge.id };
}

export type ContributionConfirmed =
  | {
      outcome: 'right';
      /** What the capability keeps beside the contribution: no address, and of use to nobody else. */
      contribution: string;
      /** Keyed hash of the address: two contributions with the same one are by the same reader. */
      fingerprint: Buffer;
    }
  | Exclude<CodeAnswer, { outcome: 'right' }>;

/**
 * Takes the code of a contribution. `wrong` and `spent` are results, not refusals: the caller's transaction must be committed so that
 * they count. A right code counts once per address and subject: asked again it answers the same contribution.
 */
export async function confirmContributionCode(
  context: Context,
  given: { challenge: string; code: string; subject: string; network: string },
): Promise<ContributionConfirmed> {
  const { db, now } = context;
  const { challenge: id, code, network, subject } = given;
  const answer = await tryCode(context, { id, code, purpose: 'contribution', network });
  if (answer.outcome !== 'right') return answer;
  const { fingerprint, opened } = answer.challenge;
  if (opened.subject !== subject) return { outcome: 'spent' };
  const known = await db
    .selectFrom('contribution')
    .select('id')
    .where('fingerprint', '=', fingerprint)
    .where('subject', '=', subject)
    .executeTakeFirst();
  const contribution = known?.id ?? newId();
  if (!known)
    await db
      .insertInto('contribution')
      .values({ id: contribution, fingerprint, subject, confirmed_at: now, person_id: null })
      .execute();
  return { outcome: 'right', contribution, fingerprint };
}

/** A contribution that was confirmed without an account, from an address that is the person's now. */
export type LooseContribution = { id: string; subject: string; confirmed_at: Date };

/** What a person confirmed without an account from an address that they have confirmed since, and has not taken over yet. */
export async function looseContributionsOf(db: Db, personId: string): Promise<LooseContribution[]> {
  return db
    .selectFrom('contribution')
    .innerJoin('contact', 'contact.fingerprint', 'contribution.fingerprint')
    .select(['contribution.id', 'contribution.subject', 'contribution.confirmed_at'])
    .where('contact.person_id', '=', personId)
    .where('contact.confirmed_at', 'is not', null)
    .where('contribution.person_id', 'is', null)
    .orderBy('contribution.id')
    .execute();
}

/** Makes them the person's own, because the person said so; answers which. */
export async function attachContributionsTo(tx: Tx, personId: string): Promise<string[]> {
  const loose = await looseContributionsOf(tx, personId);
  if (loose.length === 0) return [];
  const attached = await tx
    .updateTable('contribution')
    .set({ person_id: personId })
    .where(
      'id',
      'in',
      loose.map((one) => one.id),
    )
    .where('person_id', 'is', null)
    .returning('id')
    .execute();
  return attached.map((one) => one.id);
}

/** Who a contribution belongs to now: the person who attached it, or nobody yet. */
export async function personOfContribution(db: Db, contribution: string): Promise<string | undefined> {
  const row = await db.selectFrom('contribution').select('person_id').where('id', '=', contribution).executeTakeFirst();
  return row?.person_id ?? undefined;
}
