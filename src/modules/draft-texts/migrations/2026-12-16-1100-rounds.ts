import type { Migration } from '#platform/db/migrate.ts';

// A round is one period of contributions on one version. The dates of the current one stand with the text too: lists go by them.
export const roundsMigration: Migration = {
  name: '2026-12-16-1100-rounds',
  sql: `
    alter table draft_text add column round integer not null default 0 check (round >= 0);
    update draft_text set round = 1 where state <> 'draft';
    alter table draft_text add constraint draft_text_round check ((state = 'draft') = (round = 0));

    create table draft_text_round (
      institution_id uuid not null,
      text_id uuid not null,
      number integer not null check (number > 0),
      version integer not null,
      opens_on date not null,
      closes_on date not null,
      opened_at timestamptz not null,
      primary key (institution_id, text_id, number),
      unique (institution_id, text_id, version),
      foreign key (institution_id, text_id, version) references draft_text_version (institution_id, text_id, number),
      check (opens_on <= closes_on)
    );
    insert into draft_text_round (institution_id, text_id, number, version, opens_on, closes_on, opened_at)
      select institution_id, id, 1, 1, opens_on, greatest(closes_on, opens_on), coalesce(published_at, created_at)
      from draft_text where state <> 'draft';

    alter table draft_text_contribution add column round integer not null default 1 check (round > 0);
    alter table draft_text_contribution alter column round drop default;
    create index draft_text_contribution_round on draft_text_contribution (institution_id, text_id, round, number);`,
};
