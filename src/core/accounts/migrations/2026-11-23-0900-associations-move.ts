import type { Migration } from '#platform/db/migrate.ts';

// Associations have a room of their own, which makes these tables anew. Nothing has ever written into them.
export const associationsMoveMigration: Migration = {
  name: '2026-11-23-0900-associations-move',
  sql: `
    alter table comment drop constraint if exists comment_association_id_fkey;
    drop table association_representative;
    drop table association;

    -- What stays of a session that ended: a technical record, kept for a year (law 05-20, art. 26). It signs nobody in.
    create table ended_session (
      id uuid primary key,
      person_id uuid not null,
      method text not null,
      device text not null,
      created_at timestamptz not null,
      last_seen_at timestamptz not null
    );
    create index ended_session_person on ended_session (person_id);
    create index ended_session_seen on ended_session (last_seen_at);
    create index access_log_at on access_log (at);
  `,
};
