import type { Migration } from '#platform/db/migrate.ts';

export const institutionsMigration: Migration = {
  name: '2026-11-21-1100-institutions',
  sql: `
    create table institution (
      id uuid primary key,
      slug text collate "C" not null unique,
      kind text not null check (kind in
        ('national-portal', 'consortium', 'region', 'province', 'commune', 'ministry', 'department', 'constitutional-body',
         'public-establishment')),
      name jsonb not null,
      short_name jsonb,
      name_keys text not null,
      territory_code text collate "C" references territory (code),
      parent_id uuid references institution (id),
      host text unique,
      accent text not null,
      emblem text,
      contact jsonb not null default '{}',
      languages text[] not null,
      state text not null default 'active' check (state in ('active', 'closed')),
      check ((territory_code is not null) = (kind in ('region', 'province', 'commune'))),
      check (parent_id is not null or kind <> 'department')
    );
    -- One council for a territory, as long as it exists.
    create unique index institution_territory on institution (territory_code) where state = 'active';
    create index institution_parent on institution (parent_id, slug);

    create table institution_member (
      consortium_id uuid not null references institution (id),
      member_id uuid not null references institution (id),
      position smallint not null,
      primary key (consortium_id, member_id)
    );
    create index institution_member_of on institution_member (member_id);

    create table institution_alias (
      alias_key text collate "C" primary key,
      institution_id uuid not null references institution (id)
    );
    create index institution_alias_of on institution_alias (institution_id);
  `,
};
