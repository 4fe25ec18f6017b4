import { publish } from '#core/notifications/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';

/**
 * Tells whoever follows a plan, its body or its region what happened in its follow-up. The plan's own public subject says whom that concerns;
 * a plan that is no longer public is followed by nobody.
 */
export async function tellPlanFollowers(
  { db, now, offers }: Pick<ActionContext, 'db' | 'now' | 'offers'>,
  told: { plan: string; event: MessageKey; path: string },
): Promise<void> {
  const kind = offers.subjects.find((subject) => subject.kind === 'action-plan');
  const found = await kind?.find(db, told.plan);
  if (!kind || !found) return;
  await publish(
    { db, now },
    {
      institutionId: found.institutionId,
      subjects: [`${kind.kind}:${found.id}`, ...(found.related ?? [])],
      event: told.event,
      title: found.title,
      path: told.path,
    },
  );
}
