import type { Migration } from '#platform/db/migrate.ts';

// What was presented at a review is kept row by row and never touched again: there is no statement that updates or deletes `review_row`.
export const quarterlyReviewsMigration: Migration = {
  name: '2026-11-24-1100-quarterly-reviews',
  sql: `
    create table review (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan text collate "C" not null,
      state text not null check (state in ('planned', 'held', 'published', 'cancelled')),
      on_date date not null,
      place jsonb not null,
      chair text not null check (chair in ('director-general-of-services', 'vice-president', 'president')),
      agenda jsonb not null,
      attendance jsonb not null,
      minutes jsonb,
      held_at timestamptz,
      matrix_hash text,
      published_at timestamptz,
      published_by uuid,
      minutes_hash text,
      created_at timestamptz not null,
      primary key (institution_id, id),
      foreign key (institution_id, plan) references action_plan (institution_id, reference),
      check ((held_at is null) = (matrix_hash is null)),
      check ((state in ('held', 'published')) = (held_at is not null)),
      check ((state = 'published') = (published_at is not null and minutes_hash is not null))
    );
    create index review_id on review (id);
    create index review_plan on review (institution_id, plan, on_date, id);

    create table review_row (
      institution_id uuid not null,
      review_id uuid not null,
      position integer not null,
      content jsonb not null,
      primary key (institution_id, review_id, position),
      foreign key (institution_id, review_id) references review (institution_id, id)
    );

    create table resolution (
      institution_id uuid not null references institution (id),
      id uuid not null,
      plan text collate "C" not null,
      kind text not null check (kind in ('decision', 'recommendation')),
      state text not null check (state in ('proposed', 'adopted', 'withdrawn')),
      review_id uuid,
      body_id uuid,
      milestone text collate "C",
      words jsonb not null,
      withheld jsonb,
      office_id uuid,
      due_on date,
      proposed_by uuid,
      proposed_at timestamptz not null,
      adopted_on date,
      answer_due_on date,
      primary key (institution_id, id),
      foreign key (institution_id, review_id) references review (institution_id, id),
      foreign key (institution_id, body_id) references follow_up_body (institution_id, id),
      foreign key (institution_id, office_id) references office (institution_id, id),
      check ((review_id is null) <> (body_id is null)),
      check ((state = 'adopted') = (adopted_on is not null))
    );
    create index resolution_id on resolution (id);
    create index resolution_plan on resolution (institution_id, plan, id);
    create index resolution_review on resolution (institution_id, review_id);

    -- The answer of the body: given once.
    create table resolution_answer (
      institution_id uuid not null,
      resolution_id uuid not null,
      outcome text not null check (outcome in ('accepted', 'partly', 'refused')),
      reasons jsonb not null,
      action jsonb,
      planned_on date,
      office_id uuid,
      answered_on date not null,
      answered_at timestamptz not null,
      answered_by uuid,
      primary key (institution_id, resolution_id),
      foreign key (institution_id, resolution_id) references resolution (institution_id, id),
      foreign key (institution_id, office_id) references office (institution_id, id),
      check (outcome = 'refused' or action is not null)
    );

    create table resolution_result (
      institution_id uuid not null,
      id uuid not null,
      resolution_id uuid not null,
      result text not null check (result in ('under-way', 'done', 'dropped')),
      note jsonb,
      on_date date not null,
      reported_at timestamptz not null,
      primary key (institution_id, id),
      foreign key (institution_id, resolution_id) references resolution (institution_id, id)
    );
    create index resolution_result_last on resolution_result (institution_id, resolution_id, id);

    -- What a member of a committee says of a row of the matrix; signed in public by the committee.
    create table matrix_comment (
      institution_id uuid not null,
      id uuid not null,
      plan text collate "C" not null,
      milestone text collate "C" not null,
      body_id uuid not null,
      member_id uuid not null,
      words jsonb not null,
      withheld jsonb,
      written_on date not null,
      written_at timestamptz not null,
      primary key (institution_id, id),
      foreign key (institution_id, body_id) references follow_up_body (institution_id, id),
      foreign key (institution_id, member_id) references follow_up_member (institution_id, id)
    );
    create index matrix_comment_plan on matrix_comment (institution_id, plan, milestone, id);
  `,
};
