import type { Migration } from '#platform/db/migrate.ts';

/** When the typing of paper was finished, and which files were sent with answers. */
export const surveyPapersMigration: Migration = {
  name: '2026-12-21-1000-survey-papers',
  sql: `
    alter table survey add column paper_finished_at timestamptz;

    create table survey_file (
      institution_id uuid not null,
      survey_id uuid not null,
      hash text not null,
      kept_at timestamptz not null,
      primary key (institution_id, survey_id, hash),
      foreign key (institution_id, survey_id) references survey (institution_id, id)
    );
    create index survey_file_hash on survey_file (hash);

    insert into survey_file
    select distinct answer.institution_id, answer.survey_id, answer.answers -> (asked.id #>> '{}') ->> 0, now()
    from survey
      cross join jsonb_path_query(survey.questionnaire, '$.sections[*].questions[*] ? (@.kind == "file").id') as asked (id)
      join survey_answer answer on answer.institution_id = survey.institution_id and answer.survey_id = survey.id
    where answer.answers -> (asked.id #>> '{}') ->> 0 is not null;`,
};
