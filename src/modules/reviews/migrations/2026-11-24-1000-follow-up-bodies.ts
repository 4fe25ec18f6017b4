import type { Migration } from '#platform/db/migrate.ts';

// A plan is named by its reference, which never changes: nothing here needs to read another room's rows to be shown. Mandates are kept for
// ever: together they are the history of a committee.
export const followUpBodiesMigration: Migration = {
  name: '2026-11-24-1000-follow-up-bodies',
  sql: `
    create table follow_up_body (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan text collate "C" not null,
      kind text not null check (kind in ('supervision-committee', 'thematic-group', 'monitoring-body')),
      name jsonb not null,
      mandate jsonb not null,
      decision_number text,
      decided_on date,
      created_at timestamptz not null,
      closed_on date,
      primary key (institution_id, id),
      foreign key (institution_id, plan) references action_plan (institution_id, reference)
    );
    create index follow_up_body_id on follow_up_body (id);
    create index follow_up_body_plan on follow_up_body (plan, id);

    create table follow_up_member (
      institution_id uuid not null,
      id uuid not null,
      body_id uuid not null,
      person_id uuid references person (id),
      name text not null,
      side text not null check (side in ('administration', 'civil-society', 'independent')),
      organisation text not null,
      organisation_kind text not null,
      function text not null check (function in ('chair', 'rapporteur', 'member')),
      gender text check (gender in ('woman', 'man')),
      province text collate "C",
      starts_on date not null,
      ends_on date,
      end_reason text check (end_reason in ('term', 'rotation', 'resignation', 'other')),
      replaces uuid,
      consented_on date,
      primary key (institution_id, id),
      foreign key (institution_id, body_id) references follow_up_body (institution_id, id),
      foreign key (institution_id, replaces) references follow_up_member (institution_id, id),
      check (ends_on is null or ends_on >= starts_on)
    );
    create index follow_up_member_id on follow_up_member (id);
    create index follow_up_member_body on follow_up_member (institution_id, body_id, starts_on);
    create index follow_up_member_person on follow_up_member (person_id) where person_id is not null;
  `,
};
