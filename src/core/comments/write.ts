import { sql } from 'kysely';
import { z } from 'zod';
import { type Circumstances, HELD_FROM, openItem, spamScore } from '#core/moderation/index.ts';
import type { Act } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { across, json, within } from '#platform/db/database.ts';
import { InvalidInput, TooMany } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forgetDocuments } from '#platform/search/index-documents.ts';
import { appear, disappear, touchThread } from './appear.ts';
import {
  COMMENTS_PER_DAY,
  COMMENTS_PER_TEN_MINUTES,
  type CommentState,
  cleanText,
  LONGEST,
  likenessOf,
  mentionsIn,
  nameOf,
  type SignedAs,
  STANCES,
  type Stance,
  saysSomething,
  WRITTEN_LANGS,
  type WrittenLang,
} from './comment.ts';
import { detectLanguage } from './detect-language.ts';
import type { ThreadSubject } from './queries/threads.ts';
import { SEARCH_KIND } from './search.ts';
import './tables.ts';

/** What somebody types. It is measured as it was typed and kept clean. */
export const bodyInput = z
  .string()
  .max(LONGEST, 'comments.fault.too-long')
  .refine((text) => saysSomething(cleanText(text)), 'comments.fault.body-missing');

/** What it says about the thing it stands under. Absent or empty: neutral, where the thing asks for it. */
export const stanceInput = z
  .union([z.enum(STANCES, 'comments.fault.stance'), z.literal('')])
  .optional()
  .transform((stance) => stance || undefined);

/** The stance of a comment as it is kept: only where the thing asks for it, and never of a reply or an answer. */
export function keptStance(
  { stances }: Pick<ThreadSubject, 'stances'>,
  { stance, parentId }: { stance: Stance | undefined; parentId: string | null },
): Stance | null {
  if (stances && parentId === null) return stance ?? 'neutral';
  if (stance !== undefined) throw new InvalidInput([{ pointer: '/stance', key: 'comments.fault.stance' }]);
  return null;
}

/** Absent or empty: it is found out from the words. */
export const langInput = z
  .union([z.enum(WRITTEN_LANGS, 'comments.fault.lang'), z.literal('')])
  .optional()
  .transform((lang) => lang || undefined);

export type Signature = { signedAs: SignedAs; associationId?: string | undefined; office?: object | null };

/** A comment as an act for statistics: what it was about, and never by whom. */
export function actOf(
  subject: { kind: string; id: string },
  { institutionId, id }: { institutionId: string; id: string },
): Act {
  return { institutionId, kind: 'comments.comment', id, about: nameOf(subject) };
}

export type Written = { id: string; state: CommentState; institutionId: string };

type NewComment = {
  parentId: string | null;
  authorId: string | null;
  signature: Signature;
  text: string;
  lang: WrittenLang | undefined;
  stance?: Stance | null;
};

const MINUTE = 60_000;

/**
 * Writes a comment: shown at once, or held when its score is high. Official answers are neither scored nor counted. The thread is opened
 * with its first comment.
 */
export async function writeInto(
  context: ActionContext,
  subject: ThreadSubject,
  { parentId, authorId, signature, text, lang, stance = null }: NewComment,
): Promise<Written> {
  const { db, now } = context;
  const { institutionId } = subject;
  const official = signature.signedAs === 'office';
  const body = cleanText(text);
  const likeness = likenessOf(body);
  const score = official ? CALM : spamScore(text, await circumstancesOf(context, { authorId, likeness }));
  const state: CommentState = score.points >= HELD_FROM ? 'held' : 'shown';
  await openThread(context, subject);
  const id = newId();
  await within(db, institutionId)
    .insert('comment', {
      id,
      subject_kind: subject.kind,
      subject_id: subject.id,
      parent_id: parentId,
      author_id: authorId,
      signed_as: signature.signedAs,
      association_id: signature.associationId ?? null,
      office: signature.office ? json(signature.office) : null,
      official,
      state,
      stance,
      body,
      lang: lang ?? detectLanguage(body),
      hidden_reason: null,
      likeness: official ? null : likeness,
      useful: 0,
      created_at: now,
      edited_at: null,
    })
    .execute();
  await writeMentions(context, { institutionId, id, body });
  const placed = { institutionId, id, subject: { kind: subject.kind, id: subject.id }, official };
  if (state === 'shown') await appear(context, placed, { tell: true });
  else
    await openItem(
      context,
      { institutionId, kind: SEARCH_KIND, id, about: subject.found.title },
      { held: true, ...score },
    );
  return { id, state, institutionId };
}

const CALM = { points: 0, signs: [] };

