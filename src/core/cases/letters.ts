import { contactsOf, profileOf } from '#core/accounts/index.ts';
import { asTenant, institutionsById, officialsOf, powersOf } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { plain } from '#platform/i18n/text.ts';
import { type LetterBlock, writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import { queueTextMessage } from '#platform/mail/text-message.ts';
import { replyAddress } from './address.ts';
import type { CaseFile } from './queries.ts';
import { secretOf, trackPath } from './secret.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'now' | 'today'>;

/** An address of a party without an account. */
export type PartyContact = { kind: 'email' | 'phone'; address: string };

const USE = 'cases.contact';

/** Seals the address of a party for its case. */
export function sealContact({ around }: Pick<Context, 'around'>, caseId: string, contact: PartyContact): Buffer {
  return around.keys.seal(USE, JSON.stringify(contact), caseId);
}

/** Seals an address anew for the row of the body that a case goes to. */
export function resealContact({ around }: Pick<Context, 'around'>, sealed: Buffer, from: string, to: string): Buffer {
  const opened = around.keys.open(USE, sealed, from);
  if (opened === undefined) throw new Error(`the address of case ${from} does not open`);
  return around.keys.seal(USE, opened, to);
}

/** What a party is told. The words that somebody wrote never stand in a letter: they would stay there when they are redacted. */
export const NEWS = ['opened', 'news', 'decided', 'message', 'moved', 'lapsed'] as const;
export type News = (typeof NEWS)[number];

/** Where a party is reached: the main address of the account, else the one they gave with the case. */
async function partyAddress({ db, around }: Context, caseFile: CaseFile) {
  const { personId, contact, id, lang } = caseFile;
  if (personId !== null) {
    const profile = await profileOf(db, personId);
    const confirmed = (await contactsOf(db, personId)).filter((one) => one.confirmed_at !== null);
    const best = confirmed.find((one) => one.kind === 'email') ?? confirmed[0];
    return best && { kind: best.kind, address: best.address, lang: profile?.lang ?? lang };
  }
  const opened = contact && around.keys.open(USE, contact, id);
  return opened ? { ...(JSON.parse(opened) as PartyContact), lang } : undefined;
}

/**
 * Tells whoever brought a case that something happened in it, and where it stands: by letter, or by a short message where only a telephone
 * is known. Answers the id of the letter, as proof of when it left; null where nothing could be sent.
 */
export async function tellParty(context: Context, caseFile: CaseFile, news: News): Promise<string | null> {
  const to = await partyAddress(context, caseFile);
  const body = (await institutionsById(context.db, [caseFile.institutionId])).get(caseFile.institutionId);
  if (!to || !body) return null;
  const { around, db, now } = context;
  const { reference } = caseFile;
  const { lang } = to;
  const words = around.words(lang);
  const secret = secretOf(around.keys, reference);
  const href = around.absolute(trackPath(around.keys, reference), { lang, tenant: asTenant(body) });
  const said = words.ts(`cases.letter.${news}`, { body: plain(body.name, lang) });
  if (to.kind === 'phone') {
    const text = words.ts('cases.letter.text-message', { said, reference, secret, link: href });
    await queueTextMessage(db, { to: to.address, text, lang, now });
    return null;
  }
  const { repliesAt } = around.settings;
  const headers = repliesAt && { 'Reply-To': replyAddress(around.keys, reference, repliesAt) };
  const address = { address: to.address, lang, ...(headers ? { headers } : {}) };
  return send(context, caseFile, address, (spoken) => ({
    subject: spoken.ts(`cases.letter.${news}-subject`, { reference }),
    blocks: [
      { kind: 'text', text: said },
      {
        kind: 'facts',
        rows: [
          [spoken.ts('cases.field.title'), plain(caseFile.title, lang)],
          [spoken.ts('cases.field.reference'), reference],
          [spoken.ts('cases.field.secret'), secret],
        ],
      },
      { kind: 'link', label: spoken.ts('cases.letter.open'), href },
    ],
    reason: spoken.ts('cases.letter.reason'),
  }));
}

/** Everybody who holds a power in a body today. */
export async function holdersOfPower({ db, now, today }: Context, institutionId: string, power: string) {
  const officials = await officialsOf(db, institutionId, today);
  const held = await Promise.all(
    officials.map(async ({ personId }) =>
      (await powersOf(db, personId, now)).some((one) => one.name === power && one.institutionId === institutionId),
    ),
  );
  return officials.filter((_one, index) => held[index]).map(({ personId }) => personId);
}

/** Tells officials that a last day comes or has passed. Whoever has no address for letters sees it on the desk. */
export async function tellOfficials(
  context: Context,
  caseFile: CaseFile,
  people: readonly string[],
  news: 'remind' | 'late' | 'assigned' | 'replied',
): Promise<void> {
  const body = (await institutionsById(context.db, [caseFile.institutionId])).get(caseFile.institutionId);
  if (!body) return;
  const path = `/desk/cases/${caseFile.reference}`;
  for (const personId of new Set(people)) {
    const profile = await profileOf(context.db, personId);
    const to = (await contactsOf(context.db, personId)).find(
      (one) => one.kind === 'email' && one.confirmed_at !== null,
    );
    if (!profile || !to) continue;
    const { lang } = profile;
    const href = context.around.absolute(path, { lang, tenant: asTenant(body) });
    await send(context, caseFile, { address: to.address, lang }, ({ ts }) => ({
      subject: ts(`cases.letter.${news}-subject`, { reference: caseFile.reference }),
      blocks: [
        { kind: 'text', text: ts(`cases.letter.${news}`) },
        { kind: 'link', label: ts('cases.letter.open'), href },
      ],
      reason: ts('cases.letter.desk-reason'),
    }));
  }
}

async function send(
  { db, around, now }: Context,
  { institutionId }: CaseFile,
  to: { address: string; lang: Lang; headers?: Record<string, string> },
  write: (words: Translator) => { subject: string; blocks: LetterBlock[]; reason: string },
): Promise<string> {
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  const { lang } = to;
  const words = around.words(lang);
  const tenant = body ? asTenant(body) : null;
  const home = around.absolute('/', { lang, tenant });
  const letter = writeLetter({ ...write(words), lang, tenant, home }, words);
  return queueLetter(db, { ...letter, headers: { ...letter.headers, ...to.headers }, to: to.address, now });
}
