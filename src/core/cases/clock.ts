import {
  cancelDeadlines,
  deadlinesOf,
  extendDeadline,
  type KeptDeadline,
  meetDeadlines,
  resumeDeadline,
  type SuspensionGround,
  startDeadline,
  suspendDeadline,
} from '#core/deadlines/index.ts';
import type { ActionContext } from '#platform/action.ts';
import type { CaseTransition } from '#platform/case-kind.ts';
import { Conflict } from '#platform/errors.ts';
import type { CaseFile } from './queries.ts';

/** The kind of thing that the deadlines of cases hang on. */
export const CASE_SUBJECT = 'case';

/** What an extension or a pause needs to be told. `on`: the day in Morocco on which the step was done. */
export type ClockGiven = { on: string; reason?: string; days?: number; pause?: SuspensionGround };

/** What a step leaves in the row of a case. */
export type ClockColumns = {
  due_on?: string | null;
  provisional?: boolean;
  extended?: boolean;
  decided_due_on?: string | null;
};

const shown = (kept: Pick<KeptDeadline, 'due' | 'provisional'> | null | undefined): ClockColumns => ({
  due_on: kept?.due ?? null,
  provisional: kept?.provisional ?? false,
});

/** Lets a step do to the clock of a case what its kind says. Refuses (409) what the rule of law does not allow. */
export async function turnClock(
  context: Pick<ActionContext, 'db' | 'now'>,
  caseFile: Pick<CaseFile, 'institutionId' | 'id' | 'rule'>,
  step: Pick<CaseTransition, 'clock' | 'rule'>,
  { on, reason = '', days, pause }: ClockGiven,
): Promise<ClockColumns> {
  const { institutionId, id } = caseFile;
  const subject = { kind: CASE_SUBJECT, id };
  switch (step.clock) {
    case undefined:
      return {};
    case 'starts': {
      const rule = step.rule ?? caseFile.rule;
      return rule === null ? {} : shown(await startDeadline(context, { institutionId, subject, rule, from: on }));
    }
    case 'meets': {
      const met = await meetDeadlines(context, { institutionId, subject }, on);
      return { ...shown(null), decided_due_on: met.at(-1)?.due ?? null };
    }
    case 'cancels':
      await cancelDeadlines(context, { institutionId, subject });
      return shown(null);
    case 'extends': {
      const given = days === undefined ? { on, reason } : { on, reason, days };
      return { ...shown(await extendDeadline(context, await openDeadline(context, caseFile), given)), extended: true };
    }
    case 'suspends': {
      if (!pause) throw new Conflict('deadlines.errors.no-suspension');
      const key = await openDeadline(context, caseFile);
      return shown(await suspendDeadline(context, key, { on, ground: pause, reason }));
    }
    case 'resumes':
      return shown(await resumeDeadline(context, await openDeadline(context, caseFile), { on }));
  }
}

async function openDeadline(
  { db }: Pick<ActionContext, 'db'>,
  { institutionId, id }: Pick<CaseFile, 'institutionId' | 'id'>,
): Promise<KeptDeadline> {
  const open = (await deadlinesOf(db, institutionId, CASE_SUBJECT, [id])).find(
    ({ state }) => state === 'running' || state === 'suspended',
  );
  if (!open) throw new Conflict('deadlines.errors.not-running');
  return open;
}
