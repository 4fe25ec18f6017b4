import { within } from '#platform/db/database.ts';
import type { DateOwner } from '#platform/module.ts';
import { kindNamed } from './case.ts';
import { CASE_SUBJECT } from './clock.ts';
import { addEvent } from './events.ts';
import { holdersOfPower, tellOfficials, tellParty } from './letters.ts';
import { caseById } from './queries.ts';

/**
 * The legal dates of cases. When the calendar moves one, the row follows and the party hears of it; when a last day has passed, it stands on
 * the timeline for everybody who reads it, and those who answer for the work hear of it.
 */
export const caseDates: DateOwner = {
  kind: CASE_SUBJECT,
  async moved(context, { institutionId, subjectId, due, provisional, before }) {
    const caseFile = await caseById(context.db, institutionId, subjectId);
    if (!caseFile || caseFile.overAt !== null) return;
    await within(context.db, institutionId)
      .updateTable('case_file')
      .set({ due_on: due, provisional })
      .where('id', '=', subjectId)
      .execute();
    if (due === null || due === before) return;
    const letterId = await tellParty(context, caseFile, 'moved');
    const facts = { due, ...(before ? { before } : {}) };
    await addEvent(context, caseFile, {
      verb: 'move-date',
      state: caseFile.state,
      who: 'clock',
      readers: 'public',
      facts,
      letterId,
    });
    context.touch(...kindNamed(context.offers.caseKinds, caseFile.kind).tags(caseFile.about));
  },
  async passed(context, { institutionId, subjectId, due, rule, silence }) {
    const caseFile = await caseById(context.db, institutionId, subjectId);
    if (!caseFile || caseFile.overAt !== null) return;
    const kind = kindNamed(context.offers.caseKinds, caseFile.kind);
    const letterId = await tellParty(context, caseFile, 'lapsed');
    await addEvent(context, caseFile, {
      verb: 'lapse',
      state: caseFile.state,
      who: 'clock',
      readers: 'public',
      facts: { rule, silence, ...(due ? { due } : {}) },
      letterId,
    });
    const leads = await holdersOfPower(context, institutionId, kind.lead);
    await tellOfficials(context, caseFile, [...leads, ...(caseFile.assignedTo ? [caseFile.assignedTo] : [])], 'late');
    context.touch(...kind.tags(caseFile.about));
  },
};
