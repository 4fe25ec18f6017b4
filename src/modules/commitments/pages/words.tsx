import type { PageContext } from '#platform/html/context.tsx';
import type { Status } from '#platform/html/tag.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { MilestoneStatus } from '../commitment.ts';
import type { Timeliness } from '../timeline.ts';

/** The word for a status, in the language of the page. */
export function statusLabel(page: Pick<PageContext, 'ts'>, status: MilestoneStatus): string {
  return page.ts(`commitments.status.${status}` as MessageKey);
}

/** The word for where a promise stands against its dates, in the language of the page. */
export function timelinessLabel(page: Pick<PageContext, 'ts'>, timeliness: Timeliness): string {
  return page.ts(`commitments.timeliness.${timeliness}` as MessageKey);
}

/** The tags of a commitment or a milestone: late or due soon first, then its status; two at most. */
export function tagsOf(
  page: Pick<PageContext, 'ts'>,
  thing: { status: MilestoneStatus; timeliness: Timeliness },
): Status[] {
  const tags: Status[] = [];
  if (thing.timeliness === 'late') tags.push({ tone: 'late', label: timelinessLabel(page, 'late') });
  if (thing.timeliness === 'due-soon') tags.push({ tone: 'plain', label: timelinessLabel(page, 'due-soon') });
  tags.push({ tone: thing.status, label: statusLabel(page, thing.status) });
  return tags;
}
