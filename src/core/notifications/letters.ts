import { formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { pick, plain } from '#platform/i18n/text.ts';
import { type LetterBlock, type WrittenLetter, writeLetter } from '#platform/mail/letter.tsx';
import { COPY_TOKEN } from '#platform/mail/queue-copies.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import type { Frequency } from './notification.ts';
import type { ToldEvent } from './queries/untold.ts';

/** The most things one letter tells; the rest stands on `/me/notifications`. */
export const MOST_IN_LETTER = 30;

/** The letter of a period: what happened in what its readers follow, the newest first, each with its address. */
export function digestLetter(
  around: Surroundings,
  { lang, events, frequency }: { lang: Lang; events: readonly ToldEvent[]; frequency: Frequency },
): WrittenLetter {
  const words = around.words(lang);
  const format = formatOf(lang);
  const told = events.slice(0, MOST_IN_LETTER);
  const things = told.map((event) => {
    const title = pick(event.title, lang);
    const what = words.maybe(event.event, event.values) ?? '';
    const where = words.ts('notifications.letter.where', {
      institution: plain(event.institution, lang),
      date: format.dateTime(event.at),
    });
    return {
      title: title?.value ?? '',
      lang: title && title.lang !== lang ? title.lang : undefined,
      href: around.absolute(event.path, { lang, tenant: event.tenant }),
      note: what === '' ? where : `${what} · ${where}`,
    };
  });
  const own = (path: string) => around.absolute(path, { lang });
  const first = told[0];
  const subject =
    told.length === 1 && first
      ? words.ts('notifications.letter.subject-one', { title: plain(first.title, lang) })
      : words.ts('notifications.letter.subject', { n: told.length });
  const blocks: LetterBlock[] = [{ kind: 'things', things }];
  if (events.length > told.length) blocks.push({ kind: 'text', text: words.ts('notifications.letter.more') });
  blocks.push({ kind: 'link', label: words.ts('notifications.letter.all'), href: own('/me/notifications') });
  blocks.push({ kind: 'text', text: words.ts('notifications.letter.change') });
  return writeLetter(
    {
      lang,
      tenant: null,
      subject,
      blocks,
      reason: words.ts(`notifications.letter.reason-${frequency === 'never' ? 'daily' : frequency}`),
      home: own('/'),
      unsubscribe: own(`/unsubscribe?token=${COPY_TOKEN}`),
    },
    words,
  );
}

// A message of one part holds 70 signs in Arabic: title and address, nothing else.
const TITLE_SIGNS = 60;

/** The text message about what is urgent: the newest of it, and its address. */
export function urgentMessage(
  around: Surroundings,
  { lang, events }: { lang: Lang; events: readonly ToldEvent[] },
): string {
  const words = around.words(lang);
  const [event] = events;
  if (!event) throw new Error('a message needs something to tell');
  const what = words.maybe(event.event, event.values) ?? '';
  const title = [...plain(event.title, lang)];
  const cut = title.length > TITLE_SIGNS ? `${title.slice(0, TITLE_SIGNS - 1).join('')}…` : title.join('');
  return words.ts(events.length > 1 ? 'notifications.sms.several' : 'notifications.sms.one', {
    title: cut,
    what,
    href: around.absolute(events.length > 1 ? '/me/notifications' : event.path, {
      lang,
      tenant: events.length > 1 ? null : event.tenant,
    }),
  });
}
