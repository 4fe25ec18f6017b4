import type { Migration } from '#platform/db/migrate.ts';

// What follows the filing: the council's own facts. Steps and words stand in the log of the case.
export const petitionCouncilMigration: Migration = {
  name: '2026-11-25-1000-petition-council',
  sql: `
    alter table petition drop constraint petition_state_check;
    alter table petition add constraint petition_state_check check (state in (
      'draft', 'submitted', 'refused', 'open', 'closed', 'withdrawn',
      'filed', 'rejected', 'accepted', 'scheduled', 'answered', 'finished'));

    create table petition_council (
      institution_id uuid not null,
      petition_id uuid not null,
      case_id uuid not null,
      petitioner text not null check (petitioner in ('citizens', 'association')),
      filed_on date not null,
      accepted_on date,
      rejected_on date,
      rejected_ground text,
      session_due_on date,
      session_on date,
      agenda_item smallint,
      agenda_title jsonb,
      committee jsonb,
      answered_on date,
      outcome text check (outcome in ('adopted', 'partly-adopted', 'not-adopted')),
      deliberation text,
      primary key (institution_id, petition_id),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_council_session on petition_council (institution_id, session_on);

    create table petition_check (
      institution_id uuid not null,
      petition_id uuid not null,
      condition text not null,
      met boolean not null,
      evidence text not null,
      checked_at timestamptz not null,
      checked_by uuid references person (id),
      primary key (institution_id, petition_id, condition),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_check_person on petition_check (checked_by) where checked_by is not null;`,
};
