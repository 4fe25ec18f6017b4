import type { Db } from '#platform/db/database.ts';
import { countKept } from './clocks.ts';
import type { KeptDeadline } from './kept-deadline.ts';
import type { Explained } from './pages/deadline-steps.tsx';
import { workingCalendar } from './queries.ts';
import { ruleVersion } from './rules.ts';

/** How a kept deadline is counted, for `DeadlineSteps`; undefined while it stands still or the calendar does not reach it. */
export async function explainDeadline(db: Db, kept: KeptDeadline): Promise<Explained | undefined> {
  const rule = ruleVersion(kept.rule, kept.version);
  if (!rule || kept.due === null) return undefined;
  const { deadline } = countKept(await workingCalendar(db), kept);
  return deadline && { rule, period: kept.period, deadline };
}
