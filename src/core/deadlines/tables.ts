import type { ColumnType } from 'kysely';
import type { Text } from '#platform/i18n/text.ts';
import type { Certainty, ClosedDay } from './calendar.ts';
import type { DeadlineState, Extension, KeptPause } from './kept-deadline.ts';
import type { SilenceEffect, Unit } from './rules.ts';

/** A year whose holidays were entered. */
export type CalendarYearTable = { year: number; added_at: Date };

/** Days on which public offices are closed. Shared by all bodies. */
export type HolidayTable = {
  id: string;
  feast: string | null;
  /** Of the hegira for religious feasts, else Gregorian. */
  year: number;
  first_day: string;
  days: number;
  certainty: Certainty;
  name: ColumnType<Text, string, string>;
  source: string | null;
  changed_at: Date;
  revision: number;
};

/** A legal clock that runs on something of a body. */
export type DeadlineTable = {
  institution_id: string;
  id: string;
  subject_kind: string;
  subject_id: string;
  rule: string;
  version: number;
  value: number;
  unit: Unit;
  from_day: string;
  due_on: string | null;
  first_due_on: string | null;
  provisional: boolean;
  state: DeadlineState;
  silence: SilenceEffect;
  pauses: ColumnType<KeptPause[], string, string>;
  extension: ColumnType<Extension | null, string | null, string | null>;
  closed_days: ColumnType<ClosedDay[], string, string>;
  lapsed_on: string | null;
  met_on: string | null;
  changed_at: Date;
};

/** The length that a body gives itself where the law gives none. */
export type DeadlineSettingTable = {
  institution_id: string;
  rule: string;
  value: number;
  unit: Unit;
  set_at: Date;
  set_by: string | null;
};

declare module '#platform/db/database.ts' {
  interface SharedTables {
    calendar_year: CalendarYearTable;
    holiday: HolidayTable;
  }
  interface TenantTables {
    deadline: DeadlineTable;
    deadline_setting: DeadlineSettingTable;
  }
}
