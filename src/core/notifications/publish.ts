import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import { PERSON, parseSubject } from './notification.ts';
import './tables.ts';

/** Something that people may want to hear of. */
export type Notice = {
  /** The body it happened at. */
  institutionId: string;
  /**
   * As `kind:id`: the thing itself first, then what it belongs to (`related` of its public subject): plan, bodies, region, topics. Who
   * follows any of them hears of it, once.
   */
  subjects: readonly [string, ...string[]];
  /** The people it concerns by name (somebody answered them), whether they follow the thing or not. */
  people?: readonly string[];
  /** The message that says what happened, with its values: `commitments.notice.status-changed`. */
  event: MessageKey;
  values?: Record<string, string | number>;
  /**
   * What it happened to, as everybody may see it. Never words that may be hidden later (a comment, the name of a file): letters and lists
   * would keep them.
   */
  title: Text;
  /** Its page on the site of its body. */
  path: string;
  /** Goes to telephones too, for those who asked for it: a meeting is cancelled, a deadline moves. */
  urgent?: boolean;
};

/**
 * Tells whoever follows, in the caller's transaction: two inserts, however many follow. Letters are made later, by jobs, from what was
 * committed. Nothing is queued here, because a queued job with a key would make writers wait for one another.
 */
export async function publish(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  { institutionId, subjects, people = [], event, values = {}, title, path, urgent = false }: Notice,
): Promise<void> {
  const about = subjects[0];
  const told = [...new Set([...subjects, ...people.map((id) => `${PERSON}:${id}`)])].map((text) => {
    const subject = parseSubject(text);
    if (!subject) throw new TypeError(`not a subject: ${text}`);
    return subject;
  });
  const id = newId();
  const tables = within(db, institutionId);
  await tables
    .insert('notification_event', {
      id,
      at: now,
      about,
      event,
      event_values: json(values),
      title: json(title),
      path,
      urgent,
      batch: null,
    })
    .execute();
  await tables
    .insert(
      'notification_subject',
      told.map((subject) => ({ event_id: id, subject_kind: subject.kind, subject_id: subject.id })),
    )
    .execute();
}

/** Takes back everything that was told about a thing that is no longer public: it disappears from lists and from letters not yet written. */
export async function withdrawNotices(
  { db }: Pick<ActionContext, 'db'>,
  institutionId: string,
  about: string,
): Promise<void> {
  await within(db, institutionId).deleteFrom('notification_event').where('about', '=', about).execute();
}
