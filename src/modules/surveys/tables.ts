import type { ColumnType } from 'kysely';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Answers, Questionnaire } from './questionnaire.ts';
import type { Results } from './results.ts';
import type { Admission, Channel, Privacy, Showing, SurveyState } from './survey.ts';

type Json<T> = ColumnType<T, unknown, unknown>;

/** A survey of a public body. */
export type SurveyTable = {
  institution_id: string;
  id: string;
  /** `ENQ-2026-7K4Q2-M`. */
  reference: string;
  state: SurveyState;
  title: Json<Text>;
  intro: Json<Text>;
  questionnaire: Json<Questionnaire>;
  /** Moves with every change of text or questions: who saves over somebody else's change is told. */
  version: number;
  privacy: Privacy;
  admission: Admission;
  showing: Showing;
  /** Whether a finished answer may be changed until the end. */
  editable: boolean;
  opens_on: string;
  closes_on: string;
  /** How many codes were issued. */
  tokens: number;
  /** The first answer came in: from then on only words are corrected. */
  frozen_at: Date | null;
  created_at: Date;
  published_at: Date | null;
  closed_at: Date | null;
  results_published_at: Date | null;
  /** An official said that no sheet will be typed any more. */
  paper_finished_at: Date | null;
  /** The results as they were counted last, and when. */
  results: Json<Results | null>;
  counted_at: Date | null;
};

/** Who took part, as a keyed hash of use for one survey only, and no more than the day. It names no answer. */
export type SurveyRollTable = { institution_id: string; survey_id: string; taker: Buffer; taken_on: string };

/** A finished answer. Of an anonymous survey neither `taker` nor `person_id` is there, and the id tells no time. */
export type SurveyAnswerTable = {
  institution_id: string;
  survey_id: string;
  id: string;
  /** Keyed hash of the receipt, with which it can be read and changed. */
  receipt: Buffer;
  answers: Json<Answers>;
  channel: Channel;
  lang: Lang;
  answered_on: string;
  taker: Buffer | null;
  person_id: string | null;
  /**
   * Keyed hash of taker and receipt together: whoever brings both can take the answer back, and nothing else leads from one to the other.
   * Null for answers from before it was kept.
   */
  bond: Buffer | null;
};

/** An answer that is not finished: sealed, under the hash of what its owner holds. It is gone when the survey is over. */
export type SurveyDraftTable = {
  institution_id: string;
  survey_id: string;
  key: Buffer;
  sealed: Buffer;
  /** Orders the questions and options that stand in another order for everybody. */
  seed: number;
  lang: Lang;
  /** True while a finished answer is being changed: the key is then the hash of its receipt. */
  revises: boolean;
  saved_at: Date;
  expires_at: Date;
};

/** An answer on paper, typed twice: the first typing waits here until the second agrees. */
export type SurveyPaperTable = {
  institution_id: string;
  survey_id: string;
  /** The number that stands on the sheet, or its code. */
  sheet: string;
  channel: Exclude<Channel, 'online'>;
  lang: Lang;
  answers: Json<Answers>;
  /** What the second typing said where it differs, until somebody decides. */
  second: Json<Answers | null>;
  state: 'once' | 'differs' | 'agreed';
  entered_by: string | null;
  entered_at: Date;
};

/** A file that was sent with an answer or a draft of a survey: until none of them names it. */
export type SurveyFileTable = { institution_id: string; survey_id: string; hash: string; kept_at: Date };

/** A code that no longer opens the survey. Codes themselves are stored nowhere: this is its number. */
export type SurveyRevokedTokenTable = {
  institution_id: string;
  survey_id: string;
  number: number;
  reason: string;
  revoked_at: Date;
  revoked_by: string | null;
};

/** A theme under which officials sort what people wrote in answer to one question. */
export type SurveyThemeTable = {
  institution_id: string;
  survey_id: string;
  id: string;
  question: string;
  title: Json<Text>;
};

/** What was decided about a text that somebody wrote: its themes, and whether everybody may read it. */
export type SurveyTextTable = {
  institution_id: string;
  survey_id: string;
  answer_id: string;
  question: string;
  themes: string[];
  shown: boolean;
};

/** A correction of words after the first answer, with the note that everybody reads. */
export type SurveyCorrectionTable = {
  institution_id: string;
  survey_id: string;
  id: string;
  at: Date;
  note: Json<Text>;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    survey: SurveyTable;
    survey_roll: SurveyRollTable;
    survey_answer: SurveyAnswerTable;
    survey_draft: SurveyDraftTable;
    survey_paper: SurveyPaperTable;
    survey_file: SurveyFileTable;
    survey_revoked_token: SurveyRevokedTokenTable;
    survey_theme: SurveyThemeTable;
    survey_text: SurveyTextTable;
    survey_correction: SurveyCorrectionTable;
  }
}
