import { sql } from 'kysely';
import { z } from 'zod';
import { institutionsById, nationalPortal } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { NotSignedIn } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { FoundSubject, Offers, PublicSubject } from '#platform/module.ts';
import type { Actor } from '#platform/tenant.ts';
import { parseSubject, type Subject } from './notification.ts';
import { followProcessing } from './processing.ts';
import { newestBatch } from './rounds.ts';
import './tables.ts';

/** `commitment:MALAA0004`, as it stands in addresses and in the API. */
export const subjectInput = z
  .string()
  .max(250)
  .transform((text, context): Subject => {
    const subject = parseSubject(text);
    if (subject) return subject;
    context.addIssue({ code: 'custom', message: 'notifications.fault.not-a-subject' });
    return z.NEVER;
  });

/** A thing that can be followed, with what kind of thing it is. */
export type FollowedThing = { kind: PublicSubject; found: FoundSubject };

/** Finds a thing that everybody may see, of any module; undefined for kinds that nobody offers. */
export async function findThing(db: Db, offers: Offers, subject: Subject): Promise<FollowedThing | undefined> {
  const kind = offers.subjects.find((one) => one.kind === subject.kind);
  const found = await kind?.find(db, subject.id);
  return kind && found ? { kind, found } : undefined;
}

/** The id of whoever acts; jobs and commands follow nothing. */
export function personOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new NotSignedIn();
  return actor.id;
}

/** Whether a person follows a thing. */
export async function isFollowing(db: Db, personId: string, subject: Subject): Promise<boolean> {
  const row = await db
    .selectFrom('follow')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Makes sure that a person has preferences: letters once a day, about what happens from now on. */
export async function ensurePreference(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  personId: string,
): Promise<void> {
  await db
    .insertInto('notification_preference')
    .values({
      person_id: personId,
      frequency: 'daily',
      urgent_sms: false,
      told_batch: await newestBatch(db),
      changed_at: now,
    })
    .onConflict((conflict) => conflict.column('person_id').doNothing())
    .execute();
}

/** How many things a person follows. */
export async function countFollows(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from follow where person_id = ${personId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The site that a page is on: null is the portal. */
export type Site = { slug: string; host: string | null } | null;

/** The site of a body. What belongs to the nation as a whole is on the portal. */
export async function siteOf(db: Db, institutionId: string): Promise<Site> {
  const body = (await institutionsById(db, [institutionId])).get(institutionId);
  return body ? siteOfBody(body) : null;
}

/** The same, for a body that was read already. */
export function siteOfBody(body: { kind: string; slug: string; host: string | null }): Site {
  return body.kind === 'national-portal' ? null : { slug: body.slug, host: body.host };
}

/** How many things one person follows at most. */
export const MOST_FOLLOWS = 500;

/**
 * Lets people follow a public thing that what they did has become part of, in the caller's transaction: they can stop at any time. Nobody
 * is made to follow more than one may, and nothing is kept while the register of processings does not allow it.
 */
export async function followFor(
  context: Pick<ActionContext, 'db' | 'around' | 'now'>,
  people: readonly string[],
  { kind, found }: { kind: string; found: Pick<FoundSubject, 'id' | 'institutionId'> },
): Promise<void> {
  const { db, around, now } = context;
  const collector = await nationalPortal(db);
  if (!(await isProcessingOpen(db, collector.id, followProcessing.kind, modeOf(around)))) return;
  for (const person of people) {
    if ((await countFollows(db, person)) >= MOST_FOLLOWS) continue;
    await ensurePreference(context, person);
    await addFollow({ db, now }, person, { kind, found });
  }
}

/** Writes that somebody follows a thing; doing it twice changes nothing. */
export async function addFollow(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  personId: string,
  { kind, found }: { kind: string; found: Pick<FoundSubject, 'id' | 'institutionId'> },
): Promise<void> {
  await db
    .insertInto('follow')
    .values({
      person_id: personId,
      subject_kind: kind,
      // As the thing itself writes its id, however it was typed.
      subject_id: found.id,
      institution_id: found.institutionId,
      since: newId(),
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'subject_kind', 'subject_id']).doNothing())
    .execute();
}
