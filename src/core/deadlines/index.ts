export { setPeriod } from './actions/set-period.ts';
export { type Calendar, isWorkingDay, UncoveredYearError, workingDayFrom } from './calendar.ts';
export { addDays, addMonths, type CivilDate, daysBetween, isCivilDate, weekdayOf } from './civil-date.ts';
export {
  cancelDeadlines,
  type DeadlineKey,
  extendDeadline,
  meetDeadlines,
  type NewDeadline,
  periodIn,
  resumeDeadline,
  startDeadline,
  suspendDeadline,
} from './clocks.ts';
export { countDeadline, type Deadline, type Step } from './deadline.ts';
export { type DeadlineState, type DeadlineSubject, isLate, type KeptDeadline } from './kept-deadline.ts';
export { explainDeadline } from './kept-reckoning.ts';
export { DeadlineSteps, type Explained } from './pages/deadline-steps.tsx';
export { calendarChanges, deadlinesOf, dueBetween, lateDeadlines, workingCalendar } from './queries.ts';
export { type Period, type Rule, ruleOn, type SilenceEffect, type SuspensionGround, type Unit } from './rules.ts';
