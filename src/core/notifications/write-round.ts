import type { Db, Tx } from '#platform/db/database.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { BULK, BULK_LINES, queueJob } from '#platform/jobs/queue.ts';
import { queueCopies } from '#platform/mail/queue-copies.ts';
import { queueTextMessage } from '#platform/mail/text-message.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import { digestLetter, MOST_IN_LETTER, urgentMessage } from './letters.ts';
import type { Frequency, RoundKind } from './notification.ts';
import { eventsById, type Reader, type ToldEvent, untoldByLetter, untoldByMessage } from './queries/untold.ts';
import { WRITE_ROUND } from './rounds.ts';
import { unsubscribeToken } from './unsubscribe-token.ts';

type Context = { db: Db; around: Surroundings; now: Date };
type Round = { id: string; kind: RoundKind; after_batch: number; to_batch: number };

/** People written to in one transaction: what is held in memory, and what is lost by a crash, is never more than this. */
export const AT_ONCE = 500;

/** Writes to the next people of a round, in one transaction that also says that it was done, and queues the rest. */
export async function writeSome({ db, around, now }: Context, roundId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const round = await tx
      .selectFrom('notification_round')
      .select(['id', 'kind', 'after_batch', 'to_batch'])
      .where('id', '=', roundId)
      .where('done_at', 'is', null)
      .executeTakeFirst();
    if (!round) return;
    const waiting = await tx
      .selectFrom('notification_recipient')
      .select('person_id')
      .where('round_id', '=', roundId)
      .where('written_at', 'is', null)
      .orderBy('person_id')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    const people = waiting.map((row) => row.person_id);
    if (people.length > 0) {
      if (round.kind === 'urgent') await writeMessages({ db: tx, around, now }, round, people);
      else await writeLetters({ db: tx, around, now }, round, people);
      await tx
        .updateTable('notification_recipient')
        .set({ written_at: now })
        .where('round_id', '=', roundId)
        .where('person_id', 'in', people)
        .execute();
    }
    // Read after the update, so that what another process is writing at this moment still counts as left.
    const left = await tx
      .selectFrom('notification_recipient')
      .select('person_id')
      .where('round_id', '=', roundId)
      .where('written_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    await tx
      .updateTable('notification_round')
      .set({ moved_at: now, ...(left ? {} : { done_at: now }) })
      .where('id', '=', roundId)
      .execute();
    if (left && people.length > 0)
      await queueJob(tx, WRITE_ROUND, { roundId }, { priority: BULK, line: BULK_LINES[0] });
  });
}

async function writeLetters(context: Context & { db: Tx }, round: Round, people: readonly string[]): Promise<void> {
  const { db, around, now } = context;
  const readers = await untoldByLetter(db, round, people, MOST_IN_LETTER + 1);
  for (const { lang, events, readers: group } of await grouped(db, readers)) {
    const letter = digestLetter(around, { lang, events, frequency: round.kind as Frequency });
    const copies = group.map(({ address, personId }) => ({
      to: address,
      token: unsubscribeToken(around.keys, personId),
    }));
    await queueCopies(db, { ...letter, now }, copies);
  }
  await db
    .updateTable('notification_preference')
    .set({ told_batch: round.to_batch })
    .where('person_id', 'in', people)
    .where('told_batch', '<', round.to_batch)
    .execute();
}

async function writeMessages({ db, around, now }: Context & { db: Tx }, round: Round, people: readonly string[]) {
  const readers = await untoldByMessage(db, round, people, 2);
  for (const { lang, events, readers: group } of await grouped(db, readers)) {
    const text = urgentMessage(around, { lang, events });
    for (const { address } of group) await queueTextMessage(db, { to: address, text, lang, now });
  }
}

type Group = { lang: Lang; events: ToldEvent[]; readers: Reader[] };

/** Those who are told the same in the same language: the letter is made once for all of them. */
async function grouped(db: Db, readers: readonly Reader[]): Promise<Group[]> {
  const events = await eventsById(db, [...new Set(readers.flatMap((reader) => reader.events))]);
  const groups = new Map<string, Group>();
  for (const reader of readers) {
    // There are hardly any words in Amazigh yet: its readers get the letter in Arabic, as the pages do for what is missing.
    const lang = reader.lang === 'zgh' ? 'ar' : reader.lang;
    const key = `${lang} ${reader.events.join(' ')}`;
    const known = groups.get(key);
    if (known) known.readers.push(reader);
    else
      groups.set(key, {
        lang,
        events: reader.events.flatMap((id) => events.get(id) ?? []),
        readers: [reader],
      });
  }
  return [...groups.values()];
}
