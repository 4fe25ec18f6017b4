import type { Migration } from '#platform/db/migrate.ts';

// What an activity leads to (a call for proposals, a survey, a meeting) belongs to another room: it is named by a plain reference.
export const consultationsMigration: Migration = {
  name: '2026-11-25-1100-consultations',
  sql: `
    create table consultation (
      institution_id uuid not null references institution (id),
      id uuid not null,
      reference text collate "C" not null,
      model text not null,
      state text not null check (state in ('draft', 'open', 'closed')),
      title jsonb not null,
      summary jsonb not null,
      about_kind text not null check (about_kind in ('plan', 'commitment', 'text', 'budget', 'place', 'question')),
      about_reference text not null,
      decides jsonb not null,
      open_to jsonb not null,
      not_open jsonb not null,
      level smallint not null check (level in (1, 2)),
      languages text[] not null,
      themes jsonb not null,
      created_at timestamptz not null,
      published_at timestamptz,
      closed_at timestamptz,
      primary key (institution_id, id),
      unique (institution_id, reference),
      check ((state = 'draft') = (published_at is null))
    );
    create index consultation_reference on consultation (reference);
    create index consultation_newest on consultation (published_at, id) where state <> 'draft';
    create index consultation_of_body on consultation (institution_id, published_at, id) where state <> 'draft';

    create table consultation_partner (
      institution_id uuid not null,
      consultation_id uuid not null,
      partner_id uuid not null references institution (id),
      primary key (institution_id, consultation_id, partner_id),
      foreign key (institution_id, consultation_id) references consultation (institution_id, id)
    );
    create index consultation_partner_of on consultation_partner (partner_id);

    create table consultation_stage (
      institution_id uuid not null,
      id uuid not null,
      consultation_id uuid not null,
      number smallint not null,
      title jsonb not null,
      words jsonb not null,
      starts_on date not null,
      ends_on date not null,
      closed_at timestamptz,
      report jsonb,
      primary key (institution_id, id),
      unique (institution_id, consultation_id, number),
      foreign key (institution_id, consultation_id) references consultation (institution_id, id),
      check (starts_on <= ends_on),
      check ((closed_at is null) = (report is null))
    );
    create index consultation_stage_ending on consultation_stage (institution_id, ends_on) where closed_at is null;

    create table consultation_activity (
      institution_id uuid not null,
      id uuid not null,
      stage_id uuid not null,
      kind text not null check (kind in ('proposals', 'discussion', 'triage', 'meeting', 'document', 'survey', 'ballot')),
      title jsonb not null,
      target text not null,
      primary key (institution_id, id),
      foreign key (institution_id, stage_id) references consultation_stage (institution_id, id)
    );
    create index consultation_activity_of on consultation_activity (institution_id, stage_id, id);
  `,
};
