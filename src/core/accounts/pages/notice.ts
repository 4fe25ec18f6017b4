import { collectionNotice, type Notice } from '#core/personal-data/index.ts';
import type { PageRequest } from '#platform/page.ts';

/**
 * What is said where account data are collected (law 09-08, art. 5). An account is the platform's, so its collector is the national portal;
 * what a counter collects is the body's own. Undefined where there is no such body.
 */
export async function accountNotice(
  request: Pick<PageRequest, 'db' | 'offers' | 'around' | 'page'>,
  kind = 'accounts.account',
): Promise<Notice | undefined> {
  const collector =
    kind === 'accounts.account'
      ? await request.db
          .selectFrom('institution')
          .select(['id', 'name'])
          .where('kind', '=', 'national-portal')
          .orderBy('slug')
          .executeTakeFirst()
      : request.page.tenant;
  return collector ? collectionNotice(request, kind, collector) : undefined;
}
