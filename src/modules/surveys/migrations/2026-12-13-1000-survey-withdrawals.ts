import type { Migration } from '#platform/db/migrate.ts';

/** Answers that can be taken back, codes that are revoked, and words taken from earlier answers written `[q1]`. */
export const surveyWithdrawalsMigration: Migration = {
  name: '2026-12-13-1000-survey-withdrawals',
  sql: `
    alter table survey_answer add column bond bytea;

    create table survey_revoked_token (
      institution_id uuid not null,
      survey_id uuid not null,
      number integer not null check (number >= 1),
      reason text not null,
      revoked_at timestamptz not null,
      revoked_by uuid references person (id),
      primary key (institution_id, survey_id, number),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );

    update survey set questionnaire = regexp_replace(questionnaire::text, '\\{(q[0-9]{1,4})\\}', '[\\1]', 'g')::jsonb
    where questionnaire::text ~ '\\{q[0-9]{1,4}\\}';

    update survey set results = results || '{"weighted": null}', counted_at = null
    where results is not null and state = 'closed';`,
};
