import type { Institution } from '#core/institutions/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import { json, within } from '#platform/db/database.ts';
import { Conflict, InvalidInput } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import { found, kindNamed } from './case.ts';
import { turnClock } from './clock.ts';
import { addEvent } from './events.ts';
import { holdersOfPower, resealContact, tellOfficials, tellParty } from './letters.ts';
import { type CaseFile, caseById, TRANSFERRED } from './queries.ts';

/** Where a case goes, why, and under which rule its clock begins there, on which day. */
export type HandOver = { to: Institution; reason: Text; rule: string | null; begins: string };

/**
 * Hands a case to another body in the caller's transaction: its clock ends here and begins there, its history goes along without the notes
 * of this body, its party and those who work there hear of it. Answers the case as it lies there. Refuses (409) what is over, and a body
 * that has not opened the processing (422, at `/to`).
 */
export async function handOverCase(
  context: ActionContext,
  caseFile: CaseFile,
  { to, reason, rule, begins }: HandOver,
): Promise<CaseFile> {
  const { db, now, today, offers, touch, around } = context;
  const { institutionId, id, state } = caseFile;
  const kind = kindNamed(offers.caseKinds, caseFile.kind);
  if (caseFile.overAt !== null) throw new Conflict('cases.refusal.no-transfer');
  if (!(await isProcessingOpen(db, to.id, kind.processing, modeOf(around))))
    throw new InvalidInput([{ pointer: '/to', key: 'cases.refusal.other-processing' }]);
  const { due_on, provisional } = await turnClock(context, caseFile, { clock: 'cancels' }, { on: today });
  const left = await within(db, institutionId)
    .updateTable('case_file')
    .set({
      state: TRANSFERRED,
      over_at: now,
      due_on: due_on ?? null,
      provisional: provisional ?? false,
      handed_over_late: caseFile.dueOn !== null && caseFile.dueOn < today,
    })
    .where('id', '=', id)
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst();
  if (!left) throw new Conflict('cases.refusal.cannot');
  const newCaseId = newId();
  const there = { institutionId: to.id, id: newCaseId, rule };
  const { institution_id: _from, contact: _sealed, ...row } = left;
  await within(db, to.id)
    .insert('case_file', {
      ...row,
      id: newCaseId,
      title: json(left.title),
      state,
      rule,
      over_at: null,
      assigned_to: null,
      reminded_for: null,
      decided_on: null,
      decided_due_on: null,
      outcome: null,
      ground: null,
      handed_over_late: false,
      // Sealed for the row it stood in.
      contact: caseFile.contact && resealContact(context, caseFile.contact, id, newCaseId),
      came_from_institution: institutionId,
      came_from: id,
      ...(await turnClock(context, there, { clock: 'starts' }, { on: begins })),
    })
    .execute();
  const here = { verb: 'transfer', who: 'office' as const, readers: 'public' as const, words: reason };
  await addEvent(context, caseFile, { ...here, state: TRANSFERRED, facts: { to: to.slug, ...namesOf(to.name) } });
  const moved = found(await caseById(db, to.id, newCaseId));
  const letterId = await tellParty(context, moved, 'news');
  await addEvent(context, moved, { ...here, verb: 'receive-transfer', state, words: {}, letterId });
  await tellOfficials(context, moved, await holdersOfPower(context, to.id, kind.power), 'assigned');
  touch(...kind.tags(caseFile.about));
  return moved;
}

/** The name of a body as facts of an event, language by language: the event stays as it was if the body changes its name. */
function namesOf(name: Text): Record<string, string> {
  return Object.fromEntries(Object.entries(name).map(([lang, words]) => [`to.${lang}`, String(words)]));
}
