import type { Lang } from '#platform/i18n/languages.ts';
import type { AgeBand, Disability, Gender } from './demographics.ts';
import type { RequestKind, RequestState } from './request.ts';

/** What somebody asks of a body about their own data. */
export type DataRequestTable = {
  institution_id: string;
  id: string;
  kind: RequestKind;
  /** Null once the account is closed. */
  person_id: string | null;
  lang: Lang;
  /** Which part of the data, by the name of its source. */
  about: string | null;
  words: string;
  state: RequestState;
  received_at: Date;
  due_on: string | null;
  assigned_to: string | null;
  answer: string | null;
  answered_at: Date | null;
  answered_by: string | null;
};

/** Each processing of personal data that a body has declared to the CNDP, or that it has authorised. */
export type ProcessingRegisterTable = {
  institution_id: string;
  kind: string;
  regime: 'declaration' | 'authorisation';
  cndp_reference: string;
  /** Entered in a trial: worth nothing in production. */
  sample: boolean;
  opened_at: Date;
  opened_by: string | null;
  closed_at: Date | null;
};

/** What people told of themselves for statistics, apart from who they are. */
export type DemographicsFrozenTable = {
  institution_id: string;
  id: string;
  act_kind: string;
  act_key: Buffer;
  about: string;
  frozen_on: string;
  gender: Gender | null;
  age_band: AgeBand | null;
  commune: string | null;
  disability: Disability | null;
};

declare module '#platform/db/database.ts' {
  interface TenantTables {
    data_request: DataRequestTable;
    processing_register: ProcessingRegisterTable;
    demographics_frozen: DemographicsFrozenTable;
  }
}
