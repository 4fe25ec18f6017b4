import type { Migration } from '#platform/db/migrate.ts';

// Supports that were not given online: how many stand on a paper, a counter's list, the list of a meeting, without names. A merger gives the
// sheet to the other proposal under the same id, so that the same paper never counts twice there.
export const proposalSheetsMigration: Migration = {
  name: '2026-12-12-1010-proposal-sheets',
  sql: `
    create table proposal_sheet (
      institution_id uuid not null,
      proposal_id uuid not null,
      id uuid not null,
      channel text not null check (channel in ('counter', 'paper', 'meeting', 'sms')),
      supports integer not null check (supports between 1 and 100000),
      paper text not null,
      taken_on date not null,
      recorded_at timestamptz not null,
      struck_because jsonb,
      primary key (institution_id, proposal_id, id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id)
    );
    create index proposal_sheet_id on proposal_sheet (institution_id, id);
  `,
};
