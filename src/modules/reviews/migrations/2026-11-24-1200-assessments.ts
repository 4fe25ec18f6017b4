import type { Migration } from '#platform/db/migrate.ts';

// A published assessment is a row of `assessment_version` that nothing updates or deletes: whoever corrects one publishes the next version.
export const assessmentsMigration: Migration = {
  name: '2026-11-24-1200-assessments',
  sql: `
    create table assessment (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan text collate "C" not null,
      kind text not null check (kind in ('inception', 'commitment-end', 'plan-end', 'update')),
      commitment text collate "C",
      due_on date,
      version integer not null,
      summary jsonb,
      evidence jsonb,
      opened_at timestamptz not null,
      opened_by uuid not null,
      primary key (institution_id, id),
      foreign key (institution_id, plan) references action_plan (institution_id, reference),
      check ((kind = 'commitment-end') = (commitment is not null))
    );
    create index assessment_id on assessment (id);
    create index assessment_plan on assessment (institution_id, plan, id);
    create unique index assessment_once on assessment (institution_id, plan, kind, coalesce(commitment, ''))
      where kind <> 'update';

    create table assessment_coding (
      institution_id uuid not null,
      assessment_id uuid not null,
      commitment text collate "C" not null,
      levels jsonb not null,
      reasons jsonb not null,
      primary key (institution_id, assessment_id, commitment),
      foreign key (institution_id, assessment_id) references assessment (institution_id, id)
    );

    create table assessment_version (
      institution_id uuid not null,
      assessment_id uuid not null,
      version integer not null check (version > 0),
      published_at timestamptz not null,
      published_on date not null,
      published_by uuid not null,
      why jsonb,
      content jsonb not null,
      hash text not null,
      primary key (institution_id, assessment_id, version),
      foreign key (institution_id, assessment_id) references assessment (institution_id, id),
      check ((version = 1) = (why is null))
    );

    -- The right of reply of the assessed body: once for each version.
    create table assessment_reply (
      institution_id uuid not null,
      assessment_id uuid not null,
      version integer not null,
      words jsonb not null,
      replied_on date not null,
      replied_at timestamptz not null,
      replied_by uuid,
      primary key (institution_id, assessment_id, version),
      foreign key (institution_id, assessment_id, version)
        references assessment_version (institution_id, assessment_id, version)
    );

    create table self_assessment (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan text collate "C" not null,
      commitment text collate "C" not null,
      completion text not null,
      words jsonb not null,
      published_on date not null,
      published_at timestamptz not null,
      published_by uuid,
      primary key (institution_id, id),
      foreign key (institution_id, plan) references action_plan (institution_id, reference)
    );
    create index self_assessment_commitment on self_assessment (institution_id, commitment, id);
  `,
};
