import { asTenant, institutionsById } from '#core/institutions/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import type { KeptData } from '#platform/module.ts';
import { addressOf } from './queries.ts';
import type { DataRequest } from './request.ts';

type Context = Pick<ActionContext, 'db' | 'around' | 'now'>;

/** Tells somebody that their request was answered, and where the answer stands. Who gave no e-mail address finds it on `/me/data`. */
export async function tellAnswered(
  { db, around, now }: Context,
  request: Pick<DataRequest, 'id' | 'kind' | 'institutionId'>,
  personId: string,
): Promise<void> {
  const to = await addressOf(db, personId);
  const body = (await institutionsById(db, [request.institutionId])).get(request.institutionId);
  if (!to || !body) return;
  const { lang } = to;
  const words = around.words(lang);
  const letter = writeLetter(
    {
      lang,
      tenant: asTenant(body),
      subject: words.ts('personal-data.letter.answered'),
      blocks: [
        { kind: 'text', text: words.ts(`personal-data.letter.answered-${request.kind}`) },
        {
          kind: 'link',
          label: words.ts('personal-data.letter.read'),
          href: around.absolute(`/me/data/requests/${request.id}`, { lang }),
        },
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
