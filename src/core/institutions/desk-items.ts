import type { DeskItem } from '#platform/module.ts';

/** More than anybody works through in a day; what is due first comes first. */
export const DESK_LIMIT = 200;

/** The earliest due date first; what has none comes last. */
export function byDue(a: DeskItem, b: DeskItem): number {
  if (a.due !== b.due) return a.due === null ? 1 : b.due === null ? -1 : a.due < b.due ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
