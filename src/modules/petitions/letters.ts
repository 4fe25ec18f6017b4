import { asTenant, institutionsById, officialsOf, powersOf } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import type { Petition } from './queries/petitions.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'now'>;
type About = Pick<Petition, 'institutionId' | 'reference' | 'title'>;
type Reader = { address: string; lang: Lang };

/** What the representative of a petition is told. Words of officials stand on the page the letter leads to, not in the letter. */
export type PetitionNews = 'opened' | 'refused' | 'appeal-opened' | 'appeal-confirmed' | 'late' | 'reached' | 'removed';

/** What those who write a draft with its representative are told. */
export type DraftNews = 'asked' | 'accepted' | 'declined' | 'left' | 'removed';

/**
 * Tells the representative what became of a petition. Who gave no e-mail address finds it on the page. `name`: of the decision that orders a
 * removal, for there is no page any more.
 */
export async function tellRepresentative(
  context: Context,
  petition: About & Pick<Petition, 'representativeId'>,
  news: PetitionNews,
  name = '',
): Promise<void> {
  const path = news === 'removed' ? '/me/petitions' : `/petitions/${petition.reference}/manage`;
  for (const to of await readers(context, petition.representativeId ? [petition.representativeId] : []))
    await write(context, petition, to, { news, path, name });
}

/** Tells somebody what became of writing a draft together: `name` is whoever asked, answered or left. */
export async function tellCollaborator(
  context: Context,
  petition: About,
  to: { personId: string } | Reader,
  { news, name, path }: { news: DraftNews; name: string; path: string },
): Promise<void> {
  const known = 'personId' in to ? await readers(context, [to.personId]) : [to];
  for (const reader of known) await write(context, petition, reader, { news: `draft-${news}`, path, name });
}

/** Tells the officials of a body who hold a power there, at the page of the desk where their work is. */
export async function tellOffice(
  context: Context & Pick<ActionContext, 'today'>,
  petition: About,
  { power, news, path }: { power: string; news: 'reached-office'; path: string },
): Promise<void> {
  const { db, now, today } = context;
  const officials = await officialsOf(db, petition.institutionId, today);
  const held: string[] = [];
  for (const { personId } of officials) {
    const powers = await powersOf(db, personId, now);
    if (powers.some((one) => one.name === power && one.institutionId === petition.institutionId)) held.push(personId);
  }
  for (const to of await readers(context, held)) await write(context, petition, to, { news, path });
}

/** Where letters reach people: their confirmed main e-mail address, in their language. */
async function readers({ db }: Context, personIds: readonly string[]): Promise<Reader[]> {
  if (personIds.length === 0) return [];
  return db
    .selectFrom('contact')
    .innerJoin('person', 'person.id', 'contact.person_id')
    .select(['contact.address', 'person.lang'])
    .where('contact.person_id', 'in', personIds)
    .where('person.closed_at', 'is', null)
    .where('contact.kind', '=', 'email')
    .where('contact.main', '=', true)
    .where('contact.confirmed_at', 'is not', null)
    .execute();
}

type Said = { news: PetitionNews | `draft-${DraftNews}` | 'reached-office'; path: string; name?: string };

async function write(
  { db, around, now }: Context,
  { institutionId, title, reference }: About,
  { address, lang }: Reader,
  { news, path, name = '' }: Said,
): Promise<void> {
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  const tenant = body ? asTenant(body) : null;
  const words = around.words(lang);
  const content = {
    lang,
    tenant,
    subject: words.ts(`petitions.letter.${news}-subject`, { reference }),
    blocks: [
      { kind: 'text', text: words.ts(`petitions.letter.${news}`, { name }) },
      { kind: 'facts', rows: [[words.ts('petitions.field.petition'), title]] },
      {
        kind: 'link',
        label: words.ts('petitions.letter.open'),
        href: around.absolute(path, { lang, tenant }),
      },
    ] as const,
    home: around.absolute('/', { lang, tenant }),
    reason: words.ts('petitions.letter.reason'),
  };
  await queueLetter(db, { ...writeLetter(content, words), to: address, now });
}
