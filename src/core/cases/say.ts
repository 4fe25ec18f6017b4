import { attachTo } from '#core/attachments/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { addEvent } from './events.ts';
import { tellOfficials, tellParty } from './letters.ts';
import { type CaseFile, EVENT_KIND } from './queries.ts';

/** A message, a reply or a note. */
type Said = {
  verb: 'message' | 'reply' | 'note';
  who: 'party' | 'office';
  readers: 'parties' | 'officials';
  lang: Lang;
  words: string;
  /** The ticket of a document that was kept; '' for none. */
  upload: string;
  mailKey?: Buffer | null;
};

/** Writes something down in a case, hangs its document on it, and tells the other side that there is something to read. */
export async function sayInCase(context: ActionContext, caseFile: CaseFile, said: Said): Promise<string> {
  const { institutionId, state, assignedTo } = caseFile;
  const { verb, who, readers, lang, words, upload, mailKey = null } = said;
  const letterId = verb === 'message' ? await tellParty(context, caseFile, 'message') : null;
  const event = await addEvent(context, caseFile, {
    verb,
    state,
    who,
    readers,
    words: { [lang]: words },
    letterId,
    mailKey,
  });
  if (upload !== '')
    await attachTo(
      context,
      { institutionId, subject: { kind: EVENT_KIND, id: event }, visibility: 'private', tags: [] },
      { upload, lang, pointer: '/upload' },
    );
  if (verb === 'reply' && assignedTo !== null) await tellOfficials(context, caseFile, [assignedTo], 'replied');
  return event;
}
