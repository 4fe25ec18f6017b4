import { caseDesk, caseRetention } from '#core/cases/index.ts';
import { defineModule } from '#platform/module.ts';
import { COLLECT, EXAMINE, JUDGE, LIMIT_SIGNING } from './access.ts';
import { acceptCollaboration } from './actions/accept-collaboration.ts';
import { acceptPetition } from './actions/accept-petition.ts';
import { addSigningRule } from './actions/add-signing-rule.ts';
import { answerPetition } from './actions/answer-petition.ts';
import { appealRefusal } from './actions/appeal-refusal.ts';
import { closeEndedPetitions } from './actions/close-ended-petitions.ts';
import { closePetition } from './actions/close-petition.ts';
import { countDays } from './actions/count-days.ts';
import { createPetition } from './actions/create-petition.ts';
import { decideRefusalAppeal } from './actions/decide-refusal-appeal.ts';
import { editPetition } from './actions/edit-petition.ts';
import { endCollaboration } from './actions/end-collaboration.ts';
import { filePetition } from './actions/file-petition.ts';
import { finishPetition } from './actions/finish-petition.ts';
import { importSampleAnswers } from './actions/import-sample-answers.ts';
import { invalidateSignatures } from './actions/invalidate-signatures.ts';
import { inviteCollaborator } from './actions/invite-collaborator.ts';
import { issueSheets } from './actions/issue-sheets.ts';
import { markReached } from './actions/mark-reached.ts';
import { mergeSheet } from './actions/merge-sheet.ts';
import { openPetition } from './actions/open-petition.ts';
import { publishPetitionRoot } from './actions/publish-petition-root.ts';
import { recordChecks } from './actions/record-checks.ts';
import { recordSheet } from './actions/record-sheet.ts';
import { recordSignature } from './actions/record-signature.ts';
import { referPetition } from './actions/refer-petition.ts';
import { refusePetition } from './actions/refuse-petition.ts';
import { registerAssociation } from './actions/register-association.ts';
import { rejectPetition } from './actions/reject-petition.ts';
import { removePetition } from './actions/remove-petition.ts';
import { removeSigningRule } from './actions/remove-signing-rule.ts';
import { reopenPetition } from './actions/reopen-petition.ts';
import { reportFollowUp } from './actions/report-follow-up.ts';
import { restoreSignatures } from './actions/restore-signatures.ts';
import { schedulePetition } from './actions/schedule-petition.ts';
import { setRegisterFormat } from './actions/set-register-format.ts';
import { setSignatoryLevel } from './actions/set-signatory-level.ts';
import { setSigningRate } from './actions/set-signing-rate.ts';
import { signPetition } from './actions/sign-petition.ts';
import { startSignature } from './actions/start-signature.ts';
import { stopNews } from './actions/stop-news.ts';
import { submitPetition } from './actions/submit-petition.ts';
import { takePetition } from './actions/take-petition.ts';
import { takeSample } from './actions/take-sample.ts';
import { tellSignatories } from './actions/tell-signatories.ts';
import { transferPetition } from './actions/transfer-petition.ts';
import { withdrawPetition } from './actions/withdraw-petition.ts';
import { withdrawSignature } from './actions/withdraw-signature.ts';
import { councilRoutes, filePetitionRoute } from './api/council.ts';
import { draftingRoutes } from './api/drafting.ts';
import { nationalTypesRoute } from './api/national.ts';
import { getPetitionRoute, listPetitionsRoute, petitionDaysRoute, petitionRequirementsRoute } from './api/reading.ts';
import { signatureRoutes } from './api/signatures.ts';
import {
  createPetitionRoute,
  deedRoutes,
  editPetitionRoute,
  refusePetitionRoute,
  signPetitionRoute,
  withdrawSignatureRoute,
} from './api/writing.ts';
import { petitionsDemo } from './demo.ts';
import { petitionDesk } from './desk.ts';
import { countSigningDays, endPetitions, publishRoots, tellReached, writeToSignatories } from './jobs.ts';
import { messages } from './messages.ts';
import { petitionsMigration } from './migrations/2026-11-22-1600-petitions.ts';
import { petitionRootsMigration } from './migrations/2026-11-22-1800-petition-roots.ts';
import { petitionSheetsMigration } from './migrations/2026-11-24-0900-petition-sheets.ts';
import { petitionInvalidationsMigration } from './migrations/2026-11-24-0930-petition-invalidations.ts';
import { petitionSamplesMigration } from './migrations/2026-11-24-1000-petition-samples.ts';
import { petitionAssociationsMigration } from './migrations/2026-11-24-1030-petition-associations.ts';
import { petitionCouncilMigration } from './migrations/2026-11-25-1000-petition-council.ts';
import { petitionOpeningsMigration } from './migrations/2026-12-14-1000-petition-openings.ts';
import { petitionDraftingMigration } from './migrations/2026-12-14-1010-petition-drafting.ts';
import { petitionDaysMigration } from './migrations/2026-12-14-1020-petition-days.ts';
import { petitionNewsMigration } from './migrations/2026-12-14-1030-petition-news.ts';
import { petitionRemovalsMigration } from './migrations/2026-12-14-1040-petition-removals.ts';
import { petitionTransferMigration } from './migrations/2026-12-15-1000-petition-transfer.ts';
import { petitionSignersMigration } from './migrations/2026-12-20-1000-petition-signers.ts';
import { petitionNoticesMigration } from './migrations/2026-12-21-1000-petition-notices.ts';
import { petitionAppealUntilMigration } from './migrations/2026-12-21-1010-petition-appeal-until.ts';
import { petitionNewsSignatureMigration } from './migrations/2026-12-21-1100-petition-news-signature.ts';
import { petitionReopenedCasesMigration } from './migrations/2026-12-21-1110-petition-reopened-cases.ts';
import { signingLimitsMigration } from './migrations/2026-12-21-1130-signing-limits.ts';
import { openingDates } from './opening-dates.ts';
import { checkReceiptPage } from './pages/check-receipt-page.tsx';
import { collaboratorsPage } from './pages/collaborators-page.tsx';
import { confirmSignaturePage } from './pages/confirm-signature-page.tsx';
import { councilPetitionPage } from './pages/council-petition-page.tsx';
import { counterSignaturePage } from './pages/counter-signature-page.tsx';
import { deskPetitionsPage } from './pages/desk-petitions-page.tsx';
import { deskSignaturesPage } from './pages/desk-signatures-page.tsx';
import { dossierFile } from './pages/dossier-file.ts';
import { draftInvitationPage } from './pages/draft-invitation-page.tsx';
import { draftVersionsPage } from './pages/draft-versions-page.tsx';
import { editPetitionPage } from './pages/edit-petition-page.tsx';
import { examinePetitionPage } from './pages/examine-petition-page.tsx';
import { filePetitionPage } from './pages/file-petition-page.tsx';
import { invalidateSignaturesPage } from './pages/invalidate-signatures-page.tsx';
import { invalidationPage } from './pages/invalidation-page.tsx';
import { managePetitionPage } from './pages/manage-petition-page.tsx';
import { nationalPetitionsPage } from './pages/national-petitions-page.tsx';
import { newPetitionPage } from './pages/new-petition-page.tsx';
import { ownPetitionsPage } from './pages/own-petitions-page.tsx';
import { petitionAssociationPage } from './pages/petition-association-page.tsx';
import { petitionDossierPage } from './pages/petition-dossier-page.tsx';
import { petitionPage } from './pages/petition-page.tsx';
import { petitionCard, petitionWidget } from './pages/petition-pictures.tsx';
import { petitionSettingsPage } from './pages/petition-settings-page.tsx';
import { petitionSheetsPage } from './pages/petition-sheets-page.tsx';
import { petitionSignaturesPage } from './pages/petition-signatures-page.tsx';
import { petitionsPage } from './pages/petitions-page.tsx';
import { receiptProof, receiptVerifier } from './pages/proof-resources.ts';
import { ratePage } from './pages/rate-page.tsx';
import { registerFormatPage } from './pages/register-format-page.tsx';
import { rejectPetitionPage } from './pages/reject-petition-page.tsx';
import { requirementsPage } from './pages/requirements-page.tsx';
import { petitionCount, petitionJson, petitionsFeed, petitionsJson } from './pages/resources.tsx';
import { rootsPage } from './pages/roots-page.tsx';
import { sampleFile } from './pages/sample-file.ts';
import { samplePage } from './pages/sample-page.tsx';
import { samplesPage } from './pages/samples-page.tsx';
import { sessionsCalendar, sessionsPage } from './pages/sessions-page.tsx';
import { sheetPage } from './pages/sheet-page.tsx';
import { sheetsFile } from './pages/sheets-file.ts';
import { signPetitionPage } from './pages/sign-petition-page.tsx';
import { signatureChecksPage } from './pages/signature-checks-page.tsx';
import { signatureCodePage } from './pages/signature-code-page.tsx';
import { signaturePage } from './pages/signature-page.tsx';
import { signingLimitsPage } from './pages/signing-limits-page.tsx';
import { similarJson } from './pages/similar-json.ts';
import { stopNewsPage } from './pages/stop-news-page.tsx';
import { petitionData, signatoryRetention, signatureProcessing } from './personal-data.ts';
import { petitionCase } from './petition-case.ts';
import { petitionSearch } from './search.ts';
import { petitionSubject } from './subject.ts';
import { reconcileCounters, verifyCounters } from './verify.ts';
import { verifyRoots } from './verify-roots.ts';
export const petitions = defineModule({
  name: 'petitions',
  uses: [],
  messages,
  demos: [petitionsDemo],
  migrations: [
    petitionsMigration,
    petitionRootsMigration,
    petitionCouncilMigration,
    petitionTransferMigration,
    petitionSheetsMigration,
    petitionInvalidationsMigration,
    petitionSamplesMigration,
    petitionAssociationsMigration,
    petitionOpeningsMigration,
    petitionDraftingMigration,
    petitionDaysMigration,
    petitionNewsMigration,
    petitionRemovalsMigration,
    petitionSignersMigration,
    petitionNewsSignatureMigration,
    petitionReopenedCasesMigration,
    signingLimitsMigration,
    petitionNoticesMigration,
    petitionAppealUntilMigration,
  ],
  actions: [
    createPetition,
    editPetition,
    submitPetition,
    openPetition,
    refusePetition,
    closePetition,
    closeEndedPetitions,
    publishPetitionRoot,
    withdrawPetition,
    startSignature,
    addSigningRule,
    removeSigningRule,
    setSigningRate,
    signPetition,
    withdrawSignature,
    acceptPetition,
    answerPetition,
    filePetition,
    finishPetition,
    recordChecks,
    referPetition,
    rejectPetition,
    reopenPetition,
    transferPetition,
    reportFollowUp,
    schedulePetition,
    issueSheets,
    recordSheet,
    mergeSheet,
    recordSignature,
    invalidateSignatures,
    restoreSignatures,
    takeSample,
    importSampleAnswers,
    setRegisterFormat,
    registerAssociation,
    takePetition,
    appealRefusal,
    decideRefusalAppeal,
    inviteCollaborator,
    acceptCollaboration,
    endCollaboration,
    setSignatoryLevel,
    countDays,
    markReached,
    tellSignatories,
    stopNews,
    removePetition,
  ],
  pages: [
    petitionsPage,
    newPetitionPage,
    requirementsPage,
    nationalPetitionsPage,
    sessionsPage,
    petitionPage,
    signPetitionPage,
    signatureCodePage,
    confirmSignaturePage,
    signaturePage,
    managePetitionPage,
    editPetitionPage,
    ownPetitionsPage,
    examinePetitionPage,
    rootsPage,
    checkReceiptPage,
    filePetitionPage,
    deskPetitionsPage,
    councilPetitionPage,
    rejectPetitionPage,
    petitionSheetsPage,
    petitionAssociationPage,
    petitionDossierPage,
    deskSignaturesPage,
    petitionSignaturesPage,
    counterSignaturePage,
    sheetPage,
    signatureChecksPage,
    invalidateSignaturesPage,
    invalidationPage,
    samplesPage,
    samplePage,
    registerFormatPage,
    collaboratorsPage,
    draftInvitationPage,
    draftVersionsPage,
    petitionSettingsPage,
    signingLimitsPage,
    ratePage,
    stopNewsPage,
  ],
  resources: [
    sessionsCalendar,
    petitionsFeed,
    petitionCount,
    petitionsJson,
    petitionJson,
    receiptProof,
    receiptVerifier,
    sheetsFile,
    sampleFile,
    dossierFile,
    petitionCard,
    petitionWidget,
    similarJson,
  ],
  routes: [
    listPetitionsRoute,
    getPetitionRoute,
    petitionDaysRoute,
    petitionRequirementsRoute,
    createPetitionRoute,
    editPetitionRoute,
    ...deedRoutes,
    refusePetitionRoute,
    signPetitionRoute,
    withdrawSignatureRoute,
    filePetitionRoute,
    ...councilRoutes,
    ...signatureRoutes,
    ...draftingRoutes,
    nationalTypesRoute,
  ],
  dateOwners: [openingDates],
  desk: [petitionDesk, caseDesk(petitionCase)],
  caseKinds: [petitionCase],
  deskLinks: [
    {
      group: 'institutions.desk.group.participation',
      label: 'petitions.desk.council',
      path: '/desk/petitions',
      power: EXAMINE,
      order: 30,
    },
    {
      group: 'institutions.desk.group.participation',
      label: 'cases.queue.title',
      path: '/desk/cases',
      power: EXAMINE,
      order: 31,
    },
    {
      group: 'institutions.desk.group.participation',
      label: 'petitions.signatures.title',
      path: '/desk/signatures',
      power: COLLECT,
      order: 35,
    },
    {
      group: 'institutions.desk.group.participation',
      label: 'petitions.settings.title',
      path: '/desk/petition-settings',
      power: EXAMINE,
      order: 36,
    },
    {
      group: 'institutions.desk.group.body',
      label: 'petitions.limits.title',
      path: '/desk/signing-limits',
      power: LIMIT_SIGNING,
      order: 67,
    },
  ],
  personalData: [petitionData],
  retentions: [signatoryRetention, caseRetention(petitionCase)],
  searchKinds: [petitionSearch],
  subjects: [petitionSubject],
  menu: [{ label: 'petitions.page.petitions', path: '/petitions', on: 'both', order: 20 }],
  tasks: [
    { label: 'petitions.task.sign', hint: 'petitions.task.sign-hint', path: '/petitions', on: 'both', order: 20 },
  ],
  ownLinks: [{ label: 'petitions.own.title', hint: 'petitions.own.hint', path: '/me/petitions', order: 40 }],
  jobs: [endPetitions, reconcileCounters, publishRoots, countSigningDays, tellReached, writeToSignatories],
  processings: [signatureProcessing],
  powers: [
    { name: EXAMINE, label: 'petitions.power.examine' },
    { name: COLLECT, label: 'petitions.power.collect' },
    { name: JUDGE, label: 'petitions.power.judge' },
    { name: LIMIT_SIGNING, label: 'petitions.power.limit-signing' },
  ],
  verifications: [verifyCounters, verifyRoots],
});
