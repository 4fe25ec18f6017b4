import type { Db } from '#platform/db/database.ts';
import type { Fault } from '#platform/errors.ts';
import { type CivilDate, isCivilDate } from './civil-date.ts';
import { countDeadline, type Deadline } from './deadline.ts';
import { coveredYears, settingsOf, workingCalendar } from './queries.ts';
import { latestRules, type Period, type Rule, ruleOn } from './rules.ts';

/** What somebody asks: which rule, from which day, in which body. */
export type Question = { rule: string; from: string; institutionId: string | null };

/** A rule applied to a day. */
export type Calculation = { rule: Rule; period: Period; deadline: Deadline };

/** What the calculator says: a date, or that the law leaves the length open, or what is wrong with the question. */
export type Said =
  | { kind: 'counted'; calculation: Calculation }
  | { kind: 'open'; rule: Rule }
  | { kind: 'faults'; faults: Fault[] };

/** Answers a question, for the page, the API and the calendar file alike. */
export async function calculate(db: Db, { rule: name, from, institutionId }: Question): Promise<Said> {
  const faults: Fault[] = [];
  if (!latestRules().some((each) => each.name === name))
    faults.push({ pointer: '/rule', key: 'deadlines.errors.choose' });
  if (!isCivilDate(from)) faults.push({ pointer: '/from', key: 'deadlines.errors.bad-date' });
  if (faults.length > 0) return { kind: 'faults', faults };
  const rule = ruleOn(name, from);
  if (!rule) return { kind: 'faults', faults: [{ pointer: '/from', key: 'deadlines.errors.before-rule' }] };
  const own = institutionId && !rule.period ? (await settingsOf(db, institutionId)).get(name) : undefined;
  const period = rule.period ?? own;
  if (!period) return { kind: 'open', rule };
  return count(db, rule, period, from);
}

async function count(db: Db, rule: Rule, period: Period, from: CivilDate): Promise<Said> {
  const { deadline, uncovered } = countDeadline(await workingCalendar(db), { from, period });
  if (deadline) return { kind: 'counted', calculation: { rule, period, deadline } };
  const years = (await coveredYears(db)).join(', ');
  const values = { year: String(uncovered), years };
  return { kind: 'faults', faults: [{ pointer: '/from', key: 'deadlines.errors.uncovered', values }] };
}
