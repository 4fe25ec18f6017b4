import { institutionsById } from '#core/institutions/index.ts';
import { publish } from '#core/notifications/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { textPath } from './draft-text.ts';
import { authorsOf } from './queries/contributions.ts';
import type { DraftText } from './queries/draft-texts.ts';

/** Tells whoever follows a text or its body, and with `authors` everybody who said something on it. */
export async function tellOfText(
  context: Pick<ActionContext, 'db' | 'now'>,
  text: DraftText,
  { event, path = '', authors = false }: { event: MessageKey; path?: string; authors?: boolean },
): Promise<void> {
  const body = (await institutionsById(context.db, [text.institutionId])).get(text.institutionId);
  await publish(context, {
    institutionId: text.institutionId,
    subjects: [`draft-text:${text.reference}`, ...(body ? [`institution:${body.slug}`] : [])],
    people: authors ? await authorsOf(context.db, text) : [],
    event,
    title: text.title,
    path: textPath(text.reference, path),
  });
}
