import type { Migration } from '#platform/db/migrate.ts';

/** The life of a plan: drafts written in the browser, versions with what changed and why, phases, and what people wrote that a file leaves alone. */
export const planLifeMigration: Migration = {
  name: '2026-11-25-0900-plan-life',
  sql: `
    alter table action_plan add column edited jsonb not null default '[]';
    alter table commitment add column edited jsonb not null default '[]';
    alter table milestone add column edited jsonb not null default '[]';

    create table plan_draft (
      institution_id uuid not null references institution (id),
      id uuid not null,
      reference text collate "C" not null,
      plan_id uuid,
      opened_on date,
      created_by uuid,
      created_at timestamptz not null,
      saved_at timestamptz not null,
      primary key (institution_id, id),
      unique (institution_id, reference),
      foreign key (institution_id, plan_id) references action_plan (institution_id, id)
    );
    create index plan_draft_open on plan_draft (reference) where opened_on is not null;
    create index plan_draft_creator on plan_draft (created_by) where created_by is not null;

    create table plan_draft_entry (
      institution_id uuid not null,
      draft_id uuid not null,
      kind text not null check (kind in ('plan', 'commitment', 'milestone')),
      reference text collate "C" not null,
      commitment text collate "C",
      state text not null check (state in ('added', 'changed', 'removed')),
      cells jsonb not null,
      revision integer not null check (revision > 0),
      saved_by uuid,
      saved_at timestamptz not null,
      primary key (institution_id, draft_id, kind, reference),
      foreign key (institution_id, draft_id) references plan_draft (institution_id, id) on delete cascade
    );
    create index plan_draft_entry_saver on plan_draft_entry (saved_by) where saved_by is not null;

    create table plan_version (
      institution_id uuid not null,
      plan_id uuid not null,
      version integer not null check (version > 0),
      origin text not null check (origin in ('file', 'people')),
      adopted_on date not null,
      reason jsonb,
      changes jsonb not null,
      published_by uuid,
      published_at timestamptz not null,
      primary key (institution_id, plan_id, version),
      foreign key (institution_id, plan_id) references action_plan (institution_id, id)
    );
    create index plan_version_publisher on plan_version (published_by) where published_by is not null;

    insert into plan_version (institution_id, plan_id, version, origin, adopted_on, changes, published_at)
    select institution_id, id, 1, 'file', created_at::date, '[]', created_at from action_plan;

    create table plan_phase (
      institution_id uuid not null,
      plan_id uuid not null,
      number integer not null check (number > 0),
      phase text not null check (phase in ('adopted', 'implementation', 'closed', 'assessed')),
      since date not null,
      note jsonb,
      recorded_by uuid,
      recorded_at timestamptz not null,
      primary key (institution_id, plan_id, number),
      foreign key (institution_id, plan_id) references action_plan (institution_id, id)
    );
    create index plan_phase_recorder on plan_phase (recorded_by) where recorded_by is not null;
  `,
};
