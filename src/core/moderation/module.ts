import { defineModule } from '#platform/module.ts';
import { MODERATE } from './access.ts';
import { appealDecision } from './actions/appeal-decision.ts';
import { closeGround } from './actions/close-ground.ts';
import { decideAppeal } from './actions/decide-appeal.ts';
import { hideContribution } from './actions/hide-contribution.ts';
import { keepContribution } from './actions/keep-contribution.ts';
import { reportContribution } from './actions/report-contribution.ts';
import { restoreContribution } from './actions/restore-contribution.ts';
import { writeGround } from './actions/write-ground.ts';
import {
  closeGroundRoute,
  decideAppealRoute,
  hideRoute,
  keepRoute,
  listAppealsRoute,
  listQueueRoute,
  restoreRoute,
  writeGroundRoute,
} from './api/desk.ts';
import { appealRoute, reportRoute } from './api/own.ts';
import { getFiguresRoute, getGroundsRoute } from './api/public.ts';
import { moderationDesk } from './desk.ts';
import { dropUsedProofs } from './jobs.ts';
import { messages } from './messages.ts';
import { moderationMigration } from './migrations/2026-11-22-1300-moderation.ts';
import { withdrawnAppealsMigration } from './migrations/2026-11-23-0910-withdrawn-appeals.ts';
import { appealPage } from './pages/appeal-page.tsx';
import { charterPage } from './pages/charter-page.tsx';
import { figuresPage } from './pages/figures-page.tsx';
import { groundPage } from './pages/ground-page.tsx';
import { groundsPage } from './pages/grounds-page.tsx';
import { itemPage } from './pages/item-page.tsx';
import { proofTask } from './pages/proof-task.ts';
import { queuePage } from './pages/queue-page.tsx';
import { reportPage } from './pages/report-page.tsx';
import { reportedPage } from './pages/reported-page.tsx';
import { letterRetention, moderationProcessing, reportRetention, reportsAndAppeals } from './personal-data.ts';

export const moderation = defineModule({
  name: 'moderation',
  uses: ['institutions', 'personal-data'],
  messages,
  migrations: [moderationMigration, withdrawnAppealsMigration],
  actions: [
    reportContribution,
    hideContribution,
    keepContribution,
    restoreContribution,
    appealDecision,
    decideAppeal,
    writeGround,
    closeGround,
  ],
  pages: [figuresPage, charterPage, reportPage, reportedPage, appealPage, queuePage, itemPage, groundsPage, groundPage],
  resources: [proofTask],
  routes: [
    getFiguresRoute,
    getGroundsRoute,
    listQueueRoute,
    listAppealsRoute,
    reportRoute,
    appealRoute,
    hideRoute,
    keepRoute,
    restoreRoute,
    decideAppealRoute,
    writeGroundRoute,
    closeGroundRoute,
  ],
  jobs: [dropUsedProofs],
  desk: [moderationDesk],
  deskLinks: [
    {
      group: 'institutions.desk.group.participation',
      label: 'moderation.desk.title',
      path: '/desk/moderation',
      power: MODERATE,
      order: 30,
    },
  ],
  powers: [{ name: MODERATE, label: 'moderation.power.moderate' }],
  personalData: [reportsAndAppeals],
  processings: [moderationProcessing],
  retentions: [reportRetention, letterRetention],
});
