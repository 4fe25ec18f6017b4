import { sql } from 'kysely';
import { across, type Db, within } from '#platform/db/database.ts';
import { FUNCTIONS, POST_FUNCTIONS } from './functions.ts';
import type { Holder, Invitation, Office, Post } from './staff.ts';

const OFFICE = [
  'office.institution_id as institutionId',
  'office.id',
  'office.kind',
  'office.name',
  'office.parent_id as parentId',
  'office.position',
  'office.closed_on as closedOn',
] as const;

const POST = [
  'post.institution_id as institutionId',
  'post.id',
  'post.function',
  'post.title',
  'post.office_id as officeId',
  'post.extra_powers as extraPowers',
  'post.closed_on as closedOn',
] as const;

const HOLDER = [
  'post_holder.institution_id as institutionId',
  'post_holder.id',
  'post_holder.post_id as postId',
  'post_holder.person_id as personId',
  'post_holder.name',
  'post_holder.starts_on as startsOn',
  'post_holder.ends_on as endsOn',
  'post_holder.ended_at as endedAt',
  'post_holder.deputy_of as deputyOf',
  'post_holder.absent_from as absentFrom',
  'post_holder.absent_until as absentUntil',
] as const;

const INVITATION = [
  'post_invitation.institution_id as institutionId',
  'post_invitation.id',
  'post_invitation.post_id as postId',
  'post_invitation.deputy_of as deputyOf',
  'post_invitation.name',
  'post_invitation.email',
  'post_invitation.starts_on as startsOn',
  'post_invitation.ends_on as endsOn',
  'post_invitation.sent_at as sentAt',
  'post_invitation.expires_at as expiresAt',
] as const;

/** A body named by the site that is visited, or any: the thing found says whose it is, and the rule looks at that. */
type Whose = { id: string } | null;

/** The offices of a body that are not closed. */
export async function officesOf(db: Db, institutionId: string): Promise<Office[]> {
  return within(db, institutionId)
    .selectFrom('office')
    .select(OFFICE)
    .where('office.closed_on', 'is', null)
    .orderBy('office.position')
    .orderBy('office.id')
    .execute();
}

/** An office by its id. */
export async function officeById(db: Db, id: string, whose: Whose): Promise<Office | undefined> {
  const query = across(db).selectFrom('office').select(OFFICE).where('office.id', '=', id);
  return (whose ? query.where('office.institution_id', '=', whose.id) : query).executeTakeFirst();
}

/** The posts of a body that are not closed, in the order of their functions. */
export async function postsOf(db: Db, institutionId: string): Promise<Post[]> {
  const posts = await within(db, institutionId)
    .selectFrom('post')
    .select(POST)
    .where('post.closed_on', 'is', null)
    .orderBy('post.id')
    .execute();
  return posts.sort((a, b) => POST_FUNCTIONS.indexOf(a.function) - POST_FUNCTIONS.indexOf(b.function));
}

/** A post by its id. */
export async function postById(db: Db, id: string, whose: Whose): Promise<Post | undefined> {
  const query = across(db).selectFrom('post').select(POST).where('post.id', '=', id);
  return (whose ? query.where('post.institution_id', '=', whose.id) : query).executeTakeFirst();
}

/** Who holds, will hold or stands in for the posts of a body on a day and after it. */
export async function holdersOf(db: Db, institutionId: string, today: string, postId?: string): Promise<Holder[]> {
  let query = within(db, institutionId)
    .selectFrom('post_holder')
    .select(HOLDER)
    .where('post_holder.ended_at', 'is', null)
    .where((or) => or.or([or('post_holder.ends_on', 'is', null), or('post_holder.ends_on', '>=', today)]))
    .orderBy('post_holder.starts_on')
    .orderBy('post_holder.id');
  if (postId) query = query.where('post_holder.post_id', '=', postId);
  return query.execute();
}

