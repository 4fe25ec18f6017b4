import { defineModule } from '#platform/module.ts';
import { MANAGE, REPORT } from './access.ts';
import { assignMilestones } from './actions/assign-milestones.ts';
import { draftPlan } from './actions/draft-plan.ts';
import { importActionPlans } from './actions/import-action-plans.ts';
import { importMatrix } from './actions/import-matrix.ts';
import { importPlanSheet } from './actions/import-plan-sheet.ts';
import { openPlanDraft } from './actions/open-plan-draft.ts';
import { publishMilestoneRow } from './actions/publish-milestone-row.ts';
import { publishPlan } from './actions/publish-plan.ts';
import { recordIndicatorValues } from './actions/record-indicator-values.ts';
import { remindOfficials } from './actions/remind-officials.ts';
import { removePlanEntry } from './actions/remove-plan-entry.ts';
import { saveIndicator } from './actions/save-indicator.ts';
import { saveMilestoneRow } from './actions/save-milestone-row.ts';
import { savePlanEntry } from './actions/save-plan-entry.ts';
import { updateMilestoneStatus } from './actions/update-milestone-status.ts';
import { updatePlanPhase } from './actions/update-plan-phase.ts';
import { uploadMatrix } from './actions/upload-matrix.ts';
import { withdrawIndicator } from './actions/withdraw-indicator.ts';
import { withdrawPlanDraft } from './actions/withdraw-plan-draft.ts';
import { getCommitmentRoute, listCommitmentsRoute } from './api/commitments.ts';
import { listChangesRoute, listCommitmentEventsRoute, listPlanEventsRoute } from './api/events.ts';
import {
  createIndicatorRoute,
  listIndicatorsRoute,
  recordIndicatorValuesRoute,
  saveIndicatorRoute,
  withdrawIndicatorRoute,
} from './api/indicators.ts';
import {
  assignMilestonesRoute,
  getRowRoute,
  importMatrixRoute,
  listMatrixRoute,
  matrixFileRoute,
  publishRowRoute,
  reportStatusRoute,
  saveRowRoute,
  uploadMatrixRoute,
} from './api/matrix.ts';
import { listMilestonesRoute } from './api/milestones.ts';
import {
  draftPlanRoute,
  getPlanDraftRoute,
  importPlanSheetRoute,
  listPlanVersionsRoute,
  openPlanDraftRoute,
  publishPlanRoute,
  removePlanEntryRoute,
  savePlanEntryRoute,
  updatePlanPhaseRoute,
  withdrawPlanDraftRoute,
} from './api/plan-drafts.ts';
import { getPlanRoute, listPlansRoute } from './api/plans.ts';
import { commitmentsDemo } from './demo.ts';
import { matrixDesk } from './desk.ts';
import { actionPlanExport, actionPlanImport } from './import.ts';
import { remindOfficialsJob } from './jobs.ts';
import { messages } from './messages.ts';
import { commitmentsMigration } from './migrations/2026-11-21-1200-commitments.ts';
import { monitoringMatrixMigration } from './migrations/2026-11-22-1500-monitoring-matrix.ts';
import { matrixWorkMigration } from './migrations/2026-11-22-1510-matrix-work.ts';
import { planLifeMigration } from './migrations/2026-11-25-0900-plan-life.ts';
import { indicatorsMigration } from './migrations/2026-11-25-0930-indicators.ts';
import { commitmentPage } from './pages/commitment-page.tsx';
import { commitmentsPage } from './pages/commitments-page.tsx';
import { comparisonPage } from './pages/comparison-page.tsx';
import { changesBlock, lateBlock, mosaicBlock, ownCommitmentsBlock, regionsBlock } from './pages/home-blocks.tsx';
import { commitmentMatrixPage } from './pages/matrix/commitment-matrix-page.tsx';
import { deskMatrixPage } from './pages/matrix/desk-matrix-page.tsx';
import { importMatrixPage } from './pages/matrix/import-matrix-page.tsx';
import { indicatorPage } from './pages/matrix/indicator-page.tsx';
import { indicatorsPage } from './pages/matrix/indicators-page.tsx';
import { deskMatrixFile } from './pages/matrix/matrix-file.ts';
import { matrixImportPage } from './pages/matrix/matrix-import-page.tsx';
import { matrixPage } from './pages/matrix/matrix-page.tsx';
import { milestoneRowPage } from './pages/matrix/milestone-row-page.tsx';
import { planMatrixPage } from './pages/matrix/plan-matrix-page.tsx';
import { milestonesPage } from './pages/milestones-page.tsx';
import { openDraftPage } from './pages/open-draft-page.tsx';
import { deskPlansPage } from './pages/plan-desk/desk-plans-page.tsx';
import { importPlanPage } from './pages/plan-desk/import-plan-page.tsx';
import { newPlanPage } from './pages/plan-desk/new-plan-page.tsx';
import { planDraftPage } from './pages/plan-desk/plan-draft-page.tsx';
import { planEntryPage } from './pages/plan-desk/plan-entry-page.tsx';
import { planCsvFile, planWorkbookFile } from './pages/plan-desk/plan-files.ts';
import { postsPage } from './pages/plan-desk/posts-page.tsx';
import { planPage } from './pages/plan-page.tsx';
import { planVersionsPage } from './pages/plan-versions-page.tsx';
import { plansPage } from './pages/plans-page.tsx';
import { quarterPage } from './pages/quarter-page.tsx';
import { regionPage } from './pages/region-page.tsx';
import { regionsPage } from './pages/regions-page.tsx';
import {
  commitmentCalendar,
  commitmentFeed,
  commitmentsCalendar,
  commitmentsFeed,
  commitmentWidget,
  planCalendar,
  planFeed,
} from './pages/resources.tsx';
import { commitmentCard, planCard } from './pages/share-cards.ts';
import { matrixImportRetention, matrixProcessing, ownMatrixWork } from './personal-data.ts';
import { commitmentSearch, planSearch } from './search.ts';
import { actionPlanSeed } from './seed.ts';
import { commitmentSiteMap } from './sitemap.ts';
import {
  commitmentSubject,
  milestoneSubject,
  planDraftSubject,
  planSubject,
  regionSubject,
  topicSubject,
} from './subjects.ts';
import { verifySums } from './verify.ts';