/** Brings what an author changed before everybody, or holds it back: advertising may come with the second thought. */
export async function placeChanged(
  context: ActionContext,
  comment: { institutionId: string; id: string; authorId: string | null; official: boolean; subject: ThreadSubject },
  { before, text, body }: { before: CommentState; text: string; body: string },
): Promise<CommentState> {
  const { institutionId, id, official } = comment;
  const subject = { kind: comment.subject.kind, id: comment.subject.id };
  const score = official ? CALM : spamScore(text);
  const state: CommentState = before === 'held' || score.points >= HELD_FROM ? 'held' : 'shown';
  await within(context.db, institutionId).updateTable('comment').set({ state }).where('id', '=', id).execute();
  await within(context.db, institutionId).deleteFrom('comment_mention').where('comment_id', '=', id).execute();
  await writeMentions(context, { institutionId, id, body });
  const placed = { institutionId, id, subject, official };
  // Words that only the earlier text had are offered to searchers no more.
  if (before === 'shown') await forgetDocuments(context.db, { institutionId, kind: SEARCH_KIND, ids: [id] });
  if (state === 'shown') await appear(context, placed, { tell: false });
  else if (before === 'shown') {
    await disappear(context, placed);
    const about = comment.subject.found.title;
    await openItem(context, { institutionId, kind: SEARCH_KIND, id, about }, { held: true, ...score });
  } else touchThread(context, placed);
  return state;
}

/** Refuses whoever writes too much, and counts what the score needs to know. */
async function circumstancesOf(
  { db, now }: Pick<ActionContext, 'db' | 'now'>,
  { authorId, likeness }: { authorId: string | null; likeness: Buffer | null },
): Promise<Circumstances> {
  const before = (minutes: number) => new Date(now.getTime() - minutes * MINUTE);
  const { rows } = await sql<{ lately: number; today: number; oldest: Date | null; same: number; others: number }>`
    select
      count(*) filter (where author_id = ${authorId} and created_at > ${before(10)}) as lately,
      count(*) filter (where author_id = ${authorId}) as today,
      min(created_at) filter (where author_id = ${authorId} and created_at > ${before(10)}) as oldest,
      count(*) filter (where author_id = ${authorId} and likeness = ${likeness}) as same,
      count(*) filter (where author_id is distinct from ${authorId}) as others
    from (
      select author_id, likeness, created_at from comment
        where author_id = ${authorId} and created_at > ${before(24 * 60)} and not official
      union all
      (select author_id, likeness, created_at from comment
        where likeness = ${likeness} and created_at > ${before(24 * 60)} and author_id is distinct from ${authorId}
        limit 20)
    ) as earlier`.execute(db);
  const counted = rows[0];
  if (!counted) throw new Error('counting gave nothing');
  if (counted.today >= COMMENTS_PER_DAY) throw new TooMany(3_600, 'comments.refusal.too-many');
  if (counted.lately >= COMMENTS_PER_TEN_MINUTES) {
    const wait = (counted.oldest ?? now).getTime() + 10 * MINUTE - now.getTime();
    throw new TooMany(Math.max(1, Math.ceil(wait / 1000)), 'comments.refusal.too-many');
  }
  return { recent: counted.lately, sameByAuthor: counted.same, sameByOthers: counted.others };
}

/** The thread with the title and page that its subject has now. Written only when they changed, so that writers do not wait. */
async function openThread({ db, now }: Pick<ActionContext, 'db' | 'now'>, subject: ThreadSubject): Promise<void> {
  const { title, path } = subject.found;
  await sql`
    insert into comment_thread (institution_id, subject_kind, subject_id, title, path, opened_at)
    values (${subject.institutionId}, ${subject.kind}, ${subject.id}, ${json(title)}, ${path}, ${now})
    on conflict (institution_id, subject_kind, subject_id) do update set title = excluded.title, path = excluded.path
      where (comment_thread.title, comment_thread.path) is distinct from (excluded.title, excluded.path)`.execute(db);
}

async function writeMentions(
  { db, today }: Pick<ActionContext, 'db' | 'today'>,
  { institutionId, id, body }: { institutionId: string; id: string; body: string },
): Promise<void> {
  const slugs = mentionsIn(body);
  if (slugs.length === 0) return;
  const bodies = await across(db).selectFrom('institution').select('id').where('slug', 'in', slugs).execute();
  if (bodies.length === 0) return;
  await within(db, institutionId)
    .insert(
      'comment_mention',
      bodies.map((body) => ({ comment_id: id, mentioned_id: body.id, mentioned_on: today, answered: false })),
    )
    .execute();
}

/** The comment that is replied to: of the same thread, shown, and itself no reply (then what it replies to). */
export async function parentOf(
  { db }: Pick<ActionContext, 'db'>,
  subject: ThreadSubject,
  parent: string,
): Promise<{ id: string; authorId: string | null }> {
  const row = await within(db, subject.institutionId)
    .selectFrom('comment')
    .select(['id', 'parent_id', 'author_id', 'state'])
    .where('id', '=', parent)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .executeTakeFirst();
  if (row?.state !== 'shown') throw new InvalidInput([{ pointer: '/parent', key: 'comments.fault.parent' }]);
  return { id: row.parent_id ?? row.id, authorId: row.author_id };
}
