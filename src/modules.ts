import { accounts } from '#core/accounts/module.ts';
import { associations } from '#core/associations/module.ts';
import { attachments } from '#core/attachments/module.ts';
import { cases } from '#core/cases/module.ts';
import { comments } from '#core/comments/module.ts';
import { deadlines } from '#core/deadlines/module.ts';
import { institutions } from '#core/institutions/module.ts';
import { moderation } from '#core/moderation/module.ts';
import { notifications } from '#core/notifications/module.ts';
import { personalData } from '#core/personal-data/module.ts';
import { territory } from '#core/territory/module.ts';
import { commitments } from '#modules/commitments/module.ts';
import { consultations } from '#modules/consultations/module.ts';
import { draftTexts } from '#modules/draft-texts/module.ts';
import { petitions } from '#modules/petitions/module.ts';
import { proposals } from '#modules/proposals/module.ts';
import { reports } from '#modules/reports/module.ts';
import { reviews } from '#modules/reviews/module.ts';
import { site } from '#modules/site/module.ts';
import { surveys } from '#modules/surveys/module.ts';
import { votes } from '#modules/votes/module.ts';
import type { Module } from '#platform/module.ts';

/** The capabilities of this program, core first. One line each. */
export const modules: readonly Module[] = [
  territory,
  institutions,
  deadlines,
  personalData,
  accounts,
  associations,
  notifications,
  moderation,
  comments,
  attachments,
  cases,
  commitments,
  consultations,
  petitions,
  proposals,
  draftTexts,
  reports,
  reviews,
  surveys,
  votes,
  site,
];
