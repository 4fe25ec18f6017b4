import { z } from 'zod';
import { contactsOf, profileOf } from '#core/accounts/index.ts';
import { asTenant, type Institution, institutionsById, officesOf } from '#core/institutions/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { queueLetter } from '#platform/mail/queue-letter.ts';
import { remindOfficials as access } from '../access.ts';
import { type ReminderLine, reminderLetter } from '../letters.ts';
import {
  type RemindedRow,
  remindedToday,
  reminderKey,
  rowsToRemind,
  seatsOf,
  sentReminders,
} from '../queries/reminders.ts';
import { isQuarterEnding, recipientsOf, remindersOf, STAGE_DAYS } from '../reminder.ts';
import { addDays } from '../timeline.ts';

export type Reminded = { letters: number; reminders: number };

/**
 * Reminds officials of the milestones they answer for, and tells their heads of what stays late: each thing once, all of a day in one
 * letter for each person. It is their duty, so there is nothing to unsubscribe from; what is reported on is no longer reminded of.
 */
export const remindOfficials = defineAction({
  name: 'commitments.remind-officials',
  input: z.object({}),
  access,
  event: 'officials.reminded',
  record: (_input, _target, result) => ({ detail: result as Reminded }),
  async run(context): Promise<Reminded> {
    const { db, today } = context;
    const until = addDays(today, -STAGE_DAYS.before);
    const rows = await rowsToRemind(db, { until, today, running: isQuarterEnding(today) });
    const lines = await linesByPerson(context, rows);
    const bodies = await institutionsById(db, [...new Set(rows.map((row) => row.institutionId))]);
    let letters = 0;
    let reminders = 0;
    for (const [personId, ofPerson] of lines) {
      if (!(await writeTo(context, personId, ofPerson, bodies))) continue;
      letters += 1;
      reminders += ofPerson.length;
    }
    return { letters, reminders };
  },
});

type Lines = Map<string, ReminderLine[]>;

/** What is due to be said today and was not said before, by who hears it. */
async function linesByPerson({ db, today }: ActionContext, rows: readonly RemindedRow[]): Promise<Lines> {
  const lines: Lines = new Map();
  const already = await remindedToday(db, today);
  const sent = await sentReminders(
    db,
    rows.map((row) => row.id),
  );
  for (const [institutionId, ofBody] of Map.groupBy(rows, (row) => row.institutionId)) {
    const seats = await seatsOf(db, institutionId, today);
    const parents = new Map((await officesOf(db, institutionId)).map((office) => [office.id, office.parentId]));
    for (const row of ofBody)
      for (const { stage, dueOn } of remindersOf(row, today))
        for (const person of recipientsOf(stage, row, seats, officesAbove(row.officeId, parents))) {
          if (already.has(person) || sent.has(reminderKey(row.id, dueOn, stage, person))) continue;
          const known = lines.get(person) ?? [];
          known.push({ row, stage, dueOn });
          lines.set(person, known);
        }
  }
  return lines;
}

/** An office and those it stands in, from the nearest. */
function officesAbove(office: string | null, parents: ReadonlyMap<string, string | null>): string[] {
  const above: string[] = [];
  for (let at = office; at !== null && at !== undefined && !above.includes(at); at = parents.get(at) ?? null)
    above.push(at);
  return above;
}

/** Queues one person's letter and writes down what it says; nothing for who has no address. */
async function writeTo(
  { db, around, now, today }: ActionContext,
  personId: string,
  lines: readonly ReminderLine[],
  bodies: Map<string, Institution>,
): Promise<boolean> {
  const profile = await profileOf(db, personId);
  const contacts = await contactsOf(db, personId);
  const address = contacts.find((one) => one.kind === 'email' && one.confirmed_at !== null && one.bounced_at === null);
  if (!profile || !address) return false;
  // There are hardly any words in Amazigh yet.
  const lang = profile.lang === 'zgh' ? 'ar' : profile.lang;
  const tenants = new Map([...bodies].map(([id, body]) => [id, asTenant(body)]));
  await queueLetter(db, { ...reminderLetter(around, { lang, lines, tenants, today }), to: address.address, now });
  for (const [institutionId, ofBody] of Map.groupBy(lines, (line) => line.row.institutionId))
    await within(db, institutionId)
      .insert(
        'milestone_reminder',
        ofBody.map(({ row, stage, dueOn }) => ({
          milestone_id: row.id,
          due_on: dueOn,
          stage,
          person_id: personId,
          sent_on: today,
        })),
      )
      .execute();
  return true;
}
