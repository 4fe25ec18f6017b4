import { sql } from 'kysely';
import type { ActionContext } from '#platform/action.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { InvalidInput, TooMany } from '#platform/errors.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { newId } from '#platform/ids.ts';
import { type Attempt, type CodeAnswer, makeChallenge, tryTogether } from './challenge.ts';
import { parseContact } from './contact.ts';
import { sendCode } from './letters.ts';
import { mailboxOf } from './mailbox.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'tenant' | 'now'>;

/**
 * Sends a code to whoever takes part once without an account. `subject` names what is confirmed (`survey:ABC`); the code confirms that
 * and nothing else. `link` makes the address of the capability's own page from the token of the letter's link: it shows a button, and only
 * the button confirms. `until`: how long both can be used, where half an hour is not enough. Answers the id of the challenge, for the page
 * where the code is typed. Refuses an address that is none (422) and too many letters (429); whether the address has an account is not
 * looked up.
 */
export async function askContributionCode(
  context: Context,
  given: {
    contact: string;
    subject: string;
    lang: Lang;
    network: string;
    until?: Date;
    link?: (token: string) => string;
  },
): Promise<{ challenge: string }> {
  const contact = parseContact(given.contact);
  if (!contact) throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.contact-wrong' }]);
  const { smsUrl, mode } = context.around.settings;
  if (contact.kind === 'phone' && !smsUrl && mode !== 'trial')
    throw new InvalidInput([{ pointer: '/contact', key: 'accounts.fault.no-text-messages' }]);
  const { lang, network, subject, until, link } = given;
  const challenge = await makeChallenge(context, { purpose: 'contribution', contact, lang, network, subject, until });
  await sendCode(context, { contact, challenge, lang, about: 'contribution', href: link?.(challenge.token) });
  return { challenge: challenge.id };
}

export type ContributionConfirmed =
  | {
      outcome: 'right';
      /** What was sent, by the id that `askContributionCode` gave. */
      challenge: string;
      /** What the capability keeps beside the contribution: no address, and of use to nobody else. */
      contribution: string;
      /** Keyed hash of the address: two contributions with the same one are by the same reader. */
      fingerprint: Buffer;
      /** The mailbox that the address comes down to (`mailboxOf`); null of a telephone. To be used, not kept. */
      mailbox: string | null;
    }
  | Exclude<CodeAnswer, { outcome: 'right' }>;

/** A code that was typed, or the token of a link whose button was pressed, for one subject. */
export type ContributionAttempt = Attempt & { subject: string };

/**
 * Takes the codes and links of many contributions at once, in a handful of statements whatever their number. `wrong` and `spent` are
 * results, not refusals: the caller's transaction must be committed so that they count. `TooMany` answers a network that has tried too
 * often. A right one counts once per address and subject: brought again it answers the same contribution.
 */
export async function confirmContributions(
  context: Context,
  attempts: readonly ContributionAttempt[],
): Promise<(ContributionConfirmed | TooMany)[]> {
  const answers = await tryTogether(context, attempts, { purpose: 'contribution', again: true });
  const right = answers.map((answer, index): Confirmed | null => {
    if (answer instanceof TooMany || answer.outcome !== 'right') return null;
    const { fingerprint, opened, kind } = answer.challenge;
    const subject = attempts[index]?.subject;
    const mailbox = kind === 'email' ? mailboxOf(opened.address) : null;
    return subject !== undefined && opened.subject === subject ? { fingerprint, subject, mailbox } : null;
  });
  const known = await contributionsOf(
    context,
    right.filter((one) => one !== null),
  );
  return answers.map((answer, index) => {
    if (answer instanceof TooMany || answer.outcome !== 'right') return answer;
    const one = right[index];
    if (!one) return { outcome: 'spent' };
    const contribution = known.get(keyOf(one));
    if (!contribution) throw new Error('a contribution was neither found nor made');
    return {
      outcome: 'right',
      challenge: answer.challenge.id,
      contribution,
      fingerprint: one.fingerprint,
      mailbox: one.mailbox,
    };
  });
}

/** The same for one. Refuses a network that has tried too often (429). */
export async function confirmContribution(
  context: Context,
  attempt: ContributionAttempt,
): Promise<ContributionConfirmed> {
  const [answer] = await confirmContributions(context, [attempt]);
  if (!answer) throw new Error('an attempt was not answered');
  if (answer instanceof TooMany) throw answer;
  return answer;
}

type Confirmed = { fingerprint: Buffer; subject: string; mailbox: string | null };

const keyOf = ({ fingerprint, subject }: Omit<Confirmed, 'mailbox'>) => `${fingerprint.toString('hex')} ${subject}`;

/** The contributions of these addresses to these subjects: those that are there, and new ones. */
async function contributionsOf({ db, now }: Context, wanted: readonly Confirmed[]): Promise<Map<string, string>> {
  const each = [...new Map(wanted.map((one) => [keyOf(one), one])).values()];
  if (each.length === 0) return new Map();
  const ids = each.map(() => newId());
  const fingerprints = each.map((one) => one.fingerprint);
  const subjects = each.map((one) => one.subject);
  await sql`
    insert into contribution (id, fingerprint, subject, confirmed_at, person_id)
    select id, fingerprint, subject, ${now}, null
    from unnest(${ids}::uuid[], ${fingerprints}::bytea[], ${subjects}::text[]) as fresh (id, fingerprint, subject)
    order by fingerprint, subject
    on conflict (fingerprint, subject) do nothing`.execute(db);
  const { rows } = await sql<Omit<Confirmed, 'mailbox'> & { id: string }>`
    select contribution.id, contribution.fingerprint, contribution.subject
    from unnest(${fingerprints}::bytea[], ${subjects}::text[]) as wanted (fingerprint, subject)
      join contribution on contribution.fingerprint = wanted.fingerprint and contribution.subject = wanted.subject`.execute(
    db,
  );
  return new Map(rows.map((row) => [keyOf(row), row.id]));
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
