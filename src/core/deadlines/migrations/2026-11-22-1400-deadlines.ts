import type { Migration } from '#platform/db/migrate.ts';

export const deadlinesMigration: Migration = {
  name: '2026-11-22-1400-deadlines',
  sql: `
    -- The years whose holidays were entered. Outside them no deadline is told.
    create table calendar_year (
      year integer primary key,
      added_at timestamptz not null
    );

    -- Days on which public offices are closed, the same for all bodies.
    create table holiday (
      id uuid primary key,
      -- The feast as the program knows it; null for an exceptional closure.
      feast text,
      -- Of the hegira for religious feasts, else Gregorian: what tells two dates of one feast apart.
      year integer not null,
      first_day date not null,
      days smallint not null check (days between 1 and 15),
      certainty text not null check (certainty in ('certain', 'announced', 'provisional')),
      name jsonb not null,
      source text,
      changed_at timestamptz not null,
      -- How often its days have changed, for calendars that follow it.
      revision integer not null,
      unique (feast, year)
    );
    create index holiday_first_day on holiday (first_day);

    -- A legal clock that runs on something: which rule, from when, until when, and everything it was counted from.
    create table deadline (
      institution_id uuid not null references institution (id),
      id uuid not null,
      subject_kind text not null,
      subject_id text not null,
      rule text not null,
      version smallint not null,
      value integer not null check (value > 0),
      unit text not null check (unit in ('working-days', 'days', 'full-days', 'months')),
      from_day date not null,
      -- Null while the clock stands still, and where the calendar does not reach far enough.
      due_on date,
      first_due_on date,
      provisional boolean not null,
      state text not null check (state in ('running', 'suspended', 'met', 'late', 'cancelled')),
      -- What the law says follows when nothing is done.
      silence text not null,
      pauses jsonb not null,
      extension jsonb,
      closed_days jsonb not null,
      lapsed_on date,
      met_on date,
      changed_at timestamptz not null,
      primary key (institution_id, id),
      check ((state = 'met') = (met_on is not null))
    );
    create index deadline_subject on deadline (institution_id, subject_kind, subject_id);
    create index deadline_open on deadline (institution_id, due_on, id) where state in ('running', 'late');
    create index deadline_running on deadline (due_on) where state = 'running';

    -- The length that a body gives itself where the law gives none.
    create table deadline_setting (
      institution_id uuid not null references institution (id),
      rule text not null,
      value integer not null check (value > 0),
      unit text not null check (unit in ('working-days', 'days', 'full-days', 'months')),
      set_at timestamptz not null,
      set_by uuid,
      primary key (institution_id, rule)
    );
  `,
};
