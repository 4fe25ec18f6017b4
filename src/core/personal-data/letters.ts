import { asTenant, institutionsById } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Translator } from '#platform/i18n/messages.ts';
import { writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import type { KeptData } from '#platform/module.ts';
import { addressOf } from './queries.ts';
import type { DataRequest } from './request.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'now'>;

type Told = Pick<DataRequest, 'id' | 'kind' | 'institutionId'>;

/** Tells somebody that their request was answered, and where the answer stands. Who gave no e-mail address finds it on `/me/data`. */
export async function tellAnswered(context: Context, request: Told, personId: string): Promise<void> {
  await tell(context, request, personId, ({ ts }) => ({
    subject: ts('personal-data.letter.answered'),
    text: ts(`personal-data.letter.answered-${request.kind}`),
    read: ts('personal-data.letter.read'),
  }));
}

/** Tells somebody that the last day for the answer has moved, because a day of the calendar was announced or closed. */
export async function tellMoved(context: Context, request: Told, personId: string, due: string): Promise<void> {
  await tell(context, request, personId, ({ ts }, lang) => ({
    subject: ts('personal-data.letter.moved'),
    text: ts('personal-data.letter.moved-text', { date: formatOf(lang).date(due) }),
    read: ts('personal-data.letter.read-request'),
  }));
}

async function tell(
  { db, around, now }: Context,
  request: Told,
  personId: string,
  write: (words: Translator, lang: Lang) => { subject: string; text: string; read: string },
): Promise<void> {
  const to = await addressOf(db, personId);
  const body = (await institutionsById(db, [request.institutionId])).get(request.institutionId);
  if (!to || !body) return;
  const { lang } = to;
  const words = around.words(lang);
  const { subject, text, read } = write(words, lang);
  const letter = writeLetter(
    {
      lang,
      tenant: asTenant(body),
      subject,
      blocks: [
        { kind: 'text', text },
        { kind: 'link', label: read, href: around.absolute(`/me/data/requests/${request.id}`, { lang }) },
      ],
      reason: words.ts('personal-data.letter.reason'),
      home: around.absolute('/', { lang }),
    },
    words,
  );
  await queueLetter(db, { ...letter, to: to.address, now });
}

/** The last letter to somebody: their account is closed, and what stays, why and until when. */
export async function tellClosed(
  { db, around, now }: Context,
  to: { address: string; lang: Lang },
  kept: readonly KeptData[],
): Promise<void> {
  const { lang } = to;
  const words = around.words(lang);
  const letter = writeLetter(
    {
      lang,
      tenant: null,
      subject: words.ts('personal-data.letter.closed'),
      blocks: [
        { kind: 'text', text: words.ts('personal-data.letter.closed-text') },
        ...(kept.length === 0
          ? []
          : [
              { kind: 'heading' as const, text: words.ts('personal-data.close.stays') },
              {
                kind: 'list' as const,
                items: kept.map(({ what, why, until }) =>
                  [
                    words.ts('personal-data.letter.kept', { what: words.ts(what), why: words.ts(why) }),
                    until && words.ts('personal-data.letter.until', { date: formatOf(lang).date(until) }),
                  ]
                    .filter(Boolean)
                    .join(' '),
                ),
              },
            ]),
      ],
      reason: words.ts('personal-data.letter.closed-reason'),
      home: around.absolute('/', { lang }),
    },
    words,
  );
  await queueLetter(db, { ...letter, to: to.address, now });
}