/** Everybody who ever held a post, the latest first. */
export async function formerHolders(db: Db, post: Post, today: string, limit: number): Promise<Holder[]> {
  return within(db, post.institutionId)
    .selectFrom('post_holder')
    .select(HOLDER)
    .where('post_holder.post_id', '=', post.id)
    .where((or) => or.or([or('post_holder.ended_at', 'is not', null), or('post_holder.ends_on', '<', today)]))
    .orderBy('post_holder.starts_on', 'desc')
    .orderBy('post_holder.id', 'desc')
    .limit(limit)
    .execute();
}

/** The holding of a post by its id. */
export async function holderById(db: Db, id: string, whose: Whose): Promise<Holder | undefined> {
  const query = across(db).selectFrom('post_holder').select(HOLDER).where('post_holder.id', '=', id);
  return (whose ? query.where('post_holder.institution_id', '=', whose.id) : query).executeTakeFirst();
}

/** An official of a body, by name: for lists to choose from. */
export type Official = { personId: string; name: string };

/** Everybody who holds a post of a body today, each once, by name. */
export async function officialsOf(db: Db, institutionId: string, today: string): Promise<Official[]> {
  const holders = await holdersOf(db, institutionId, today);
  const byPerson = new Map(
    holders.filter((holder) => holder.startsOn <= today).map(({ personId, name }) => [personId, { personId, name }]),
  );
  return [...byPerson.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether somebody has, today, what a body needs to rule its own staff. */
export async function hasStaffManager(db: Db, institutionId: string, today: string): Promise<boolean> {
  const managing = POST_FUNCTIONS.filter((each) => FUNCTIONS[each].powers.includes('staff.manage'));
  const found = await within(db, institutionId)
    .selectFrom('post_holder')
    .innerJoin('post', (join) =>
      join.onRef('post.institution_id', '=', 'post_holder.institution_id').onRef('post.id', '=', 'post_holder.post_id'),
    )
    .select('post_holder.id')
    .where('post_holder.ended_at', 'is', null)
    .where('post_holder.deputy_of', 'is', null)
    .where((or) => or.or([or('post_holder.ends_on', 'is', null), or('post_holder.ends_on', '>=', today)]))
    .where('post.closed_on', 'is', null)
    .where((or) => or.or([or('post.function', 'in', managing), sql<boolean>`'staff.manage' = any (post.extra_powers)`]))
    .executeTakeFirst();
  return found !== undefined;
}

/** The letters that wait for an answer, of a body or of one of its posts. */
export async function openInvitations(
  db: Db,
  institutionId: string,
  now: Date,
  postId?: string,
): Promise<Invitation[]> {
  let query = within(db, institutionId)
    .selectFrom('post_invitation')
    .select(INVITATION)
    .where('post_invitation.accepted_at', 'is', null)
    .where('post_invitation.withdrawn_at', 'is', null)
    .where('post_invitation.expires_at', '>', now)
    .orderBy('post_invitation.sent_at')
    .orderBy('post_invitation.id');
  if (postId) query = query.where('post_invitation.post_id', '=', postId);
  return query.execute();
}

/** Somebody who holds or held a post of a body, with the name they had last. */
export async function knownOfficial(db: Db, institutionId: string, personId: string): Promise<Official | undefined> {
  return within(db, institutionId)
    .selectFrom('post_holder')
    .select(['post_holder.person_id as personId', 'post_holder.name'])
    .where('post_holder.person_id', '=', personId)
    .orderBy('post_holder.appointed_at', 'desc')
    .executeTakeFirst();
}

/** An invitation that waits for its answer, or was answered, by its id. */
export async function invitationById(db: Db, id: string, whose: Whose): Promise<Invitation | undefined> {
  const query = across(db).selectFrom('post_invitation').select(INVITATION).where('post_invitation.id', '=', id);
  return (whose ? query.where('post_invitation.institution_id', '=', whose.id) : query).executeTakeFirst();
}
