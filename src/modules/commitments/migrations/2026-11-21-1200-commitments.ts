import type { Migration } from '#platform/db/migrate.ts';

// Lists run over all bodies and must cost the same with a thousand and with a million commitments: every order that is offered has
// an index that ends with the id, and what a filter asks for is kept beside the commitment. References sort by their signs whatever
// the database's own collation is: collate "C". A date nobody gives is 9999-12-31 in the columns that are only there to sort by, and
// 9999-12-30 where everything is over. Long texts are kept beside the rows (toast_tuple_target), so that lists read little.
export const commitmentsMigration: Migration = {
  name: '2026-11-21-1200-commitments',
  sql: `
    create table commitment_term (
      facet text not null check (facet in ('area', 'sector', 'value', 'theme')),
      key text collate "C" not null,
      label jsonb not null,
      primary key (facet, key)
    );

    create table action_plan (
      institution_id uuid not null references institution (id),
      id uuid not null,
      reference text collate "C" not null,
      type text not null check (type in ('national', 'regional', 'regional-consortium', 'local')),
      title jsonb not null,
      jurisdiction_level text not null,
      jurisdiction_code text collate "C" not null,
      jurisdiction_name jsonb not null,
      starts_on date not null,
      ends_on date not null,
      start_raw text not null,
      end_raw text not null,
      date_precision text not null check (date_precision in ('day', 'month', 'year')),
      submitted_on date,
      submission_raw text,
      completeness text not null,
      themes jsonb not null,
      foreword jsonb not null,
      vision jsonb not null,
      achievements jsonb not null,
      challenges jsonb not null,
      goals jsonb not null,
      axes jsonb not null,
      policy_contribution jsonb not null,
      lead_institutions jsonb not null,
      lead_institutions_short jsonb,
      members jsonb not null,
      co_creation jsonb not null,
      governance jsonb not null,
      monitoring jsonb not null,
      endorsements jsonb not null,
      related_plans jsonb not null,
      contacts jsonb,
      gaps jsonb not null,
      source jsonb not null,
      source_language text not null check (source_language in ('ar', 'fr', 'zgh', 'en')),
      translation text check (translation in ('unofficial', 'official')),
      file_meta jsonb not null,
      position integer not null,
      commitment_count integer not null default 0,
      status_counts jsonb not null,
      latest_first integer not null,
      gone_at timestamptz,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (institution_id, id),
      unique (institution_id, reference),
      check (starts_on <= ends_on)
    );
    create index action_plan_reference on action_plan (reference, id);
    create index action_plan_latest on action_plan (latest_first, reference, id) where gone_at is null;

    create table action_plan_partner (
      institution_id uuid not null,
      plan_id uuid not null,
      partner_institution_id uuid not null references institution (id),
      primary key (institution_id, plan_id, partner_institution_id),
      foreign key (institution_id, plan_id) references action_plan (institution_id, id)
    );
    create index action_plan_partner_body on action_plan_partner (partner_institution_id);

    create table commitment (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan_id uuid not null,
      reference text collate "C" not null,
      number integer not null check (number > 0),
      code text not null,
      title jsonb not null,
      jurisdiction_level text not null,
      jurisdiction_code text collate "C" not null,
      jurisdiction_name jsonb not null,
      theme jsonb,
      starts_on date,
      ends_on date,
      start_raw text,
      end_raw text,
      period_basis text not null,
      date_precision text check (date_precision in ('day', 'month', 'year')),
      inception_report jsonb,
      problem jsonb not null,
      status_quo jsonb not null,
      actions jsonb not null,
      activities_narrative jsonb not null,
      contribution jsonb not null,
      long_term_goals jsonb not null,
      expected_results jsonb not null,
      performance_indicators jsonb not null,
      impact_indicators jsonb not null,
      policy_areas jsonb not null,
      sectors jsonb not null,
      ogp_values jsonb not null,
      gaps jsonb not null,
      source jsonb not null,
      translation text check (translation in ('unofficial', 'official')),
      position integer not null,
      status text not null,
      status_counts jsonb not null,
      milestone_count integer not null,
      open_count integer not null,
      finished_count integer not null,
      reported_count integer not null,
      next_open_end date not null,
      starts_key date not null,
      ends_key date not null,
      latest_first integer not null,
      facets text[] collate "C" not null,
      search_text tsvector not null,
      gone_at timestamptz,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (institution_id, id),
      unique (institution_id, reference),
      foreign key (institution_id, plan_id) references action_plan (institution_id, id),
      check (starts_on <= ends_on)
    ) with (toast_tuple_target = 1024);
    create index commitment_reference on commitment (reference, id);
    create index commitment_latest on commitment (latest_first, reference, id) where gone_at is null;
    create index commitment_starts on commitment (starts_key, reference, id) where gone_at is null;
    create index commitment_urgent on commitment (next_open_end, reference, id) where gone_at is null;
    create index commitment_changed on commitment (changed_at, id) where gone_at is null;
    create index commitment_plan on commitment (institution_id, plan_id, latest_first, reference, id);
    create index commitment_search on commitment using gin (search_text) where gone_at is null;

    create table commitment_institution (
      institution_id uuid not null,
      commitment_id uuid not null,
      role text not null check (role in ('responsible', 'involved')),
      position smallint not null,
      name jsonb not null,
      body_id uuid references institution (id),
      primary key (institution_id, commitment_id, role, position),
      foreign key (institution_id, commitment_id) references commitment (institution_id, id)
    );

    create table commitment_facet (
      institution_id uuid not null,
      commitment_id uuid not null,
      entry text collate "C" not null,
      latest_first integer not null,
      reference text collate "C" not null,
      primary key (institution_id, commitment_id, entry),
      foreign key (institution_id, commitment_id) references commitment (institution_id, id)
    );
    create index commitment_facet_latest on commitment_facet (entry, latest_first, reference, commitment_id);

    create table commitment_body (
      institution_id uuid not null,
      commitment_id uuid not null,
      plan_id uuid not null,
      body_id uuid not null references institution (id),
      roles text[] not null,
      own boolean not null,
      listed boolean not null,
      latest_first integer not null,
      reference text collate "C" not null,
      primary key (institution_id, commitment_id, body_id),
      foreign key (institution_id, commitment_id) references commitment (institution_id, id)
    );
    create index commitment_body_plan on commitment_body (body_id, institution_id, plan_id);
    create index commitment_body_latest on commitment_body (body_id, latest_first, reference, commitment_id) where listed;
    create index commitment_body_other on commitment_body (body_id) where listed and not own;

    create table milestone (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan_id uuid not null,
      commitment_id uuid not null,
      reference text collate "C" not null,
      number integer not null check (number > 0),
      title jsonb not null,
      title_raw text,
      starts_on date,
      ends_on date,
      start_raw text,
      end_raw text,
      date_precision text check (date_precision in ('day', 'month', 'year')),
      date_assignment text not null,
      status text not null check (status in
        ('not-reported', 'not-started', 'in-progress', 'stuck', 'finished', 'incomplete')),
      status_source text not null check (status_source in ('import', 'person')),
      status_on date,
      status_note jsonb,
      last_day date not null,
      gone_at timestamptz,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      primary key (institution_id, id),
      unique (institution_id, reference),
      foreign key (institution_id, commitment_id) references commitment (institution_id, id),
      check (starts_on <= ends_on)
    );
    create index milestone_commitment on milestone (institution_id, commitment_id, number);
    create index milestone_plan on milestone (institution_id, plan_id);
    create index milestone_status on milestone (status, reference, id) where gone_at is null;
    create index milestone_reference on milestone (reference, id) where gone_at is null;
    create index milestone_last_day on milestone (last_day, reference, id) where gone_at is null;

    create table commitment_event (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan_id uuid not null,
      commitment_id uuid,
      milestone_id uuid,
      kind text not null check (kind in
        ('imported', 'added', 'text-changed', 'dates-changed', 'status-changed', 'gone', 'returned')),
      at timestamptz not null,
      on_date date not null,
      data jsonb not null,
      primary key (institution_id, id),
      foreign key (institution_id, plan_id) references action_plan (institution_id, id)
    );
    create index commitment_event_feed on commitment_event (at, id);
    create index commitment_event_plan on commitment_event (institution_id, plan_id, at, id);
    create index commitment_event_commitment on commitment_event (institution_id, commitment_id, at, id);
  `,
};
