import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { PageRequest } from '#platform/page.ts';
import type { Post } from '../staff.ts';
import { postById } from '../staff-queries.ts';

/** The post of the address that is open to changes. */
export async function openPostOf({ db, page, params }: PageRequest): Promise<Post> {
  const post = isId(params.id ?? '') ? await postById(db, params.id ?? '', page.tenant) : undefined;
  if (!post || post.closedOn !== null) throw new NotFound();
  return post;
}
