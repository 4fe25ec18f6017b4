import type { Migration } from '#platform/db/migrate.ts';

// Other words for a proposal, whole: the difference is computed when somebody looks. "written_for" is how many versions the proposal had
// before the words that the amendment was written for, so that everybody sees when these have changed since.
export const proposalAmendmentsMigration: Migration = {
  name: '2026-12-21-1040-proposal-amendments',
  sql: `
    alter table proposal_call add column amendments boolean not null default true;

    create table proposal_amendment (
      institution_id uuid not null,
      id uuid not null,
      proposal_id uuid not null,
      standing text not null check (standing in ('held', 'shown', 'hidden', 'withdrawn')),
      state text not null check (state in ('open', 'accepted', 'declined', 'closed')),
      title jsonb not null,
      body jsonb not null,
      reasons text not null,
      written_for integer not null,
      author_id uuid references person (id),
      signed_as text not null check (signed_as in ('name', 'pseudonym', 'former')),
      hidden_reason jsonb,
      declined_because text,
      written_at timestamptz not null,
      decided_at timestamptz,
      primary key (institution_id, id),
      foreign key (institution_id, proposal_id) references proposal (institution_id, id),
      check ((standing = 'hidden') = (hidden_reason is not null)),
      check ((state = 'declined') = (declined_because is not null))
    );
    create index proposal_amendment_id on proposal_amendment (id);
    create index proposal_amendment_of on proposal_amendment (institution_id, proposal_id, written_at, id);
    create index proposal_amendment_author on proposal_amendment (author_id, written_at) where author_id is not null;

    create table proposal_amendment_support (
      institution_id uuid not null,
      amendment_id uuid not null,
      supporter bytea not null,
      person_id uuid references person (id),
      supported_at timestamptz not null,
      primary key (institution_id, amendment_id, supporter),
      foreign key (institution_id, amendment_id) references proposal_amendment (institution_id, id)
    );
    create index proposal_amendment_support_person on proposal_amendment_support (person_id) where person_id is not null;
  `,
};