export const commitments = defineModule({
  name: 'commitments',
  uses: [],
  messages,
  demos: [commitmentsDemo],
  migrations: [
    commitmentsMigration,
    monitoringMatrixMigration,
    matrixWorkMigration,
    planLifeMigration,
    indicatorsMigration,
  ],
  actions: [
    importActionPlans,
    saveMilestoneRow,
    publishMilestoneRow,
    updateMilestoneStatus,
    assignMilestones,
    uploadMatrix,
    importMatrix,
    remindOfficials,
    draftPlan,
    savePlanEntry,
    removePlanEntry,
    importPlanSheet,
    openPlanDraft,
    publishPlan,
    withdrawPlanDraft,
    updatePlanPhase,
    saveIndicator,
    recordIndicatorValues,
    withdrawIndicator,
  ],
  desk: [matrixDesk],
  jobs: [remindOfficialsJob],
  personalData: [ownMatrixWork],
  processings: [matrixProcessing],
  retentions: [matrixImportRetention],
  powers: [
    { name: REPORT, label: 'commitments.power.report' },
    { name: MANAGE, label: 'commitments.power.manage' },
  ],
  deskLinks: [
    {
      group: 'institutions.desk.group.plans',
      label: 'commitments.matrix.title',
      path: '/desk/matrix',
      power: REPORT,
      order: 20,
    },
    {
      group: 'institutions.desk.group.plans',
      label: 'commitments.plan.desk',
      path: '/desk/plans',
      power: MANAGE,
      order: 21,
    },
  ],
  routes: [
    listPlansRoute,
    getPlanRoute,
    listPlanEventsRoute,
    listCommitmentsRoute,
    getCommitmentRoute,
    listCommitmentEventsRoute,
    listMilestonesRoute,
    listChangesRoute,
    listMatrixRoute,
    matrixFileRoute,
    getRowRoute,
    saveRowRoute,
    publishRowRoute,
    reportStatusRoute,
    assignMilestonesRoute,
    uploadMatrixRoute,
    importMatrixRoute,
    listPlanVersionsRoute,
    draftPlanRoute,
    getPlanDraftRoute,
    savePlanEntryRoute,
    removePlanEntryRoute,
    importPlanSheetRoute,
    openPlanDraftRoute,
    publishPlanRoute,
    withdrawPlanDraftRoute,
    updatePlanPhaseRoute,
    listIndicatorsRoute,
    createIndicatorRoute,
    saveIndicatorRoute,
    recordIndicatorValuesRoute,
    withdrawIndicatorRoute,
  ],
  searchKinds: [commitmentSearch, planSearch],
  subjects: [commitmentSubject, milestoneSubject, planDraftSubject, planSubject, regionSubject, topicSubject],
  siteMap: [commitmentSiteMap],
  imports: [actionPlanImport],
  exports: [actionPlanExport],
  seeds: [actionPlanSeed],
  verifications: [verifySums],
  dataSources: [
    {
      name: 'commitments.data-source.plans',
      licence: 'Public texts of public bodies; site content of the Open Government Partnership',
      origin: 'opengovpartnership.org; Open Government National Action Plan 2021–2023',
      note: 'commitments.data-source.plans-note',
    },
    {
      name: 'commitments.data-source.translations',
      licence: 'EUPL 1.2',
      origin: 'Jamaa',
      note: 'commitments.data-source.translations-note',
    },
    {
      name: 'commitments.data-source.vocabulary',
      licence: 'CC BY 4.0',
      licenceUrl: 'https://creativecommons.org/licenses/by/4.0/',
      origin: 'Open Government Partnership, handbooks and glossary',
      note: 'commitments.data-source.vocabulary-note',
    },
  ],
  pages: [
    commitmentsPage,
    commitmentPage,
    regionsPage,
    regionPage,
    plansPage,
    planPage,
    comparisonPage,
    milestonesPage,
    matrixPage,
    deskMatrixPage,
    planMatrixPage,
    commitmentMatrixPage,
    milestoneRowPage,
    importMatrixPage,
    matrixImportPage,
    planVersionsPage,
    openDraftPage,
    deskPlansPage,
    newPlanPage,
    importPlanPage,
    planDraftPage,
    planEntryPage,
    indicatorsPage,
    indicatorPage,
    quarterPage,
    postsPage,
  ],
  resources: [
    commitmentCard,
    planCard,
    commitmentsFeed,
    commitmentsCalendar,
    commitmentFeed,
    commitmentCalendar,
    commitmentWidget,
    planFeed,
    planCalendar,
    deskMatrixFile,
    planWorkbookFile,
    planCsvFile,
  ],
  homeBlocks: [mosaicBlock, ownCommitmentsBlock, regionsBlock, lateBlock, changesBlock],
  menu: [
    { label: 'commitments.page.commitments', path: '/commitments', on: 'both', order: 10 },
    { label: 'commitments.page.plans', path: '/action-plans', on: 'both', order: 11 },
    { label: 'commitments.page.regions', path: '/commitments/regions', on: 'portal', order: 12 },
  ],
  tasks: [
    {
      label: 'commitments.task.follow',
      hint: 'commitments.task.follow-hint',
      path: '/commitments',
      on: 'both',
      order: 10,
    },
    {
      label: 'commitments.task.late',
      hint: 'commitments.task.late-hint',
      path: '/milestones?timeliness=late',
      on: 'both',
      order: 11,
    },
    {
      label: 'commitments.task.compare',
      hint: 'commitments.task.compare-hint',
      path: '/commitments/regions',
      on: 'portal',
      order: 12,
    },
    {
      label: 'commitments.task.plans',
      hint: 'commitments.task.plans-hint',
      path: '/action-plans',
      on: 'both',
      order: 13,
    },
    { label: 'commitments.task.data', hint: 'commitments.task.data-hint', path: '/about-data', on: 'both', order: 14 },
  ],
});
