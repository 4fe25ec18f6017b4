import type { Migration } from '#platform/db/migrate.ts';

// An association is nobody's own, like a person: it speaks to every public body, so its rows are shared. "receipt_key" is number and
// authority as they are compared; two verified associations never have the same.
export const associationsMigration: Migration = {
  name: '2026-11-23-1000-associations',
  sql: `
    create table association (
      id uuid primary key,
      state text not null check (state in ('declared', 'verified', 'refused', 'closed')),
      name jsonb not null,
      name_keys text not null,
      purpose jsonb not null,
      seat text collate "C" not null references territory (code),
      address text not null,
      created_on date not null,
      receipt_kind text not null check (receipt_kind in ('provisional', 'final')),
      receipt_number text not null,
      receipt_on date not null,
      receipt_authority text not null,
      receipt_key text not null,
      public_utility text,
      members integer check (members >= 0),
      website text,
      email text,
      phone text,
      declared_by uuid references person (id) on delete set null,
      declared_at timestamptz not null,
      proposed jsonb,
      taken_by uuid references person (id) on delete set null,
      taken_for uuid references institution (id),
      institution_id uuid references institution (id),
      decided_at timestamptz,
      verified_at timestamptz,
      refusal text,
      closed_on date,
      closed_why text check (closed_why in ('dissolved', 'left')),
      check ((state = 'closed') = (closed_on is not null))
    );
    create unique index association_receipt on association (receipt_key) where state = 'verified';
    create index association_same_receipt on association (receipt_key);
    create index association_seat on association (seat);
    create index association_waiting on association (declared_at) where state = 'declared' or proposed is not null;
    create index association_declared_by on association (declared_by);
    create index association_decided on association (decided_at) where state = 'refused';

    create table association_representative (
      id uuid primary key,
      association_id uuid not null references association (id) on delete cascade,
      person_id uuid not null references person (id) on delete cascade,
      name text not null,
      function text not null,
      public_name boolean not null,
      from_on date not null,
      until_on date,
      state text not null check (state in ('asked', 'confirmed', 'declined', 'ended')),
      asked_by uuid references person (id) on delete set null,
      asked_at timestamptz not null,
      answered_at timestamptz,
      ended_at timestamptz
    );
    create unique index association_representative_once on association_representative (association_id, person_id)
      where state in ('asked', 'confirmed');
    create index association_representative_person on association_representative (person_id);
    create index association_representative_ended on association_representative (ended_at) where ended_at is not null;

    alter table comment add constraint comment_association foreign key (association_id) references association (id);
    create index comment_association on comment (association_id, created_at) where association_id is not null;
  `,
};
