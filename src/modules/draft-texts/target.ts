import type { ActionContext } from '#platform/action.ts';
import { isId } from '#platform/ids.ts';
import { type FoundContribution, findContribution } from './queries/contributions.ts';
import { type DraftText, findDraftText } from './queries/draft-texts.ts';

/** The text that an action is about, held until its transaction ends: what depends on its state is decided one after another. */
export function textTarget(context: ActionContext, { text }: { text: string }): Promise<DraftText | undefined> {
  return findDraftText(context, text, { lock: true });
}

/** The contribution that an action is about, held until its transaction ends. */
export async function contributionTarget(
  context: ActionContext,
  { text, contribution }: { text: string; contribution: string },
): Promise<FoundContribution | undefined> {
  if (!isId(contribution)) return undefined;
  return findContribution(context, { text, id: contribution }, { lock: true });
}

/** What the log keeps of a deed on a text: which text, never what was written. */
export function textRecord(_input: unknown, { reference, institutionId }: DraftText) {
  return { subject: `draft-text:${reference}`, institutionId };
}

/** The same for a contribution. */
export function contributionRecord(_input: unknown, { id, institutionId }: FoundContribution) {
  return { subject: `text-contribution:${id}`, institutionId };
}
