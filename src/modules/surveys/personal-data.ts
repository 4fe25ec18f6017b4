import { sql } from 'kysely';
import { across } from '#platform/db/database.ts';
import type { PersonalDataSource, Processing, Retention } from '#platform/module.ts';
import { answersOfPerson } from './queries/surveys.ts';
import './tables.ts';

/** What people answer. It may tell political opinions: the CNDP authorises it beforehand (09-08 art. 1(3), 12(1)a). */
export const answerProcessing: Processing = {
  kind: 'surveys.answers',
  purpose: 'surveys.processing.answers.purpose',
  regime: 'authorisation',
  grounds: 'sensitive',
  data: 'surveys.processing.answers.data',
  recipients: 'surveys.processing.answers.recipients',
  retention: 'surveys.processing.answers.retention',
};

/** What a person answered under their account. Anonymous answers cannot be found by their person: nothing ties them. */
export const answerData: PersonalDataSource = {
  name: 'surveys.page.surveys',
  async export(db, personId) {
    const rows = await answersOfPerson(db, personId);
    return {
      answers: rows.map(({ reference, title, answeredOn, answers }) => ({
        survey: reference,
        title,
        answeredOn,
        answers,
      })),
    };
  },
  /** Answers stay in the results, without any tie to the account. The roll has no person to begin with. */
  async close(tx, personId) {
    const kept = await across(tx)
      .updateTable('survey_answer')
      .set({ person_id: null, taker: null })
      .where('person_id', '=', personId)
      .returning('id')
      .execute();
    await across(tx).updateTable('survey_paper').set({ entered_by: null }).where('entered_by', '=', personId).execute();
    await across(tx)
      .updateTable('survey_revoked_token')
      .set({ revoked_by: null })
      .where('revoked_by', '=', personId)
      .execute();
    return kept.length > 0
      ? [{ what: 'surveys.kept.answers' as const, why: 'surveys.kept.answers-why' as const, until: null }]
      : [];
  },
};

/** A year after a survey is over nothing says any more who answered it; the answers stay, for they are what was asked for. */
export const takerRetention: Retention = {
  kind: 'surveys.takers',
  source: 'law 09-08, art. 3',
  keep: { years: 1 },
  async apply(tx, before, dryRun) {
    const over = sql<boolean>`(survey_answer.institution_id, survey_answer.survey_id) in (
      select institution_id, id from survey where closed_at < ${before})`;
    const tied = sql<boolean>`(survey_answer.taker is not null or survey_answer.person_id is not null)`;
    const { n } = await across(tx)
      .selectFrom('survey_answer')
      .select((row) => row.fn.countAll<number>().as('n'))
      .where(over)
      .where(tied)
      .executeTakeFirstOrThrow();
    if (dryRun) return n;
    await across(tx)
      .updateTable('survey_answer')
      .set({ taker: null, person_id: null, bond: null })
      .where(over)
      .where(({ eb, or }) => or([tied, eb('bond', 'is not', null)]))
      .execute();
    await sql`delete from survey_roll where (institution_id, survey_id) in (
      select institution_id, id from survey where closed_at < ${before})`.execute(tx);
    return n;
  },
};
