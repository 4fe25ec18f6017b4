import { asTenant, institutionsById } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { type LetterBlock, writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import { queueTextMessage } from '#platform/mail/text-message.ts';
import type { Tenant } from '#platform/tenant.ts';
import type { Association } from './association.ts';
import { representativesOf } from './queries.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'now'>;
type About = Pick<Association, 'id' | 'name' | 'institutionId'>;

/** Where letters reach people: their confirmed main e-mail address, in their language. */
async function addressesOf({ db }: Context, personIds: readonly string[]): Promise<{ address: string; lang: Lang }[]> {
  if (personIds.length === 0) return [];
  return db
    .selectFrom('contact')
    .innerJoin('person', 'person.id', 'contact.person_id')
    .select(['contact.address', 'person.lang'])
    .where('contact.person_id', 'in', personIds)
    .where('contact.kind', '=', 'email')
    .where('contact.main', '=', true)
    .where('contact.confirmed_at', 'is not', null)
    .execute();
}

type Content = { subject: string; text: string; path: string; link: string };

async function send(
  { db, around, now }: Context,
  to: { address: string; lang: Lang },
  tenant: Tenant | null,
  { subject, text, path, link }: Content,
): Promise<void> {
  const { lang } = to;
  const words = around.words(lang);
  const blocks: LetterBlock[] = [
    { kind: 'text', text },
    { kind: 'link', label: link, href: around.absolute(path, { lang }) },
  ];
  const home = around.absolute('/', { lang });
  const reason = words.ts('associations.letter.reason');
  await queueLetter(db, {
    ...writeLetter({ lang, tenant, subject, blocks, reason, home }, words),
    to: to.address,
    now,
  });
}

/**
 * Tells everybody who represents an association what became of it. A refusal's reason stands on the page the letter leads to, not in the
 * letter. Who gave no e-mail address finds it on `/me/associations`.
 */
export async function tellRepresentatives(
  context: Context,
  association: About,
  outcome: 'verified' | 'refused' | 'closed',
): Promise<void> {
  const { db, around } = context;
  const { institutionId } = association;
  const body = institutionId ? (await institutionsById(db, [institutionId])).get(institutionId) : undefined;
  const people = (await representativesOf(db, association.id)).filter((one) => one.state === 'confirmed');
  for (const to of await addressesOf(
    context,
    people.map((one) => one.personId),
  )) {
    const words = around.words(to.lang);
    const name = plain(association.name, to.lang);
    await send(context, to, body ? asTenant(body) : null, {
      subject: words.ts(`associations.letter.${outcome}-subject`, { name }),
      text: words.ts(`associations.letter.${outcome}`, { name, body: plain(body?.name, to.lang) }),
      path: `/me/associations/${association.id}`,
      link: words.ts('associations.letter.open'),
    });
  }
}

/** Tells somebody that another representative has ended their representation. */
export async function tellEnded(context: Context, association: About, personId: string): Promise<void> {
  for (const to of await addressesOf(context, [personId])) {
    const words = context.around.words(to.lang);
    const name = plain(association.name, to.lang);
    await send(context, to, null, {
      subject: words.ts('associations.letter.ended-subject', { name }),
      text: words.ts('associations.letter.ended', { name }),
      path: '/me/associations',
      link: words.ts('associations.letter.open'),
    });
  }
}

/** Asks somebody to represent an association: by e-mail or by a short message, with the page where they say yes or no. */
export async function writeInvitation(
  context: Context,
  association: About,
  to: { contact: { kind: 'email' | 'phone'; address: string }; lang: Lang; representation: string },
): Promise<void> {
  const { lang, contact } = to;
  const words = context.around.words(lang);
  const name = plain(association.name, lang);
  const path = `/me/associations/representations/${to.representation}`;
  if (contact.kind === 'phone') {
    const text = words.ts('associations.letter.invited-message', {
      name,
      link: context.around.absolute(path, { lang }),
    });
    await queueTextMessage(context.db, { to: contact.address, text, lang, now: context.now });
    return;
  }
  await send(context, { address: contact.address, lang }, null, {
    subject: words.ts('associations.letter.invited-subject', { name }),
    text: words.ts('associations.letter.invited', { name }),
    path,
    link: words.ts('associations.letter.open'),
  });
}
