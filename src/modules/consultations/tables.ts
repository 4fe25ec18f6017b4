import type { ColumnType } from 'kysely';
import type { Theme } from '#modules/proposals/index.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { AboutKind, ActivityKind, ConsultationState } from './consultation.ts';
import type { Model } from './models.ts';
import type { StageReport } from './report.ts';

type Json<T> = ColumnType<T, unknown, unknown>;

/** A consultation: the body that leads it, what it is about, what it can change and what not. */
export type ConsultationTable = {
  institution_id: string;
  id: string;
  /** `CON-2026-7K4Q2-M`. */
  reference: string;
  model: Model;
  state: ConsultationState;
  title: Json<Text>;
  summary: Json<Text>;
  about_kind: AboutKind;
  /** Reference of the plan or commitment, address of the text; '' for a question. */
  about_reference: string;
  decides: Json<Text>;
  open_to: Json<Text>;
  not_open: Json<Text>;
  level: 1 | 2;
  languages: Lang[];
  themes: Json<Theme[]>;
  created_at: Date;
  published_at: Date | null;
  closed_at: Date | null;
  /** Since when a draft is shown to whoever has its link; null: to nobody. */
  shown_since: Date | null;
};

export type ConsultationPartnerTable = { institution_id: string; consultation_id: string; partner_id: string };

export type ConsultationStageTable = {
  institution_id: string;
  id: string;
  consultation_id: string;
  /** 1, 2, 3… within the consultation. */
  number: number;
  title: Json<Text>;
  words: Json<Text>;
  starts_on: string;
  /** Its last day. */
  ends_on: string;
  closed_at: Date | null;
  /** What came of it, as it was on the day it was closed. */
  report: Json<StageReport | null>;
};

export type ConsultationActivityTable = {
  institution_id: string;
  /** Of a call for proposals, its id too. */
  id: string;
  stage_id: string;
  kind: ActivityKind;
  title: Json<Text>;
  /** Address of what is held elsewhere: a document, a meeting, a survey; '' for what lives here. */
  target: string;
  /** Reference of the survey, vote or draft text of the same body; null for everything else. */
  held: string | null;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    consultation: ConsultationTable;
    consultation_partner: ConsultationPartnerTable;
    consultation_stage: ConsultationStageTable;
    consultation_activity: ConsultationActivityTable;
  }
}
