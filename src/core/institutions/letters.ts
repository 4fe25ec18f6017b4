import type { ActionContext } from '#platform/action.ts';
import { calendarDate } from '#platform/clock.ts';
import { formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { writeLetter } from '#platform/mail/letter.tsx';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import { asTenant } from './institution.ts';
import { INVITATION_DAYS } from './invitation.ts';
import { institutionsById } from './queries.ts';
import type { Post } from './staff.ts';
import { officeById } from './staff-queries.ts';

const DAY = 86_400_000;

/** Queues the letter that offers a post: which one, from whom, until when, and the link to the page with the button. */
export async function writeInvitation(
  { db, around, now }: Pick<ActionContext, 'db' | 'around' | 'now'>,
  post: Post,
  to: { email: string; name: string; lang: Lang; token: string },
): Promise<void> {
  const { lang } = to;
  const body = (await institutionsById(db, [post.institutionId])).get(post.institutionId);
  if (!body) throw new Error(`a post without a body: ${post.institutionId}`);
  const tenant = asTenant(body);
  const office = post.officeId ? await officeById(db, post.officeId, tenant) : undefined;
  const words = around.words(lang);
  const called = post.title ? plain(post.title, lang) : words.ts(`institutions.functions.${post.function}`);
  const until = formatOf(lang).date(calendarDate(new Date(now.getTime() + INVITATION_DAYS * DAY)));
  const facts: [string, string][] = [
    [words.ts('institutions.letter.post'), called],
    ...(office ? [[words.ts('institutions.letter.office'), plain(office.name, lang)] as [string, string]] : []),
    [words.ts('institutions.letter.body'), plain(tenant.name, lang)],
  ];
  await queueLetter(db, {
    ...writeLetter(
      {
        lang,
        tenant,
        subject: words.ts('institutions.letter.subject'),
        blocks: [
          { kind: 'text', text: words.ts('institutions.letter.greeting', { name: to.name }) },
          { kind: 'facts', rows: facts },
          { kind: 'text', text: words.ts('institutions.letter.how', { until }) },
          {
            kind: 'link',
            label: words.ts('institutions.letter.open'),
            href: around.absolute(`/desk/invitations/${to.token}`, { lang, tenant }),
          },
          { kind: 'text', text: words.ts('institutions.letter.not-you') },
        ],
        reason: words.ts('institutions.letter.reason'),
        home: around.absolute('/', { lang, tenant }),
      },
      words,
    ),
    to: to.email,
    now,
  });
}
