import type { Migration } from '#platform/db/migrate.ts';

// What was written stands with whoever owns it (a comment with the comments): here is only what was decided about it, so that hiding a
// text leaves no second copy of it. Days are calendar dates of Morocco given by the program: figures by month need no time zone.
export const moderationMigration: Migration = {
  name: '2026-11-22-1300-moderation',
  sql: `
    create table moderation_item (
      institution_id uuid not null references institution (id),
      id uuid not null,
      kind text not null,
      thing_id text collate "C" not null,
      about jsonb not null,
      state text not null check (state in ('open', 'closed')),
      held boolean not null,
      points integer not null,
      signs text[] not null,
      opened_at timestamptz not null,
      due_on date not null,
      primary key (institution_id, id),
      unique (institution_id, kind, thing_id)
    );
    create index moderation_item_open on moderation_item (institution_id, due_on, id) where state = 'open';
    create index moderation_item_id on moderation_item (id);

    create table moderation_report (
      institution_id uuid not null,
      id uuid not null,
      item_id uuid not null,
      ground text not null,
      note text,
      person_id uuid references person (id),
      client text,
      proven boolean not null,
      reported_at timestamptz not null,
      reported_on date not null,
      primary key (institution_id, id),
      unique (institution_id, item_id, person_id),
      foreign key (institution_id, item_id) references moderation_item (institution_id, id)
    );
    create index moderation_report_month on moderation_report (institution_id, reported_on);
    create index moderation_report_person on moderation_report (person_id, reported_at);
    create index moderation_report_client on moderation_report (client, reported_at) where client is not null;
    create index moderation_report_age on moderation_report (reported_at)
      where note is not null or client is not null;

    create table moderation_decision (
      institution_id uuid not null,
      id uuid not null,
      item_id uuid not null,
      verdict text not null check (verdict in ('hide', 'keep', 'restore')),
      held boolean not null,
      ground text,
      ground_label jsonb,
      words text,
      decided_by uuid not null,
      decided_at timestamptz not null,
      decided_on date not null,
      primary key (institution_id, id),
      foreign key (institution_id, item_id) references moderation_item (institution_id, id),
      check ((verdict = 'hide') = (ground is not null and ground_label is not null))
    );
    create index moderation_decision_item on moderation_decision (institution_id, item_id, decided_at);
    create index moderation_decision_month on moderation_decision (institution_id, decided_on);

    -- One appeal against each decision, and never decided by who took it.
    create table moderation_appeal (
      institution_id uuid not null,
      id uuid not null,
      item_id uuid not null,
      decision_id uuid not null,
      person_id uuid references person (id),
      words text not null,
      made_at timestamptz not null,
      made_on date not null,
      due_on date not null,
      hidden_by uuid not null,
      outcome text check (outcome in ('restored', 'confirmed')),
      answer text,
      decided_by uuid,
      decided_at timestamptz,
      decided_on date,
      primary key (institution_id, id),
      unique (institution_id, decision_id),
      foreign key (institution_id, item_id) references moderation_item (institution_id, id),
      foreign key (institution_id, decision_id) references moderation_decision (institution_id, id),
      check (decided_by <> hidden_by),
      check ((outcome is null) = (decided_on is null))
    );
    create index moderation_appeal_open on moderation_appeal (institution_id, due_on, id) where outcome is null;
    create index moderation_appeal_id on moderation_appeal (id);
    create index moderation_appeal_person on moderation_appeal (person_id);
    create index moderation_appeal_made on moderation_appeal (institution_id, made_on);
    create index moderation_appeal_decided on moderation_appeal (institution_id, decided_on);

    -- Grounds that a body adds, or words that it gives to those every body has.
    create table moderation_ground (
      institution_id uuid not null references institution (id),
      key text collate "C" not null,
      label jsonb not null,
      letter jsonb not null,
      position integer not null,
      closed_on date,
      primary key (institution_id, key)
    );

    -- A calculation that a browser made counts once.
    create table used_proof (
      id text collate "C" primary key,
      expires_at timestamptz not null
    );
    create index used_proof_expiry on used_proof (expires_at);
  `,
};
