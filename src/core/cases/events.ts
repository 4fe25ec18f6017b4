import type { ActionContext } from '#platform/action.ts';
import type { CaseReader } from '#platform/case-kind.ts';
import { json, within } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import type { CaseFile } from './queries.ts';
import './tables.ts';

/** Something that happened in a case. */
export type NewEvent = {
  verb: string;
  state: string;
  who: 'party' | 'office' | 'clock';
  readers: CaseReader;
  words?: Text;
  facts?: Record<string, string | number>;
  letterId?: string | null;
  mailKey?: Buffer | null;
};

/** Adds to the log of a case; answers the id, on which documents of the event hang. */
export async function addEvent(
  { db, now, actor }: Pick<ActionContext, 'db' | 'now' | 'actor'>,
  { institutionId, id: caseId }: Pick<CaseFile, 'institutionId' | 'id'>,
  { verb, state, who, readers, words = {}, facts = {}, letterId = null, mailKey = null }: NewEvent,
): Promise<string> {
  const id = newId();
  await within(db, institutionId)
    .insert('case_event', {
      case_id: caseId,
      id,
      at: now,
      verb,
      state,
      who,
      person_id: actor.kind === 'person' ? actor.id : null,
      readers,
      words: json(words),
      facts: json(facts),
      letter_id: letterId,
      mail_key: mailKey,
      redacted_at: null,
      redacted_why: null,
    })
    .execute();
  return id;
}
