import type { Migration } from '#platform/db/migrate.ts';

// `secret` stands in the key that the urn refers to: a secret vote can have no ballot that names a place on the roll, and cannot become
// public while it has ballots, whatever the program does.
export const votesMigration: Migration = {
  name: '2026-12-02-1000-votes',
  sql: `
    create table vote (
      institution_id uuid not null references institution (id),
      id uuid not null,
      reference text collate "C" not null,
      state text not null check (state in ('draft', 'published', 'closed', 'cancelled')),
      title jsonb not null,
      explanation jsonb not null,
      about text,
      method text not null check (method in ('support', 'choose', 'rank', 'points')),
      most smallint not null check (most >= 1),
      points smallint not null check (points >= 1),
      winners smallint not null check (winners >= 1),
      secret boolean not null,
      changeable boolean not null,
      results text not null check (results in ('end', 'live')),
      level smallint not null check (level in (1, 2)),
      territory text collate "C",
      tie_rule text not null check (tie_rule in ('all', 'lot', 'council')),
      opens_at timestamptz not null,
      closes_at timestamptz not null,
      created_at timestamptz not null,
      published_at timestamptz,
      closed_at timestamptz,
      cancel_reasons jsonb,
      count jsonb,
      counted_at timestamptz,
      primary key (institution_id, id),
      unique (institution_id, reference),
      unique (institution_id, id, secret),
      check (opens_at < closes_at),
      check ((state = 'cancelled') = (cancel_reasons is not null)),
      check (state <> 'closed' or (closed_at is not null and count is not null))
    );
    create index vote_reference on vote (reference);
    create index vote_newest on vote (institution_id, state, opens_at, id);
    create index vote_running on vote (closes_at) where state = 'published';

    create table vote_option (
      institution_id uuid not null,
      vote_id uuid not null,
      number smallint not null,
      text jsonb not null,
      link text,
      cost bigint check (cost >= 0),
      primary key (institution_id, vote_id, number),
      foreign key (institution_id, vote_id) references vote (institution_id, id)
    );

    create table vote_roll (
      institution_id uuid not null,
      vote_id uuid not null,
      id uuid not null,
      person_id uuid references person (id),
      channel text not null check (channel in ('online', 'counter', 'paper')),
      state text not null check (state in ('counted', 'invalidated')),
      voted_on date not null,
      reason text,
      primary key (institution_id, vote_id, id),
      foreign key (institution_id, vote_id) references vote (institution_id, id)
    );
    create index vote_roll_person on vote_roll (person_id) where person_id is not null;

    create table vote_voter (
      institution_id uuid not null,
      vote_id uuid not null,
      voter bytea not null,
      roll_id uuid not null,
      primary key (institution_id, vote_id, voter),
      foreign key (institution_id, vote_id, roll_id) references vote_roll (institution_id, vote_id, id) on delete cascade
    );
    create index vote_voter_roll on vote_voter (institution_id, vote_id, roll_id);

    create table vote_urn (
      institution_id uuid not null,
      vote_id uuid not null,
      key bytea not null,
      secret boolean not null,
      roll_id uuid,
      channel text not null check (channel in ('online', 'counter', 'paper')),
      sealed bytea not null,
      primary key (institution_id, vote_id, key),
      foreign key (institution_id, vote_id, secret) references vote (institution_id, id, secret),
      check (not secret or roll_id is null)
    );
    create unique index vote_urn_roll on vote_urn (institution_id, vote_id, roll_id) where roll_id is not null;

    create table vote_ballot (
      institution_id uuid not null,
      vote_id uuid not null,
      code text collate "C" not null,
      choice text not null,
      channel text not null check (channel in ('online', 'counter', 'paper')),
      name text,
      primary key (institution_id, vote_id, code),
      foreign key (institution_id, vote_id) references vote (institution_id, id)
    );

    create table vote_pace (
      institution_id uuid not null,
      vote_id uuid not null,
      channel text not null check (channel in ('online', 'counter', 'paper')),
      hour timestamptz not null,
      cast_n integer not null default 0,
      withdrawn integer not null default 0,
      changed integer not null default 0,
      blocked integer not null default 0,
      invalidated integer not null default 0,
      primary key (institution_id, vote_id, channel, hour),
      foreign key (institution_id, vote_id) references vote (institution_id, id)
    );

    create table vote_root (
      institution_id uuid not null,
      vote_id uuid not null,
      number integer not null,
      at timestamptz not null,
      ballots integer not null check (ballots >= 0),
      root bytea not null,
      primary key (institution_id, vote_id, number),
      foreign key (institution_id, vote_id) references vote (institution_id, id)
    );

    create table vote_paper (
      institution_id uuid not null,
      vote_id uuid not null,
      sheet text collate "C" not null,
      channel text not null check (channel in ('counter', 'paper')),
      sealed bytea,
      first_by uuid references person (id),
      second_by uuid references person (id),
      primary key (institution_id, vote_id, sheet),
      foreign key (institution_id, vote_id) references vote (institution_id, id),
      check (second_by is null or second_by <> first_by)
    );`,
};
