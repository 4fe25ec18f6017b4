import { NotFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { PageRequest } from '#platform/page.ts';
import { type Own, ownAssociation } from '../queries.ts';

/** The association of a page of one's own space, as this person may represent it. */
export async function ownOf({ db, page, params }: Pick<PageRequest, 'db' | 'page' | 'params'>): Promise<Own> {
  const { actor } = page;
  const id = params.id ?? '';
  const own = isId(id) ? await ownAssociation(db, id, actor.kind === 'person' ? actor.id : undefined) : undefined;
  if (!own) throw new NotFound();
  return own;
}
