import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { CaseKind, CaseMover } from '#platform/case-kind.ts';
import { across, json, within } from '#platform/db/database.ts';
import { NotAllowed, Unavailable } from '#platform/errors.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import { newReference } from '#platform/reference.ts';
import { type CaseChannel, found, type PartyKind, stepFrom } from './case.ts';
import { turnClock } from './clock.ts';
import { addEvent } from './events.ts';
import { type PartyContact, sealContact, tellParty } from './letters.ts';
import { type CaseFile, caseById } from './queries.ts';

export type NewCase = {
  institutionId: string;
  /** The step that begins it, and who does it. */
  verb: string;
  who: CaseMover;
  /** The reference that its thing has already; absent: one is made. */
  reference?: string;
  about: string;
  title: Text;
  lang: Lang;
  channel: CaseChannel;
  party: { kind: PartyKind; name: string; personId: string | null; contact?: PartyContact };
  /** The day it was received, from which the law counts. */
  receivedOn: string;
  /** The rule of `core/deadlines` under which it is decided; null where no law sets a period. */
  rule: string | null;
  facts?: Record<string, string | number>;
};

/**
 * Opens a case in the caller's transaction: its row, the first line of its log, its clock, and the receipt to whoever brought it. Refuses
 * (`NotAllowed`) while the body has not opened the processing that the kind names.
 */
export async function openCase(context: ActionContext, kind: CaseKind, given: NewCase): Promise<CaseFile> {
  const { db, now, around } = context;
  const { institutionId, verb, who, party, rule, receivedOn } = given;
  if (!(await isProcessingOpen(db, institutionId, kind.processing, modeOf(around))))
    throw new NotAllowed('cases.refusal.processing');
  const step = stepFrom(kind, null, verb, who);
  const id = newId();
  const reference = given.reference ?? (await freeReference(context, kind));
  await within(db, institutionId)
    .insert('case_file', {
      id,
      kind: kind.kind,
      reference,
      about: given.about,
      title: json(given.title),
      state: step.to,
      lang: given.lang,
      channel: given.channel,
      party_kind: party.kind,
      party_name: party.name,
      person_id: party.personId,
      contact: party.contact ? sealContact(context, id, party.contact) : null,
      received_at: now,
      received_on: receivedOn,
      rule,
      due_on: null,
      provisional: false,
      extended: false,
      assigned_to: null,
      reminded_for: null,
      decided_on: null,
      decided_due_on: null,
      outcome: null,
      ground: null,
      over_at: null,
      came_from_institution: null,
      came_from: null,
      anonymised_at: null,
      erased: false,
      ...(await turnClock(context, { institutionId, id, rule }, step, { on: receivedOn })),
    })
    .execute();
  const opened = found(await caseById(db, institutionId, id));
  const letterId = await tellParty(context, opened, 'opened');
  const facts = { ...given.facts, channel: given.channel, received: receivedOn };
  await addEvent(context, opened, { verb, state: step.to, who, readers: step.readers ?? 'public', facts, letterId });
  context.touch(...kind.tags(given.about));
  return opened;
}

async function freeReference({ db, today }: Pick<ActionContext, 'db' | 'today'>, { prefix }: CaseKind) {
  const reference = newReference(prefix, Number(today.slice(0, 4)));
  // References name cases of all bodies, so that one can be found by it alone; two alike are as good as impossible, and refused.
  const taken = await across(db).selectFrom('case_file').select('id').where('reference', '=', reference).execute();
  if (taken.length > 0) throw new Unavailable(1);
  return reference;
}
