import { REPORT } from '#modules/commitments/index.ts';
import { defineModule } from '#platform/module.ts';
import { PUBLISH } from './access.ts';
import { createReport } from './actions/create-report.ts';
import { publishReport } from './actions/publish-report.ts';
import { recordScorecards } from './actions/record-scorecards.ts';
import { saveReport } from './actions/save-report.ts';
import { sealReport } from './actions/seal-report.ts';
import {
  createReportRoute,
  getDraftRoute,
  getReportRoute,
  listPlanReportsRoute,
  publishReportRoute,
  saveReportRoute,
} from './api/reports.ts';
import { getScorecardRoute, listScorecardsRoute } from './api/scorecards.ts';
import { recordScorecardsJob, sealReportJob } from './jobs.ts';
import { messages } from './messages.ts';
import { reportsMigration } from './migrations/2026-11-23-1400-reports.ts';
import { coCreationReportsMigration } from './migrations/2026-11-25-1000-co-creation-reports.ts';
import { createReportPage } from './pages/create-report-page.tsx';
import { deskReportsPage } from './pages/desk-reports-page.tsx';
import { draftDocx, draftFile, reportFile } from './pages/files.ts';
import { reportDraftPage } from './pages/report-draft-page.tsx';
import { reportPage } from './pages/report-page.tsx';
import { reportsPage } from './pages/reports-page.tsx';
import { scorecardPage } from './pages/scorecard-page.tsx';
import { scorecardsPage } from './pages/scorecards-page.tsx';
import { ownReports, reportProcessing } from './personal-data.ts';
import { reportSiteMap } from './sitemap.ts';

export const reports = defineModule({
  name: 'reports',
  uses: ['commitments'],
  messages,
  migrations: [reportsMigration, coCreationReportsMigration],
  actions: [recordScorecards, createReport, saveReport, publishReport, sealReport],
  jobs: [recordScorecardsJob, sealReportJob],
  personalData: [ownReports],
  processings: [reportProcessing],
  powers: [{ name: PUBLISH, label: 'reports.power.publish' }],
  deskLinks: [
    {
      group: 'institutions.desk.group.plans',
      label: 'reports.page.reports',
      path: '/desk/reports',
      power: REPORT,
      order: 24,
    },
  ],
  routes: [
    listScorecardsRoute,
    getScorecardRoute,
    listPlanReportsRoute,
    getReportRoute,
    getDraftRoute,
    createReportRoute,
    saveReportRoute,
    publishReportRoute,
  ],
  pages: [scorecardsPage, scorecardPage, reportsPage, reportPage, deskReportsPage, createReportPage, reportDraftPage],
  resources: [reportFile, draftFile, draftDocx],
  siteMap: [reportSiteMap],
  tasks: [
    {
      label: 'reports.task.compare',
      hint: 'reports.task.compare-hint',
      path: '/scorecards',
      on: 'portal',
      order: 15,
    },
    { label: 'reports.task.read', hint: 'reports.task.read-hint', path: '/reports', on: 'both', order: 16 },
  ],
});
