import type { ActionContext } from '#platform/action.ts';
import type { CaseMover } from '#platform/case-kind.ts';
import { within } from '#platform/db/database.ts';
import { Conflict } from '#platform/errors.ts';
import type { Text } from '#platform/i18n/text.ts';
import { found, isOver, kindNamed, stepFrom } from './case.ts';
import { type ClockGiven, turnClock } from './clock.ts';
import { addEvent } from './events.ts';
import { tellParty } from './letters.ts';
import { type CaseFile, caseById } from './queries.ts';

/** A step of a case. `words` are read by whoever may read the step; of a decision they are its reasons. */
export type CaseStep = {
  verb: string;
  who: CaseMover;
  words?: Text;
  facts?: Record<string, string | number>;
  /** What a decision was called, and the ground of a refusal, for the statistics. */
  outcome?: string;
  ground?: string;
} & Partial<ClockGiven>;

/**
 * Takes a case to the state that a step leads to, in the caller's transaction: its clock, the line in its log, the letter to whoever brought
 * it. Answers the id of the event. Refuses (409) a step that cannot be done in its state, also when somebody else moved it meanwhile.
 */
export async function moveCase(
  context: ActionContext,
  caseFile: CaseFile,
  { verb, who, words = {}, facts = {}, outcome, ground, on = context.today, ...clock }: CaseStep,
): Promise<string> {
  const { db, now, offers, touch } = context;
  const { institutionId, id, state } = caseFile;
  const kind = kindNamed(offers.caseKinds, caseFile.kind);
  const step = stepFrom(kind, state, verb, who);
  const over = isOver(kind, step.to);
  const moved = await within(db, institutionId)
    .updateTable('case_file')
    .set({
      state: step.to,
      over_at: over ? (caseFile.overAt ?? now) : null,
      // What was decided does not stand any more.
      ...(isOver(kind, state) && !over ? { decided_on: null, decided_due_on: null, outcome: null, ground: null } : {}),
      ...(await turnClock(context, caseFile, step, { ...clock, on })),
      ...(step.decides ? { decided_on: on, outcome: outcome ?? verb, ground: ground ?? null } : {}),
    })
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst();
  if (Number(moved.numUpdatedRows) === 0) throw new Conflict('cases.refusal.cannot');
  const readers = step.readers ?? 'public';
  const after = found(await caseById(db, institutionId, id));
  const letterId =
    who === 'party' || readers === 'officials'
      ? null
      : await tellParty(context, after, step.decides ? 'decided' : 'news');
  const said = { ...facts, ...(ground ? { ground } : {}), ...(outcome ? { outcome } : {}) };
  const event = await addEvent(context, after, { verb, state: step.to, who, readers, words, facts: said, letterId });
  touch(...kind.tags(caseFile.about));
  return event;
}
