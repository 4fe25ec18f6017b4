import { associationsRepresentedBy } from '#core/associations/index.ts';
import { nationalPortal } from '#core/institutions/index.ts';
import { collectionNotice } from '#core/personal-data/index.ts';
import type { Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { FormState, PageRequest } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import type { Comment } from '../queries/rows.ts';
import { signaturesOf, signingOffices } from '../queries/signatures.ts';
import { markedBy, type ThreadSubject } from '../queries/threads.ts';
import type { Reader } from './comment-view.tsx';
import type { Writing } from './write-form.tsx';

/** The body that a thread belongs to. */
export type Owner = { id: string; name: Text };

/** The body by its id; what has none is the portal's. */
export async function ownerOf(db: Db, institutionId: string): Promise<Owner> {
  const body = await db
    .selectFrom('institution')
    .select(['id', 'name'])
    .where('id', '=', institutionId)
    .executeTakeFirst();
  return body ?? nationalPortal(db);
}

/** What the forms of a page need to know about whoever reads it. */
export async function writingOf(request: PageRequest, subject: ThreadSubject, owner: Owner): Promise<Writing> {
  const { db, page } = request;
  const { actor } = page;
  const answers = actor.kind === 'person' && holdsPower(actor, subject.answerPower, subject.institutionId);
  return {
    signatures: actor.kind === 'person' && actor.level >= 1 ? await signaturesOf(db, actor.id, page.today) : null,
    offices: answers ? await signingOffices(db, subject.institutionId) : null,
    notice: await collectionNotice(request, 'comments.comments', owner),
    stances: subject.stances,
  };
}

/** What a reader has done with these comments. */
export async function readerOf(
  { db, page }: Pick<PageRequest, 'db' | 'page'>,
  subject: Pick<ThreadSubject, 'answerPower'>,
  comments: readonly Comment[],
): Promise<Reader> {
  const { actor } = page;
  const said = actor.kind === 'person' && comments.some((one) => one.associationId !== null);
  const represented = said ? await associationsRepresentedBy(db, actor.id, page.today) : [];
  return {
    answerPower: subject.answerPower,
    marked: actor.kind === 'person' ? await markedBy(db, actor.id, comments) : new Set(),
    represents: new Set(represented.map((one) => one.id)),
    buttons: true,
  };
}

/** One field as it was typed; undefined when it is empty or was not sent. */
export function one(values: FormState['values'], name: string): string | undefined {
  const typed = [values[name] ?? ''].flat()[0];
  return typed?.trim() ? typed : undefined;
}

/** The button of a comment that was pressed: which comment, and whether it is useful. */
export function markOf(values: FormState['values']): { comment: string; useful: boolean } {
  const useful = one(values, 'useful');
  return { comment: useful ?? one(values, 'not-useful') ?? '', useful: useful !== undefined };
}
