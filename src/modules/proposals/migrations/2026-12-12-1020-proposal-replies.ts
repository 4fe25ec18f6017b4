import type { Migration } from '#platform/db/migrate.ts';

// What the competent body answers to what was forwarded to it: one reply to each forwarding, kept with the proposal.
export const proposalRepliesMigration: Migration = {
  name: '2026-12-12-1020-proposal-replies',
  sql: `
    create table proposal_reply (
      institution_id uuid not null,
      answer_id uuid not null,
      body_id uuid not null references institution (id),
      state text not null check (state in ('accepted', 'partly-accepted', 'already-planned', 'not-accepted')),
      reasons jsonb not null,
      replied_at timestamptz not null,
      primary key (institution_id, answer_id),
      foreign key (institution_id, answer_id) references proposal_answer (institution_id, id)
    );
  `,
};
