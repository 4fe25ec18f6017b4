import type { Migration } from '#platform/db/migrate.ts';

// The addresses of those who asked, when they signed, to hear what becomes of a petition; and how far each round of letters has come, moved
// in the transaction that queues them: a round that is taken up again writes to nobody twice.
export const petitionNewsMigration: Migration = {
  name: '2026-12-14-1030-petition-news',
  sql: `
    create table petition_news (
      institution_id uuid not null,
      petition_id uuid not null,
      id uuid not null,
      fingerprint bytea not null,
      sealed bytea not null,
      lang text not null,
      asked_at timestamptz not null,
      primary key (institution_id, petition_id, id),
      unique (institution_id, petition_id, fingerprint),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );
    create index petition_news_fingerprint on petition_news (fingerprint);

    create table petition_news_round (
      institution_id uuid not null,
      petition_id uuid not null,
      state text not null,
      begun_at timestamptz not null,
      after uuid,
      written integer not null default 0,
      done_at timestamptz,
      primary key (institution_id, petition_id, state),
      foreign key (institution_id, petition_id) references petition (institution_id, id)
    );`,
};
