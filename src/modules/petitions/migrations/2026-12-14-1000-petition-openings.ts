import type { Migration } from '#platform/db/migrate.ts';

// Who refused a petition stood only in the log until now; whoever decides an appeal must be somebody else.
export const petitionOpeningsMigration: Migration = {
  name: '2026-12-14-1000-petition-openings',
  sql: `
    alter table petition add column decided_by uuid references person (id);
    alter table petition add column taken_by uuid references person (id);
    alter table petition add column taken_at timestamptz;
    update petition set decided_by = person.id
    from audit join person on audit.actor = 'person:' || person.id
    where petition.state = 'refused' and audit.institution_id = petition.institution_id
      and audit.event = 'petition.refused' and audit.subject = 'petition:' || petition.reference;

    create table petition_appeal (
      institution_id uuid not null,
      petition_id uuid not null,
      ground text not null,
      refusal_reasons jsonb not null,
      refused_at timestamptz not null,
      refused_by uuid references person (id),
      appellant_id uuid references person (id),
      words text not null,
      made_at timestamptz not null,
      outcome text check (outcome in ('opened', 'confirmed')),
      reasons jsonb,
      decided_by uuid references person (id),
      decided_at timestamptz,
      primary key (institution_id, petition_id),
      foreign key (institution_id, petition_id) references petition (institution_id, id),
      check ((outcome is null) = (decided_at is null) and (outcome is null) = (reasons is null))
    );
    create index petition_appeal_waiting on petition_appeal (institution_id, made_at) where outcome is null;`,
};
