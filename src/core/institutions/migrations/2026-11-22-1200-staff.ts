import type { Migration } from '#platform/db/migrate.ts';

export const staffMigration: Migration = {
  name: '2026-11-22-1200-staff',
  sql: `
    create table office (
      institution_id uuid not null references institution (id),
      id uuid not null,
      kind text not null check (kind in ('directorate', 'division', 'service')),
      name jsonb not null,
      parent_id uuid,
      position integer not null default 0,
      closed_on date,
      primary key (institution_id, id),
      foreign key (institution_id, parent_id) references office (institution_id, id),
      check (parent_id <> id)
    );
    create index office_parent on office (institution_id, parent_id, position);

    create table post (
      institution_id uuid not null references institution (id),
      id uuid not null,
      function text not null,
      title jsonb,
      office_id uuid,
      extra_powers text[] not null default '{}',
      created_on date not null,
      closed_on date,
      primary key (institution_id, id),
      foreign key (institution_id, office_id) references office (institution_id, id)
    );
    create index post_office on post (institution_id, office_id);

    create table post_holder (
      institution_id uuid not null,
      id uuid not null,
      post_id uuid not null,
      person_id uuid not null references person (id),
      -- As it stands in the organisation chart: the body's record of a public function, apart from the account.
      name text not null,
      starts_on date not null,
      -- The last day.
      ends_on date,
      -- Ended at once, whatever the dates say.
      ended_at timestamptz,
      deputy_of uuid,
      absent_from date,
      absent_until date,
      appointed_at timestamptz not null,
      primary key (institution_id, id),
      foreign key (institution_id, post_id) references post (institution_id, id),
      foreign key (institution_id, deputy_of) references post_holder (institution_id, id),
      check (ends_on >= starts_on),
      check (absent_until >= absent_from),
      check (absent_until is null or absent_from is not null)
    );
    -- Every request of a signed-in person asks for their powers.
    create index post_holder_person on post_holder (person_id) where ended_at is null;
    create index post_holder_post on post_holder (institution_id, post_id, starts_on);
    create index post_holder_deputies on post_holder (institution_id, deputy_of) where deputy_of is not null;

    create table post_invitation (
      institution_id uuid not null,
      id uuid not null,
      post_id uuid not null,
      deputy_of uuid,
      name text not null,
      email text not null,
      lang text not null,
      token_hash bytea not null,
      starts_on date not null,
      ends_on date,
      sent_at timestamptz not null,
      expires_at timestamptz not null,
      accepted_at timestamptz,
      withdrawn_at timestamptz,
      holder_id uuid,
      invited_by uuid,
      primary key (institution_id, id),
      foreign key (institution_id, post_id) references post (institution_id, id),
      foreign key (institution_id, deputy_of) references post_holder (institution_id, id),
      foreign key (institution_id, holder_id) references post_holder (institution_id, id),
      check (ends_on >= starts_on)
    );
    create index post_invitation_open on post_invitation (institution_id, post_id)
      where accepted_at is null and withdrawn_at is null;

    create table platform_post (
      id uuid primary key,
      function text not null,
      person_id uuid not null references person (id),
      name text not null,
      starts_on date not null,
      ends_on date,
      ended_at timestamptz,
      appointed_at timestamptz not null,
      check (ends_on >= starts_on)
    );
    create index platform_post_person on platform_post (person_id) where ended_at is null;
  `,
};
